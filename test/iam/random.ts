/**
 * A seeded source of choices: the same seed makes the same cases on every machine.
 */

/** Choices, each drawn from the source in turn. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  /** True `share` of the time, 0 to 1. */
  readonly chance: (share: number) => boolean;
  /** One of the list. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the lists' functions, by weight, and what it returns. */
  readonly weighted: <T>(choices: readonly (readonly [weight: number, make: () => T])[]) => T;
}

/** Choices from a seed (32 bits), by the generator mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, make] of choices) {
        left -= weight;
        if (left < 0) return make();
      }
      return (choices.at(-1) as (typeof choices)[number])[1]();
    },
  };
}
