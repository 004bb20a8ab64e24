/**
 * Real plans of Terraform 0.12 to 1.14 and OpenTofu, where they are at hand: all are read, and an independent walk of
 * the JSON finds no resource and no unknown value that the reader does not have.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from '../../src/plan/address.ts';
import { after, before, valueAt } from '../../src/plan/change.ts';
import { decodeText } from '../../src/plan/decode-text.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { resolveExpression } from '../../src/plan/references.ts';
import type { Plan } from '../../src/plan/types.ts';
import { configurationOf, expressionOf, referencesOf } from '../../src/plan/written.ts';

const shared = fileURLToPath(new URL('../../../shared', import.meta.url));
const folders = ['corpora/plans', 'corpora/made'].map((folder) => join(shared, folder)).filter(existsSync);
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file)),
);

/** Every attribute of every resource of a plan, followed as far as it goes. */
function followAll(plan: Plan): void {
  for (const change of plan.changes) {
    const object = after(change) ?? before(change);
    const scope = configurationOf(plan, change);
    for (const name of Object.keys(object ?? {})) {
      valueAt(change, 'after', name);
      referencesOf(plan, change, name);
      const expression = expressionOf(plan, change, name);
      if (scope !== undefined && typeof expression !== 'string') resolveExpression(plan, scope, expression);
    }
  }
}

describe.skipIf(files.length === 0)('published and made plans', () => {
  it.each(files.map((file) => ({ file, name: file.slice(shared.length + 1) })))('$name', ({ file }) => {
    const bytes = readFileSync(file);
    const raw = JSON.parse(decodeText(bytes)) as {
      format_version?: string;
      resource_changes?: { address: string }[];
    };
    const plan = readPlan(bytes, file);
    // Plans that somebody cut down to what they needed may have lost their version: read, and told.
    const told = raw.format_version === undefined ? ['newer-format'] : [];
    expect(plan.problems.map(({ code }) => code)).toEqual(told);
    const listed = raw.resource_changes ?? [];
    if (listed.length > 0) {
      expect(plan.changes.map(({ address }) => address)).toEqual(listed.map(({ address }) => address));
    }
    for (const { address } of plan.changes) {
      const parsed = parseAddress(address);
      expect(parsed && formatAddress(parsed)).toBe(address);
    }
    followAll(plan);
  });
});

const samples = join(shared, 'facts/plan-samples');
describe.skipIf(!existsSync(samples))('samples of Terraform 1.11.4', () => {
  const sample = (name: string): Plan => readPlan(readFileSync(join(samples, `tf1.11.4-${name}.json`)), name);

  it('a refresh-only plan shows what is there', () => {
    const plan = sample('refresh-only');
    const managed = plan.prior.filter(({ mode }) => mode === 'managed');
    expect(managed.length).toBeGreaterThan(0);
    expect(plan.changes.map(({ address, actions }) => [address, actions])).toEqual(
      managed.map(({ address }) => [address, ['no-op']]),
    );
  });

  it('a destroy plan has nothing after', () => {
    const plan = sample('destroy');
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(plan.changes.map((change) => after(change))).toEqual(plan.changes.map(() => null));
  });

  it('a forgotten object is listed with what it was', () => {
    const forgotten = sample('replace-move-forget').changes.filter(({ actions }) =>
      actions.includes('forget'),
    );
    expect(forgotten.length).toBeGreaterThan(0);
    for (const change of forgotten) expect(before(change)).not.toBeNull();
  });
});
