/**
 * Patterns of `fileset`: `*`, `**`, `?`, `{a,b}` and `[a-z]`, matched without going back over what was matched.
 * https://developer.hashicorp.com/terraform/language/functions/fileset
 */

type Piece = { readonly star: boolean } | { readonly test: (character: string) => boolean };

/** Alternatives beyond these are an attack. */
const most = 200;

/** A test of paths, or undefined where the pattern cannot be read. */
export function globOf(pattern: string): ((path: string) => boolean) | undefined {
  const alternatives = expandBraces(pattern);
  if (alternatives === undefined) return undefined;
  const compiled = alternatives.map((one) => one.split('/').map(compileSegment));
  if (compiled.flat().includes(undefined)) return undefined;
  const patterns = compiled as readonly (readonly (readonly Piece[])[])[];
  const raw = alternatives.map((one) => one.split('/'));
  return (path) => patterns.some((segments, index) => matchPath(segments, raw[index] ?? [], path.split('/')));
}

function expandBraces(pattern: string): readonly string[] | undefined {
  let all = [pattern];
  for (let round = 0; round < 8; round++) {
    if (!all.some((one) => one.includes('{'))) return all;
    all = all.flatMap((one) => {
      const match = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(one);
      return match === null
        ? [one]
        : (match[2] ?? '').split(',').map((choice) => `${match[1]}${choice}${match[3]}`);
    });
    if (all.length > most) return undefined;
  }
  return undefined;
}

function compileSegment(segment: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const [token, set] of segment.matchAll(/\[([^\]]+)\]|\\?./gsu)) {
    if (token === '*') pieces.push({ star: true });
    else if (token === '?') pieces.push({ test: () => true });
    else if (token === '[' || token === '\\') return undefined;
    else if (set !== undefined) pieces.push({ test: setTest(set) });
    else pieces.push({ test: (character) => character === token.replace(/^\\(?=.)/, '') });
  }
  return pieces;
}

function setTest(set: string): (character: string) => boolean {
  const isNegated = set.startsWith('^') || set.startsWith('!');
  const ranges = [...(isNegated ? set.slice(1) : set).matchAll(/(.)-(.)|(.)/gsu)];
  return (character) =>
    ranges.some(([, from, to, one]) =>
      one === undefined ? character >= (from ?? '') && character <= (to ?? '') : one === character,
    ) !== isNegated;
}

/** Both walks keep the set of places that the pattern may be at. */
function matchPath(
  segments: readonly (readonly Piece[])[],
  raw: readonly string[],
  path: readonly string[],
): boolean {
  const settle = (places: ReadonlySet<number>): ReadonlySet<number> => {
    const all = new Set(places);
    for (const place of all) if (raw[place] === '**') all.add(place + 1);
    return all;
  };
  let places = settle(new Set([0]));
  for (const part of path) {
    const next = new Set<number>();
    for (const place of places) {
      if (raw[place] === '**') next.add(place);
      else if (segments[place] !== undefined && matchSegment(segments[place], [...part])) next.add(place + 1);
    }
    places = settle(next);
  }
  return places.has(segments.length);
}

function matchSegment(pieces: readonly Piece[], characters: readonly string[]): boolean {
  const settle = (places: Set<number>): Set<number> => {
    for (const place of places) {
      const piece = pieces[place];
      if (piece !== undefined && 'star' in piece) places.add(place + 1);
    }
    return places;
  };
  let places = settle(new Set([0]));
  for (const character of characters) {
    const next = new Set<number>();
    for (const place of places) {
      const piece = pieces[place];
      if (piece !== undefined && 'star' in piece) next.add(place);
      else if (piece !== undefined && 'test' in piece && piece.test(character)) next.add(place + 1);
    }
    places = settle(next);
  }
  return places.has(pieces.length);
}
