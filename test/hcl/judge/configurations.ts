/**
 * Whole configurations: modules, `count` and `for_each`, variables, overrides, JSON syntax. Each is planned with
 * `-var known=false` and `-var known=true`; every `input` of its `terraform_data` resources is compared.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isHole, isTemplate, type Json, type Value } from '../../../src/base/value.ts';
import { openEvaluator } from '../../../src/hcl/evaluate-attribute.ts';
import { readConfiguration } from '../../../src/hcl/read-configuration.ts';
import { disk } from '../disk.ts';
import { type PlanJson, resolverOf, targetOf } from '../planned.ts';
import type { Verdict } from './compare.ts';

const folder = fileURLToPath(new URL('../configurations', import.meta.url));

/** The names of all configurations. */
export const configurations: readonly string[] = readdirSync(folder).sort();

export interface PlannedTwice {
  readonly known: PlanJson;
  readonly unknown: PlanJson;
}

/** Both plans of a configuration, by the real Terraform. */
export function planConfiguration(name: string): PlannedTwice {
  const place = mkdtempSync(join(tmpdir(), 'judge-'));
  const run = (...args: readonly string[]): string =>
    execFileSync('terraform', args, {
      cwd: place,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1' },
    });
  const plan = (known: boolean): PlanJson => {
    run('plan', '-input=false', '-out=p', '-var', `known=${known}`);
    const { variables, resource_changes } = JSON.parse(run('show', '-json', 'p')) as PlanJson;
    return {
      ...(variables === undefined ? {} : { variables }),
      ...(resource_changes === undefined ? {} : { resource_changes }),
    };
  };
  try {
    cpSync(join(folder, name), place, { recursive: true });
    run('init', '-input=false');
    return { known: plan(true), unknown: plan(false) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** What we make of every `input`, held against what Terraform planned. */
export function compareConfiguration(
  name: string,
  { known, unknown }: PlannedTwice,
): readonly (readonly [string, Verdict])[] {
  const configuration = readConfiguration(disk, join(folder, name));
  if (configuration === undefined) throw new Error(`${name} holds no configuration`);
  const inputs = new Map(
    (known.resource_changes ?? []).map(({ address, change }) => [
      address,
      (change.after as { input?: Json }).input,
    ]),
  );
  return [known, unknown].flatMap((plan) => {
    const evaluator = openEvaluator(configuration, resolverOf(plan));
    return (plan.resource_changes ?? []).map((change): readonly [string, Verdict] => {
      const ours = evaluator.evaluateAttribute(targetOf(change, ['input']));
      const label = `${name}: ${change.address}`;
      if ('undetermined' in ours) return [label, { answer: 'undetermined', note: ours.undetermined }];
      const [made, wanted] = [
        JSON.stringify(filled(ours.value, inputs)),
        JSON.stringify(inputs.get(change.address)),
      ];
      if (made !== wanted) return [label, { answer: 'wrong', note: `ours ${made}\n      theirs ${wanted}` }];
      return [label, { answer: isWhole(ours.value) ? 'whole' : 'filled', note: '' }];
    });
  });
}

function isWhole(value: Value): boolean {
  if (isHole(value) || isTemplate(value)) return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhole);
}

/** The value with every hole filled by the input that its resource has. */
function filled(value: Value, inputs: ReadonlyMap<string, Json | undefined>): Json {
  if (isHole(value)) return fill(value.reference ?? '', inputs);
  if (isTemplate(value))
    return value.parts
      .map((part) => (typeof part === 'string' ? part : String(fill(part.reference ?? '', inputs))))
      .join('');
  if (Array.isArray(value)) return value.map((one: Value) => filled(one, inputs));
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, inputs)]));
}

function fill(reference: string, inputs: ReadonlyMap<string, Json | undefined>): Json {
  const [, name, inner = ''] = /^(jsonencode|quoted)\((.*)\)$/.exec(reference) ?? [];
  if (name !== undefined)
    return name === 'quoted'
      ? JSON.stringify(fill(inner, inputs)).slice(1, -1)
      : JSON.stringify(fill(inner, inputs));
  return inputs.get(reference.replace(/\.output$/, '')) ?? `?${reference}?`;
}
