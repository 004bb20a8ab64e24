/**
 * Whether something of a policy matches a request, in three values: AWS's pages decide, or they leave it open.
 * The joins are Kleene's, so that what is open stays open only where it matters.
 */

/** `ambiguous`: AWS's pages contradict each other or say nothing, and the readings differ here. */
export type Match = 'yes' | 'no' | 'ambiguous';

/** Two values to three. */
export function matchOf(holds: boolean): Match {
  return holds ? 'yes' : 'no';
}

/** Kleene's "not". */
export function notMatch(match: Match): Match {
  if (match === 'ambiguous') return match;
  return match === 'yes' ? 'no' : 'yes';
}

/** Kleene's "or" over the items: yes as soon as one is, no where there are none. */
export function anyMatch<T>(items: Iterable<T>, ask: (item: T) => Match): Match {
  let joined: Match = 'no';
  for (const item of items) {
    const match = ask(item);
    if (match === 'yes') return 'yes';
    if (match === 'ambiguous') joined = 'ambiguous';
  }
  return joined;
}

/** Kleene's "and" over the items: no as soon as one is, yes where there are none. */
export function everyMatch<T>(items: Iterable<T>, ask: (item: T) => Match): Match {
  let joined: Match = 'yes';
  for (const item of items) {
    const match = ask(item);
    if (match === 'no') return 'no';
    if (match !== 'yes') joined = match;
  }
  return joined;
}

/** Kleene's "and" of answers that are there already. */
export function both(...matches: readonly Match[]): Match {
  return everyMatch(matches, (match) => match);
}

/** The answer where two readings are possible: it stands where they agree. */
export function readings(one: Match, other: Match): Match {
  return one === other ? one : 'ambiguous';
}
