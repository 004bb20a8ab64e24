/**
 * Condition operators: what each compares, whether it is negated, and what a missing key means.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */

/** What an operator compares. */
export type Family = 'string' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';

/** A base operator: without set prefix and without IfExists. */
export interface Operator {
  /** In AWS's spelling. */
  readonly name: string;
  readonly family: Family;
  /** Negated operators hold when no value matches, and so also when the key is missing. */
  readonly negated: boolean;
  /** `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean;
}

/** An operator as written, taken apart. */
export interface ReadOperator {
  readonly base?: Operator;
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
}

const families: readonly (readonly [
  Family,
  wildcards: boolean,
  positive: readonly string[],
  negated: readonly string[],
])[] = [
  [
    'string',
    false,
    ['StringEquals', 'StringEqualsIgnoreCase'],
    ['StringNotEquals', 'StringNotEqualsIgnoreCase'],
  ],
  ['string', true, ['StringLike'], ['StringNotLike']],
  [
    'numeric',
    false,
    [
      'NumericEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    ['NumericNotEquals'],
  ],
  [
    'date',
    false,
    ['DateEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
    ['DateNotEquals'],
  ],
  ['bool', false, ['Bool'], []],
  ['binary', false, ['BinaryEquals'], []],
  ['ip', false, ['IpAddress'], ['NotIpAddress']],
  ['arn', true, ['ArnEquals', 'ArnLike'], ['ArnNotEquals', 'ArnNotLike']],
  ['null', false, ['Null'], []],
];

const operators: ReadonlyMap<string, Operator> = new Map(
  families.flatMap(([family, wildcards, positive, negative]) =>
    [...positive, ...negative].map(
      (name) => [name.toLowerCase(), { name, family, wildcards, negated: negative.includes(name) }] as const,
    ),
  ),
);

/** Every base operator. */
export const allOperators: readonly Operator[] = [...operators.values()];

const known = new Map<string, ReadOperator>();

/** Takes an operator apart; `base` is missing where IAM has no such operator. Case does not matter for reading. */
export function readOperator(text: string): ReadOperator {
  let read = known.get(text);
  if (read === undefined) {
    read = takeApart(text.toLowerCase());
    if (known.size < 1000) known.set(text, read);
  }
  return read;
}

function takeApart(text: string): ReadOperator {
  const set = text.startsWith('forallvalues:')
    ? 'ForAllValues'
    : text.startsWith('foranyvalue:')
      ? 'ForAnyValue'
      : undefined;
  const rest = set === undefined ? text : text.slice(set.length + 1);
  const ifExists = rest.endsWith('ifexists');
  const base = operators.get(ifExists ? rest.slice(0, -'ifexists'.length) : rest);
  const fits = base !== undefined && !(ifExists && base.family === 'null');
  return { ifExists, ...(fits ? { base } : {}), ...(set === undefined ? {} : { set }) };
}
