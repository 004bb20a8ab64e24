/**
 * Compares `src/iam` with `@cloud-copilot/iam-simulate` on generated requests.
 */
import { evaluate } from '../agreement.ts';
import * as implementation from '../implementation.ts';
import { type Divergence, divergences } from './divergences.ts';
import { type Simulated, simulate } from './simulate.ts';
import { makeSimulated, type SimulatedCase, simulationOf } from './simulations.ts';

/** A case with both answers. */
export interface Answered {
  readonly case: SimulatedCase;
  readonly ours: string;
  readonly theirs: string;
}

/** What came out of a comparison. */
export interface Differential {
  /** Both answered, and AWS's pages do. */
  readonly compared: number;
  /** Of those: no entry of the list concerns the case, so that the two must agree. */
  readonly plain: number;
  /** The simulator refused the input. */
  readonly refused: number;
  /** AWS's pages leave the answer open. */
  readonly open: number;
  /** Answers that differ, by the entries of the list that concern the case. */
  readonly known: ReadonlyMap<string, number>;
  readonly differing: number;
  /** Answers that differ where no entry concerns the case. */
  readonly unexplained: readonly Answered[];
}

const decisions = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'not-allowed',
  ExplicitlyDenied: 'denied',
} as const;

/** Both answers to each case; `theirs` is undefined where the simulator refuses the input. */
export function answer(
  cases: readonly SimulatedCase[],
): readonly (Omit<Answered, 'theirs'> & { readonly theirs: string | undefined })[] {
  const simulated: readonly (Simulated | undefined)[] = simulate(cases.map(simulationOf));
  return cases.map((one, at) => {
    const found = simulated[at];
    return {
      case: one,
      ours: evaluate(implementation, { of: 'layers', ...one }),
      theirs: found !== undefined && 'result' in found ? decisions[found.result] : undefined,
    };
  });
}

/** Compares the cases of `count` seeds, beginning with `seed`. */
export function compareWithSimulator(seed: number, count: number): Differential {
  const cases = Array.from({ length: count }, (_, at) => makeSimulated(seed + at));
  const answered = answer(cases.filter((one) => one !== undefined));
  const taken = answered.filter((one): one is Answered => one.theirs !== undefined);
  const compared = taken.filter(({ ours }) => ours !== 'ambiguous');
  const known = new Map<string, number>();
  const differing = compared.filter(({ ours, theirs }) => ours !== theirs);
  for (const { name } of differing.flatMap(concerning)) known.set(name, (known.get(name) ?? 0) + 1);
  return {
    compared: compared.length,
    plain: compared.filter((one) => concerning(one).length === 0).length,
    refused: answered.length - taken.length,
    open: taken.length - compared.length,
    known,
    differing: differing.length,
    unexplained: differing.filter((one) => concerning(one).length === 0),
  };
}

const concerning = (one: Answered): readonly Divergence[] =>
  divergences.filter(({ concerns }) => concerns(one.case));

/** A case with both answers, as text. */
export function tell({ case: { seed, layers, request }, ours, theirs }: Answered): string {
  const asked = { ...request, context: Object.fromEntries(request.context) };
  return `seed ${seed}: ours ${ours}, theirs ${theirs}\n${JSON.stringify(layers)}\n${JSON.stringify(asked)}`;
}
