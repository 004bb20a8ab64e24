/**
 * What policy variables may stand for: a value that stands nowhere in the policies, none, or one of the texts that the
 * policies have in its place. Every other value is like one of these.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { type Cube, type KeyCondition, variablesIn } from './cube.ts';
import { findText } from './find-text.ts';
import { type Form, freshLetter, machineOf, Undecided } from './glob-machine.ts';
import { type Domain, isOf } from './key-values.ts';
import { type Filling, type TextPattern, variablesOf } from './text-pattern.ts';

/** Values of variables by key in lower case; undefined where the request does not carry the key. */
export type Filled = ReadonlyMap<string, string | undefined>;

/** More combinations than policies of people have. */
const mostFillings = 512;

/**
 * Values of the variables that stand in the cubes of a question: what is granted, what is withheld, and which of that
 * denies. Where there are too many combinations it gives the plainest, and then throws `Undecided`.
 */
export function* fillingsOf(
  granted: readonly Cube[],
  withheld: readonly Cube[],
  denials: readonly Cube[],
  domainOf: (key: string) => Domain,
): Iterable<Filled> {
  const cubes = [...granted, ...withheld];
  const keys = [...new Set(cubes.flatMap(variablesIn))].sort();
  if (keys.length === 0) {
    yield nothingFilled;
    return;
  }
  const deciding = new Set([...granted, ...denials].flatMap(namesOf));
  const asked = new Set([...deciding, ...withheld.flatMap(namesBeyondMatching)]);
  const choices = keys.map((key, at) => {
    const all = choicesOf(key, at, cubes, domainOf);
    // What only an allowance to be avoided holds is best avoided by a value like no other.
    return asked.has(key) ? all : all.slice(0, 1);
  });
  const count = choices.reduce((product, { length }) => product * length, 1);
  if (count > mostFillings) {
    yield* plainest(keys, choices);
    throw new Undecided('the policies hold many policy variables that decide together');
  }
  for (let number = 0; number < count; number++) yield filling(number, keys, choices);
}

const nothingFilled: Filled = new Map();

/** A value of its own for each key, and then for one key at a time every other choice. */
function* plainest(
  keys: readonly string[],
  choices: readonly (readonly (string | undefined)[])[],
): Iterable<Filled> {
  const first = new Map(keys.map((key, at) => [key, choices[at]?.[0]]));
  yield first;
  for (const [at, key] of keys.entries())
    for (const choice of (choices[at] ?? []).slice(1)) yield new Map([...first, [key, choice]]);
}

/** The combination of that number: the choices of the last key change first. */
function filling(
  number: number,
  keys: readonly string[],
  choices: readonly (readonly (string | undefined)[])[],
): Filled {
  const chosen: (string | undefined)[] = [];
  let left = number;
  for (let at = keys.length - 1; at >= 0; at--) {
    const own = choices[at] ?? [];
    chosen[at] = own[left % own.length];
    left = Math.floor(left / own.length);
  }
  return new Map(keys.map((key, at) => [key, chosen[at]]));
}

/** Keys of the cube, as variables and in conditions. */
function namesOf(cube: Cube): readonly string[] {
  return [...variablesIn(cube), ...cube.conditions.map(({ key }) => key)];
}

/** Keys that decide though the cube is only to be avoided: those in conditions, and variables of negated elements. */
function namesBeyondMatching({ resource, conditions }: Cube): readonly string[] {
  return [
    ...(resource?.negated === true ? resource.patterns.flatMap(variablesOf) : []),
    ...conditions.flatMap(({ key, negated, texts }) => [
      key,
      ...(negated ? (texts?.patterns ?? []).flatMap(variablesOf) : []),
    ]),
  ];
}

/** The filling as a function. */
export function fillingFrom(values: Filled): Filling {
  return (key) => values.get(key);
}

function choicesOf(
  key: string,
  at: number,
  cubes: readonly Cube[],
  domainOf: (key: string) => Domain,
): readonly (string | undefined)[] {
  const domain = domainOf(key);
  // A variable may stand for the same text as another one.
  const own = String.fromCharCode(firstLetter + 2 * at);
  const fresh = at === 0 ? [own] : [own, String.fromCharCode(firstLetter)];
  const lengths = lengthsFor(key, cubes);
  const values = domain.values ?? [
    ...fresh,
    ...samplesOf(domain),
    ...fresh.flatMap((letter) => lengths.map((length) => letter.repeat(length))),
    ...writtenFor(key, cubes),
    ...alignedWith(key, cubes),
    ...tiedTo(key, cubes, domainOf),
  ];
  const fitting = values.filter((value) => isOf(domain, value));
  return [...new Set([...(domain.present ? fitting : []), ...(domain.absent ? [undefined] : [])])];
}

const firstLetter = 0x103;

/** Some values of a key that has only ARNs, numbers, dates or addresses. */
function samplesOf({ form = [], typed = [] }: Domain): readonly string[] {
  return [...form.flatMap(({ samples }) => samples), ...typed];
}

/** How long a value like no other must be to get past `?`, which any letter is: `??` is two of them. */
function lengthsFor(key: string, cubes: readonly Cube[]): readonly number[] {
  const patterns = cubes.flatMap(({ conditions }) =>
    conditions.flatMap((one) => (one.key === key ? (one.texts?.patterns ?? []) : [])),
  );
  const lengths = patterns.flatMap(({ fixed = '' }) => {
    const letters = fixed.replace(/\\(.)|\*/g, '$1');
    return /(?<!\\)\?/.test(fixed) ? [letters.length - 1, letters.length, letters.length + 1] : [];
  });
  return [...new Set(lengths)].filter((length) => length > 1 && length <= mostLetters);
}

