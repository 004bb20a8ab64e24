/**
 * Exit codes, the contract with every CI: with several reasons the first of 70, 2, 3, 1, 4 wins.
 */

/** Each code by its meaning. */
export const exits = { ok: 0, findings: 1, usage: 2, plan: 3, undetermined: 4, internal: 70 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

const precedence: readonly Exit[] = [70, 2, 3, 1, 4, 0];

/** The code that wins. */
export function exitOf(reasons: readonly Exit[]): Exit {
  return precedence.find((code) => reasons.includes(code)) ?? exits.ok;
}
