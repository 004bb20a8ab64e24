/**
 * Patterns with `*` (any run of characters) and `?` (exactly one), compared exactly as sets of texts.
 *
 * *meet*: some text is matched by both; a table over both patterns. *cover*: every text of one is matched by the union
 * of others; the union is simulated on the one's hardest texts. Those are the texts in which whatever a wildcard
 * consumes is a letter that occurs in no pattern: were such a text matched, the wildcards that matched its fresh
 * letters would match any others too. Both count their steps and answer undefined where an adversarial pattern would
 * take too many.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** Cells of a table, or positions of patterns, after which a question is given up. */
const budget = 200_000;

const star = '*';
const one = '?';

/** True when some text is matched by both patterns; undefined over the budget. */
export function globsMeet(left: string, right: string): boolean | undefined {
  if (left === star || right === star) return true;
  const shared = sharedStart(left, right);
  if (shared < 0) return false;
  const a = squeezed(left.slice(shared));
  const b = squeezed(right.slice(shared));
  if (a.length * b.length > budget) return undefined;
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = new Array<boolean>(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--)
      row[j] = meetAt(a[i], b[j], row[j + 1] === true, below[j] === true, below[j + 1] === true);
    below = row;
  }
  return below[0] === true;
}

/** One cell: `nextRight` skips in the right pattern, `nextLeft` in the left, `nextBoth` in both. */
function meetAt(
  left: string | undefined,
  right: string | undefined,
  nextRight: boolean,
  nextLeft: boolean,
  nextBoth: boolean,
): boolean {
  if (left === undefined && right === undefined) return true;
  if (left === star) return nextLeft || (right !== undefined && nextRight);
  if (right === star) return nextRight || (left !== undefined && nextLeft);
  if (left === undefined || right === undefined) return false;
  return (left === right || left === one || right === one) && nextBoth;
}

/** True when every text of `pattern` is matched by one of `others`; undefined over the budget. */
export function globsCover(others: readonly string[], pattern: string): boolean | undefined {
  if (others.includes(star) || others.includes(pattern)) return true;
  const near = others.filter((other) => sharedStart(other, pattern) >= 0);
  if (near.length === 0) return false;
  const machine = machineOf(near.map(squeezed));
  const wanted = squeezed(pattern);
  const seen = new Set<string>();
  const left: (readonly [at: number, states: readonly number[]])[] = [[0, machine.start]];
  let looked = 0;
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [at, states] = next;
    if (states.length === 0) return false;
    looked += states.length;
    if (looked > budget) return undefined;
    const key = `${at}:${states.join(',')}`;
    if (seen.has(key)) continue;
    if (seen.add(key).size > budget / 50) return undefined;
    const letter = wanted[at];
    if (letter === undefined) {
      if (!states.some(machine.accepts)) return false;
    } else if (letter === star) {
      left.push([at + 1, states], [at, machine.step(states, one)]);
    } else left.push([at + 1, machine.step(states, letter)]);
  }
  return true;
}

/** The positions of several patterns at once; a letter moves them all. `?` stands for a letter in no pattern. */
interface Machine {
  readonly start: readonly number[];
  step(states: readonly number[], letter: string): readonly number[];
  accepts(state: number): boolean;
}

function machineOf(patterns: readonly string[]): Machine {
  // All patterns in one text, each ended by a NUL, so that a position is one number.
  const text = patterns.map((pattern) => `${pattern}\0`).join('');
  const closed = (positions: readonly number[]): readonly number[] => {
    const found = new Set<number>();
    for (let position of positions) {
      found.add(position);
      while (text[position] === star) found.add(++position);
    }
    return [...found].sort((a, b) => a - b);
  };
  let offset = 0;
  const starts = patterns.map((pattern) => {
    const start = offset;
    offset += pattern.length + 1;
    return start;
  });
  return {
    start: closed(starts),
    accepts: (state) => text[state] === '\0',
    step: (states, letter) =>
      closed(
        states.flatMap((state) => {
          const expected = text[state];
          if (expected === star) return [state];
          return expected === one || (expected === letter && letter !== one) ? [state + 1] : [];
        }),
      ),
  };
}

/** True when the pattern matches the text, which holds no wildcards. Linear but for runs of `*`. */
export function globMatches(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let afterStar = -1;
  let resume = 0;
  while (at < text.length) {
    const expected = pattern[inPattern];
    if (expected === star) {
      afterStar = ++inPattern;
      resume = at;
    } else if (expected === one || expected === text[at]) {
      inPattern++;
      at++;
    } else if (afterStar >= 0) {
      inPattern = afterStar;
      at = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === star) inPattern++;
  return inPattern === pattern.length;
}

/** How many literal characters both start with; -1 where they differ before any wildcard. */
function sharedStart(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (isWildcard(a) || isWildcard(b)) return at;
    if (a !== b) return -1;
  }
  if (left.length === right.length) return shorter;
  const next = (left.length > right.length ? left : right).charCodeAt(shorter);
  return next === 0x2a ? shorter : -1;
}

function isWildcard(code: number): boolean {
  return code === 0x2a || code === 0x3f;
}

function squeezed(pattern: string): string {
  return pattern.includes('**') ? pattern.replace(/\*+/g, star) : pattern;
}
