/**
 * "Did you mean": the known name nearest to a mistyped one, by edit distance with neighbouring letters swapped
 * counted as one edit (optimal string alignment).
 */

/**
 * The nearest of the known names, without regard to case; undefined when none is near.
 * Near is at most a third of the longer name's length, and at least one edit; among equally near ones the first wins.
 * `most`: no more edits than that.
 */
export function nearest<T extends string>(
  name: string,
  known: readonly T[],
  most = Number.POSITIVE_INFINITY,
): T | undefined {
  const wanted = name.slice(0, longest).toLowerCase();
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const third = Math.floor(Math.max(wanted.length, candidate.length) / 3);
    const limit = Math.min(Math.max(1, third), most);
    if (Math.abs(wanted.length - candidate.length) > limit) continue;
    const distance = edits(wanted, candidate.toLowerCase());
    if (distance <= limit && distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Names are short; a longer text is nobody's typing mistake, and cutting it bounds the time. */
const longest = 100;

function edits(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
