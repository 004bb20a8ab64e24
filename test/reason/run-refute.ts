/**
 * `npm run refute -- 100000 [FIRST]`: pairs of policies from as many seeds. A "no" that a sampled request refutes, and a
 * request that the evaluator does not confirm, are printed and fail the run.
 */
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { askAccess } from '../../src/reason/compare.ts';
import { randomFrom } from '../iam/random.ts';
import { universe } from './ask.ts';
import { makePair } from './generate-pairs.ts';
import { refutation } from './refute.ts';

/** What became of one seed. */
export type Fate = 'yes' | 'no' | 'undetermined' | 'refuted' | 'defect';

/** Makes the pair of a seed, asks the engine, and tries to refute a "no". */
export function judge(seed: number, tries: number): { readonly fate: Fate; readonly detail: string } {
  const random = randomFrom(seed);
  const { version, before, after } = makePair(random);
  const documentOf = (Statement: unknown) => {
    const parsed = parsePolicy({ form: 'text', text: JSON.stringify({ Version: version, Statement }) });
    if (!parsed.ok) throw new Error(parsed.defects[0].message);
    return parsed.document;
  };
  const reference = documentOf(before);
  const candidate = documentOf(after);
  const shown = () => `before ${JSON.stringify(before)}\nafter  ${JSON.stringify(after)}`;
  try {
    const answer = askAccess(
      { layers: [[candidate]] },
      { layers: [[reference]] },
      { universe, extent: 'one' },
    );
    if (answer.verdict === 'undetermined') return { fate: 'undetermined', detail: answer.reason };
    if (answer.verdict === 'yes') return { fate: 'yes', detail: '' };
    const request = refutation(random, reference, candidate, tries);
    if (request === undefined) return { fate: 'no', detail: '' };
    return {
      fate: 'refuted',
      detail: `${version}\n${shown()}\n${JSON.stringify({ ...request, context: [...request.context] })}`,
    };
  } catch (error) {
    return { fate: 'defect', detail: `${shown()}\n${String(error)}` };
  }
}

if (process.argv[1]?.endsWith('run-refute.ts')) {
  const count = Number(process.argv[2] ?? 100_000);
  const first = Number(process.argv[3] ?? 0);
  const fates = new Map<string, number>();
  for (let seed = first; seed < first + count; seed++) {
    const { fate, detail } = judge(seed, 300);
    const kind = fate === 'undetermined' ? `undetermined: ${detail.replace(/`[^`]*`/, '…')}` : fate;
    fates.set(kind, (fates.get(kind) ?? 0) + 1);
    if (fate === 'refuted' || fate === 'defect') {
      console.log(`seed ${seed}: ${fate}\n${detail}\n`);
      process.exitCode = 1;
    }
  }
  for (const [kind, times] of fates) console.log(`${String(times).padStart(8)}  ${kind}`);
}
