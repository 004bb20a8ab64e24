/**
 * `npm run judge:hcl -- --seed N --cases N`: Terraform judges the evaluator. Half of the cases are policy documents,
 * half are other expressions. Fails when one is wrong.
 */
import { parseArgs } from 'node:util';
import { type Answer, compareKnown, compareUnknown } from './compare.ts';
import { documentSource } from './documents.ts';
import { any, string } from './expressions.ts';
import { planOutputs } from './plan.ts';
import { type Random, randomOf } from './random.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '1000' },
    show: { type: 'string', default: '20' },
  },
});
const random = randomOf(Number(values.seed));
const total = Number(values.cases);
const batch = 500;

function sourceOf(random: Random, index: number): string {
  const depth = 1 + Math.floor((index * 4) / total);
  if (index % 2 === 0) return documentSource(random, Math.max(0, depth - 2));
  return random.oneIn(3) ? string(random, depth) : `jsonencode(${any(random, depth)})`;
}

const sources = Array.from({ length: total }, (_, index) => sourceOf(random, index));
const tally = new Map<string, number>();
const reasons = new Map<string, number>();
let shown = 0;

function note(kind: string, answer: Answer, source: string, text: string): void {
  const key = `${kind} ${answer}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
  if (answer === 'undetermined') reasons.set(text, (reasons.get(text) ?? 0) + 1);
  if ((answer === 'wrong' || answer === 'lenient') && shown++ < Number(values.show))
    console.log(`${key}\n      ${source}\n      ${text}`);
}

for (let start = 0; start < total; start += batch) {
  const some = sources.slice(start, start + batch);
  const known = planOutputs(some, true);
  const unknown = planOutputs(some, false);
  for (const [index, source] of some.entries()) {
    const kind = (start + index) % 2 === 0 ? 'document' : 'expression';
    const then = compareKnown(source, known[index]?.value);
    note(`${kind}, known:`, then.answer, source, then.note);
    const now = compareUnknown(source, known[index]?.value, unknown[index]?.value);
    note(`${kind}, unknown:`, now.answer, source, now.note);
  }
}

for (const [key, count] of [...tally].sort()) console.log(`${String(count).padStart(6)}  ${key}`);
for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 10))
  console.log(`${String(count).padStart(6)}  undetermined: ${reason}`);
if ([...tally.keys()].some((key) => key.endsWith('wrong'))) process.exitCode = 1;
