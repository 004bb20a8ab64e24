/**
 * What policy variables may stand for: a value that stands nowhere in the policies, none, or one of the texts that the
 * policies have in its place. Every other value is like one of these.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { type Cube, patternsIn } from './cube.ts';
import { matches, Undecided } from './glob-machine.ts';
import type { Domain } from './key-values.ts';
import { type Filling, type TextPattern, variablesOf } from './text-pattern.ts';

/** Values of variables by key in lower case; undefined where the request does not carry the key. */
export type Filled = ReadonlyMap<string, string | undefined>;

/** More combinations than policies of people have. */
const mostFillings = 64;

/** Values of the variables that stand in the cubes. Throws `Undecided` where there are too many combinations. */
export function fillingsOf(cubes: readonly Cube[], domainOf: (key: string) => Domain): readonly Filled[] {
  const patterns = cubes.flatMap(patternsIn);
  const keys = [...new Set(patterns.flatMap(variablesOf))].sort();
  if (keys.length === 0) return [new Map()];
  let fillings: readonly Filled[] = [new Map()];
  for (const [at, key] of keys.entries()) {
    const choices = choicesOf(key, at, cubes, patterns, domainOf(key));
    fillings = fillings.flatMap((one) => choices.map((choice) => new Map([...one, [key, choice]])));
    if (fillings.length > mostFillings)
      throw new Undecided('the policies hold many policy variables that decide together');
  }
  return fillings;
}

/** The filling as a function. */
export function fillingFrom(values: Filled): Filling {
  return (key) => values.get(key);
}

function choicesOf(
  key: string,
  at: number,
  cubes: readonly Cube[],
  patterns: readonly TextPattern[],
  domain: Domain,
): readonly (string | undefined)[] {
  const fresh = String.fromCharCode(0x103 + 2 * at);
  const written = cubes.flatMap(({ conditions }) =>
    conditions.flatMap((one) =>
      one.key === key
        ? one.condition.values.filter((value) => typeof value === 'string' && !/[*?$]/.test(value))
        : [],
    ),
  ) as readonly string[];
  const values = domain.values ?? [fresh, ...written, ...aligned(key, patterns)];
  const fitting = values.filter((value) => (domain.form ?? []).every((machine) => matches(machine, value)));
  return [...new Set([...(domain.present ? fitting : []), ...(domain.absent ? [undefined] : [])])];
}

/** What other patterns have in the place of the variable: `home/bob/*` beside `home/${aws:username}/*`. */
function aligned(key: string, patterns: readonly TextPattern[]): readonly string[] {
  const starts = new Set(
    patterns.flatMap(({ parts }) =>
      parts.flatMap((part, at) => (typeof part !== 'string' && part.key === key ? [parts[at - 1]] : [])),
    ),
  );
  return patterns.flatMap(({ fixed }) =>
    [...starts].flatMap((start) => {
      if (fixed === undefined || typeof start !== 'string' || !fixed.startsWith(start)) return [];
      const value = /^[^/:*?\\]+/.exec(fixed.slice(start.length))?.[0];
      return value === undefined ? [] : [value];
    }),
  );
}