const mostLetters = 64;

/** What conditions on the key itself compare it with. */
function writtenFor(key: string, cubes: readonly Cube[]): readonly string[] {
  const patterns = cubes.flatMap(({ conditions }) => conditions.filter((one) => one.key === key));
  return patterns.flatMap(({ texts }) =>
    (texts?.patterns ?? []).flatMap(({ fixed }) => (fixed === undefined ? [] : instances(fixed))),
  );
}

/**
 * What other patterns of the same place have where the variable stands: `bob` of `home/bob/*` beside
 * `home/${aws:username}/*`. Only a pattern that shares some text with it has anything to say.
 */
export function alignedWith(key: string, cubes: readonly Cube[]): readonly string[] {
  const found = new Set<string>();
  for (const { form, patterns } of placesIn(cubes)) {
    const fixed = patterns.flatMap((pattern) => pattern.fixed ?? []);
    for (const pattern of patterns)
      for (const around of surroundings(pattern, key))
        for (const other of fixed)
          if (meet(widest(pattern), other, form)) for (const one of within(other, around)) found.add(one);
  }
  return [...found];
}

/**
 * What the request has for other keys that conditions compare with the variable, or the key with theirs: the caller's
 * account, which follows from the caller, of `"aws:PrincipalAccount": "${aws:ResourceAccount}"`.
 */
function tiedTo(key: string, cubes: readonly Cube[], domainOf: (key: string) => Domain): readonly string[] {
  const valuesOf = (other: string) => domainOf(other).values ?? samplesOf(domainOf(other));
  const about = ({ key: name, texts }: KeyCondition) =>
    (texts?.patterns ?? []).flatMap((pattern) => [
      ...surroundings(pattern, key).flatMap((around) =>
        valuesOf(name).flatMap((text) => between(text, around)),
      ),
      ...(name === key ? variablesOf(pattern) : []).flatMap((variable) =>
        surroundings(pattern, variable).flatMap(({ before, after }) =>
          valuesOf(variable).map((value) => before + value + after),
        ),
      ),
    ]);
  return cubes.flatMap(({ conditions }) => conditions.flatMap(about));
}

/** What of the text, or of a stretch of it, is between the texts around a variable. */
function between(text: string, { before, after }: Around): readonly string[] {
  return [text, ...text.split(/[/:]/)].flatMap((stretch) =>
    stretch.startsWith(before) && stretch.endsWith(after) && stretch.length > before.length + after.length
      ? [stretch.slice(before.length, stretch.length - after.length)]
      : [],
  );
}

/** The patterns of resources, and those of each key. */
function placesIn(
  cubes: readonly Cube[],
): readonly { readonly form: Form; readonly patterns: TextPattern[] }[] {
  const places = new Map<string, { readonly form: Form; readonly patterns: TextPattern[] }>();
  const add = (name: string, patterns: readonly TextPattern[]) => {
    const place = places.get(name) ?? { form: 'text', patterns: [] };
    place.patterns.push(...patterns);
    places.set(name, place);
  };
  for (const { resource, conditions } of cubes) {
    add('', resource?.patterns ?? []);
    for (const { key, texts } of conditions) add(key, texts?.patterns ?? []);
  }
  return [...places.values()];
}

interface Around {
  readonly before: string;
  readonly after: string;
}

/** The text right before and after the variable, up to a slash, a colon or a wildcard. */
function surroundings({ parts }: TextPattern, key: string): readonly Around[] {
  return parts.flatMap((part, at) => {
    if (typeof part === 'string' || part.key !== key) return [];
    const before = parts[at - 1];
    const after = parts[at + 1];
    return {
      before: typeof before === 'string' ? (/[^/:*?\\]*$/.exec(before)?.[0] ?? '') : '',
      after: typeof after === 'string' ? (/^[^/:*?\\]*/.exec(after)?.[0] ?? '') : '',
    };
  });
}

/** The pattern with any text for its variables. */
function widest({ parts }: TextPattern): string {
  return parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
}

function meet(left: string, right: string, form: Form): boolean {
  return findText([machineOf(left, form), machineOf(right, form)], [], { left: 20_000 }) !== undefined;
}

/** What of each stretch of the pattern is between the texts around the variable. */
function within(pattern: string, { before, after }: Around): readonly string[] {
  // In an ARN variables stand for names of resources, not for its first parts.
  const name = pattern.startsWith('arn:') ? pattern.split(':').slice(5).join(':') : pattern;
  const stretches = [pattern, ...name.split(/[/:]/)];
  return stretches.flatMap(instances).flatMap((text) => {
    if (!text.startsWith(before) || !text.endsWith(after)) return [];
    const value = text.slice(before.length, text.length - after.length);
    return value === '' || value.startsWith('arn:') ? [] : [value];
  });
}

/** Texts of the pattern, unless it is nothing but wildcards: with nothing, and with a letter, for each of them. */
function instances(pattern: string): readonly string[] {
  if (/^[*?]*$/.test(pattern)) return [];
  return ['', freshLetter].map((word) =>
    pattern.replace(/\\(.)|[*?]/g, (mark, letter: string | undefined) =>
      letter === undefined ? (mark === '*' ? word : freshLetter) : letter,
    ),
  );
}
