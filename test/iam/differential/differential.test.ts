/**
 * `src/iam` agrees with an independent implementation, but where the reviewed list tells why not. The simulator is no
 * dependency: `npm run differential` installs it beside the system's temporary files, and without it this is skipped.
 */
import { describe, expect, it } from 'vitest';
import { answer, compareWithSimulator, tell } from './differential.ts';
import { divergences } from './divergences.ts';
import { isInstalled } from './simulate.ts';

const without = isInstalled() ? '' : ' (skipped: `npm run differential` installs the simulator)';

describe.skipIf(!isInstalled())(`@cloud-copilot/iam-simulate${without}`, () => {
  it('answers as src/iam does where no entry of the list concerns the case', () => {
    const { compared, plain, unexplained } = compareWithSimulator(1, 16_000);
    expect(unexplained.slice(0, 3).map(tell)).toEqual([]);
    expect(compared).toBeGreaterThan(2000);
    expect(plain / compared).toBeGreaterThan(0.3);
  });

  it('still differs in every entry of the list', () => {
    const answers = answer(divergences.map(({ example }) => example.case));
    const found = divergences.map(({ name, concerns, example }, at) => ({
      name,
      concerned: concerns(example.case),
      ours: answers[at]?.ours,
      theirs: answers[at]?.theirs,
    }));
    expect(found).toEqual(
      divergences.map(({ name, example: { ours, theirs } }) => ({ name, concerned: true, ours, theirs })),
    );
  });
});
