/**
 * How much of what plans hide comes back: every `source-*` fixture, with and without its configuration. What must exist is
 * counted from the plan's JSON alone, by the names of the attributes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openConfiguration } from '../../src/cli/open-configuration.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { DocumentSubject } from '../../src/subject/types.ts';
import { managedPolicy, placeOf } from './extracted.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const names = readdirSync(fixtures).filter((name) => name.startsWith('source-'));

interface RawPlan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: { readonly after_unknown: Readonly<Record<string, unknown>> };
  }[];
  readonly configuration: unknown;
}

const attributes = new Set(['policy', 'assume_role_policy', 'access_policies']);

/** Addresses and attributes that are unknown and that an expression was written for, wherever the configuration has it. */
function hiddenIn(plan: RawPlan): readonly string[] {
  const written = JSON.stringify(plan.configuration);
  return plan.resource_changes
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ address, change }) => {
      const own = [...attributes].filter((name) => change.after_unknown[name] === true);
      const isWritten = (name: string) => expressionsOf(plan.configuration, address).includes(`"${name}":`);
      const blocks = change.after_unknown.inline_policy;
      const inline = Array.isArray(blocks) ? blocks.filter((one) => one.policy === true) : [];
      expect(written).toContain(nameOf(address));
      return [
        ...own.filter(isWritten).map((name) => `${address} ${name}`),
        ...inline.map((_, at) => `${address} inline_policy ${at}`),
      ];
    });
}

/** `"type":"x","name":"y"` of an address. */
function nameOf(address: string): string {
  const [type = '', name = ''] = address
    .replace(/\["[^"]*"\]|\[\d+\]/g, '')
    .split('.')
    .slice(-2);
  return `"type":"${type}","name":"${name}"`;
}

/** The expressions of the resource, and of resources of that name in other modules, as text. */
function expressionsOf(configuration: unknown, address: string): string {
  if (typeof configuration !== 'object' || configuration === null) return '';
  const { type, name, expressions } = configuration as Record<string, unknown>;
  const isIt = nameOf(address) === `"type":"${String(type)}","name":"${String(name)}"`;
  if (isIt && expressions !== undefined) return JSON.stringify(expressions);
  return Object.values(configuration)
    .map((one) => expressionsOf(one, address))
    .join('');
}

function documentsOf(name: string, isBeside: boolean): readonly DocumentSubject[] {
  const folder = join(fixtures, name);
  const plan = readPlan(readFileSync(join(folder, 'plan.json')), name);
  const opened = isBeside ? openConfiguration(plan, folder, false) : undefined;
  if (opened !== undefined && typeof opened !== 'function') throw new Error(opened.refused);
  return [
    ...extract(plan, { managedPolicy, ...(opened === undefined ? {} : { openSource: opened }) }).documents(),
  ];
}

const isBack = ({ state }: DocumentSubject) => state === 'rebuilt' || state === 'partly';

describe('what the plans of the fixtures hide', () => {
  const counted = names.map((name) => {
    const plan = JSON.parse(readFileSync(join(fixtures, name, 'plan.json'), 'utf8')) as RawPlan;
    const managed = (all: readonly DocumentSubject[]) =>
      all.filter(({ origins: [{ mode }] }) => mode === 'managed');
    return {
      name,
      hidden: hiddenIn(plan),
      without: managed(documentsOf(name, false)),
      beside: managed(documentsOf(name, true)),
    };
  });
  const sum = (of: (one: (typeof counted)[number]) => number) =>
    counted.reduce((all, one) => all + of(one), 0);
  const hidden = sum((one) => one.hidden.length);

  it('is in many configurations', () => {
    expect(counted.length).toBeGreaterThanOrEqual(20);
    expect(hidden).toBeGreaterThanOrEqual(45);
  });

  it.each(counted)('is listed, each of it, without the configuration: $name', ({ without, hidden }) => {
    const listed = without.filter((one) => isBack(one) || one.state === 'undetermined');
    expect(listed.map(placeOf)).toHaveLength(hidden.length);
  });

  it.each(counted)('is listed, each of it, beside the configuration: $name', ({ beside, hidden }) => {
    const listed = beside.filter((one) => isBack(one) || one.state === 'undetermined');
    expect(listed.map(placeOf)).toHaveLength(hidden.length);
  });

  it('comes back with the configuration, 95 of 100', () => {
    expect(sum(({ beside }) => beside.filter(isBack).length) / hidden).toBeGreaterThanOrEqual(0.95);
  });

  it('stays hidden beside the configuration nowhere', () => {
    const left = counted.flatMap(({ beside }) => beside.filter(({ state }) => state === 'undetermined'));
    expect(left.map(placeOf)).toEqual([]);
  });

  it('comes back from a deferred data source whose statements are in the plan, always', () => {
    const from = (all: readonly DocumentSubject[], state: DocumentSubject['state']) =>
      all.filter(
        (one) =>
          one.state === state &&
          one.references.every((it) => it.startsWith('data.')) &&
          one.references.length === 1,
      );
    expect(counted.flatMap(({ without }) => from(without, 'undetermined')).map(placeOf)).toEqual([]);
    expect(sum(({ without }) => from(without, 'partly').length)).toBeGreaterThanOrEqual(8);
  });

  it('names a place for everything that came back', () => {
    for (const { beside } of counted)
      for (const one of beside.filter(isBack))
        expect(one.rebuilt?.from).toMatch(/^data\.|\.data\.|main\.tf:\d+$|\.json:\d+$|override\.tf:\d+$/);
  });
});
