/**
 * `npm run judge:hcl -- --seed N --cases N`: Terraform judges the evaluator. Half of the random cases are policy
 * documents, half are other expressions; examples, functions of the AWS provider and whole configurations come with them. Fails
 * when one is wrong.
 * `--write` keeps a small part with Terraform's answers, for where Terraform is absent.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { canInitialise } from '../../../fixtures/make/mirror.ts';
import { compareKnown, compareUnknown, type Verdict } from './compare.ts';
import { compareConfiguration, configurations, planConfiguration } from './configurations.ts';
import { documentSource } from './documents.ts';
import { examples } from './examples.ts';
import { any, string } from './expressions.ts';
import { planOutputs } from './plan.ts';
import { providerCall } from './provider-functions.ts';
import { type Random, randomOf } from './random.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '1000' },
    show: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const random = randomOf(Number(values.seed));
const total = Number(values.cases);
const batch = 500;

interface Case {
  readonly kind: 'document' | 'expression' | 'example' | 'provider function';
  readonly source: string;
}

/** Depths grow from the first case to the last. */
function caseOf(random: Random, index: number): Case {
  const depth = 1 + Math.floor((index * 4) / total);
  if (index % 2 === 0) return { kind: 'document', source: documentSource(random, Math.max(0, depth - 2)) };
  const source = random.oneIn(3) ? string(random, depth) : `jsonencode(${any(random, depth)})`;
  return { kind: 'expression', source };
}

const cases = [
  ...examples.map((one): Case => ({ kind: 'example', source: `jsonencode(${one})` })),
  ...Array.from({ length: total }, (_, index) => caseOf(random, index)),
];

function batches(all: readonly Case[]): readonly (readonly Case[])[] {
  return Array.from({ length: Math.ceil(all.length / batch) }, (_, at) =>
    all.slice(at * batch, (at + 1) * batch),
  );
}

const tally = new Map<string, number>();
const reasons = new Map<string, number>();
let shown = 0;

function note(kind: string, source: string, { answer, note: text }: Verdict): void {
  const key = `${kind} ${answer}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
  if (answer === 'undetermined') reasons.set(text, (reasons.get(text) ?? 0) + 1);
  if (answer === 'wrong' && shown++ < Number(values.show))
    console.log(`${key}\n      ${source}\n      ${text}`);
}

const kept: unknown[] = [];
const calls = Array.from(
  { length: canInitialise() ? Math.ceil(total / 10) : 0 },
  (): Case => ({ kind: 'provider function', source: providerCall(random, 1) }),
);
for (const some of [...batches(cases), ...batches(calls)]) {
  const sources = some.map(({ source }) => source);
  const withProvider = some[0]?.kind === 'provider function';
  const [known, unknown] = [true, false].map((areKnown) => planOutputs(sources, areKnown, withProvider));
  for (const [index, { kind, source }] of some.entries()) {
    const [then, now] = [known?.[index]?.value, unknown?.[index]?.value];
    note(`${kind}, inputs known:`, source, compareKnown(source, then));
    note(`${kind}, inputs unknown:`, source, compareUnknown(source, then, now));
    if (source.length < 600) kept.push({ source, known: then ?? null, unknown: now ?? null });
  }
}

for (const name of configurations) {
  const planned = planConfiguration(name);
  for (const [address, verdict] of compareConfiguration(name, planned))
    note('configuration:', address, verdict);
  if (values.write)
    writeFileSync(
      new URL(`../configurations/${name}/planned.json`, import.meta.url),
      `${JSON.stringify(planned)}\n`,
    );
}
if (values.write)
  writeFileSync(
    new URL('sample.json', import.meta.url),
    `[\n${kept.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
  );

for (const [key, count] of [...tally].sort()) console.log(`${String(count).padStart(6)}  ${key}`);
for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 10))
  console.log(`${String(count).padStart(6)}  undetermined: ${reason}`);
if ([...tally.keys()].some((key) => key.endsWith('wrong'))) process.exitCode = 1;
