/**
 * Patterns with classes of Unicode. V8 reads Unicode's tables wherever it meets such a literal, even in a function that is
 * never called, and it takes a hundredth of Node's own start each time; nearly every text is ASCII and needs none.
 * https://tc39.es/ecma262/#sec-patterns-static-semantics-early-errors
 */

/** The pattern, made when it is first asked for. */
export function unicodePattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= new RegExp(source, flags);
    return made;
  };
}
