/**
 * Is there a value of one condition key that fulfils some conditions and fails others? The key may be absent, single, or a
 * list, as far as the request in question can carry it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
import { matchCondition } from '../iam/match-condition.ts';
import { readOperator } from '../iam/operators.ts';
import type { KeyValue } from '../iam/request.ts';
import type { KeyCondition } from './cube.ts';
import { type Budget, findText } from './find-text.ts';
import { type Machine, machineOf, Undecided } from './glob-machine.ts';
import { pointsOf } from './points.ts';
import { type Filling, fill } from './text-pattern.ts';

/** A condition, and whether it must hold or must not. */
export interface Wish {
  readonly about: KeyCondition;
  readonly holds: boolean;
}

/** What a key can be in the requests that are asked about. */
export interface Domain {
  readonly absent: boolean;
  readonly present: boolean;
  /** The key has exactly these values to choose from. */
  readonly values?: readonly string[];
  /** Its values match all of these. */
  readonly form?: readonly Machine[];
  /** A key that AWS documents with several values; absent where nobody knows. */
  readonly multivalued?: boolean;
}

/** How AWS's ambiguities are read in one run: every one of them the same way. */
export interface Reading {
  /** What AWS's pages leave open counts as a match. */
  readonly open: boolean;
}

/** A value that was found; `value` is undefined where the key is absent. */
export interface Found {
  readonly value: KeyValue | undefined;
}

/** Everything that a question about one key needs. */
export interface KeyQuestion {
  readonly wishes: readonly Wish[];
  readonly domain: Domain;
  readonly filling: Filling;
  readonly reading: Reading;
  readonly budget: Budget;
}

/** Finds a value, the plainest first: absent, single, a list. Undefined where there is none. */
export function findValue(question: KeyQuestion): Found | undefined {
  const { wishes, domain } = question;
  if (domain.absent && wishes.every((wish) => isGranted(wish, undefined, question)))
    return { value: undefined };
  if (!domain.present) return undefined;
  const isSet = wishes.some(({ about }) => about.condition.set !== undefined);
  if (domain.multivalued !== true) {
    const single = findSingle(wishes, question, (value) => value);
    if (single !== undefined) return { value: single };
    if (!isSet || domain.multivalued === false) return undefined;
  }
  const list = findList(question);
  return list === undefined ? undefined : { value: list };
}

/** True where the condition holds of the value as wished. */
export function isGranted(
  wish: Wish,
  value: KeyValue | undefined,
  question: Pick<KeyQuestion, 'filling' | 'reading'>,
): boolean {
  const { condition, variables } = wish.about;
  const match = matchCondition(condition, value, question.filling, variables);
  return (match === 'ambiguous' ? question.reading.open : match === 'yes') === wish.holds;
}

/** One value that grants all wishes once `shaped`: as it is, or as a list of one. */
function findSingle(
  wishes: readonly Wish[],
  question: KeyQuestion,
  shaped: (value: string) => KeyValue,
): string | undefined {
  const { domain } = question;
  const grants = (value: string) => wishes.every((wish) => isGranted(wish, shaped(value), question));
  if (domain.values !== undefined) return domain.values.find(grants);
  const named = wishes.flatMap((wish) =>
    matchesOne(wish) ? [literalsOf(wish.about, question.filling)] : [],
  );
  const [literals] = named.filter((texts) => texts !== undefined);
  if (literals !== undefined) return literals.find(grants);
  const points = wishes.flatMap(({ about }) => (about.texts === undefined ? pointsOf(about.condition) : []));
  const found = points.find(grants) ?? findByText(wishes, question, grants);
  if (found === undefined && points.length > 0 && wishes.some(({ about }) => about.texts !== undefined))
    throw new Undecided(
      `conditions of several kinds on \`${wishes[0]?.about.condition.key}\` decide together`,
    );
  return found;
}

function findByText(
  wishes: readonly Wish[],
  question: KeyQuestion,
  grants: (value: string) => boolean,
): string | undefined {
  const form = [...(question.domain.form ?? [])];
  if (wishes.some(({ about }) => about.texts?.form === 'segment')) form.push(anyArn);
  const textual = wishes.filter(({ about }) => about.texts !== undefined);
  return choose(textual, 0, form, [], question, grants);
}

const anyArn = machineOf('arn:*:*:*:*:*', 'segment');

/** Each wish that wants a value to match one of several patterns is a choice; the others only forbid. */
function choose(
  wishes: readonly Wish[],
  at: number,
  wanted: readonly Machine[],
  unwanted: readonly Machine[],
  question: KeyQuestion,
  grants: (value: string) => boolean,
): string | undefined {
  const wish = wishes[at];
  if (wish === undefined) {
    const text = findText(wanted, unwanted, question.budget);
    return text !== undefined && grants(text) ? text : undefined;
  }
  const machines = machinesOf(wish.about, question.filling);
  if (matchesOne(wish) === false)
    return choose(wishes, at + 1, wanted, [...unwanted, ...machines], question, grants);
  for (const machine of machines) {
    const found = choose(wishes, at + 1, [...wanted, machine], unwanted, question, grants);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True where the wish wants the value to match some pattern, false where it must match none. */
function matchesOne({ about, holds }: Wish): boolean {
  return holds !== about.negated;
}

/** The only texts that an operator with fixed values matches; undefined where there are more. */
function literalsOf(about: KeyCondition, filling: Filling): readonly string[] | undefined {
  if (about.texts?.form !== 'text') return undefined;
  const texts = machinesOf(about, filling).map(({ literal }) => literal);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function machinesOf({ texts }: KeyCondition, filling: Filling): readonly Machine[] {
  return (texts?.patterns ?? []).flatMap((pattern) => {
    const text = fill(pattern, filling);
    return text === undefined || texts === undefined ? [] : [machineOf(text, texts.form)];
  });
}

/**
 * A list: what every value must fulfil, and for each wish that some value must fulfil one that does. Values are sought
 * one by one, so that the list is as short as it can be.
 */
function findList(question: KeyQuestion): readonly string[] | undefined {
  const { wishes } = question;
  const ofEach = wishes.filter(isUniversal);
  const ofSome = wishes.filter((wish) => !isUniversal(wish));
  if (ofSome.length === 0) {
    const one = findSingle(wishes, question, (value) => [value]);
    if (one !== undefined) return [one];
    return wishes.every((wish) => isGranted(wish, [], question)) ? [] : undefined;
  }
  const values: string[] = [];
  for (const wish of ofSome) {
    if (values.some((value) => isGranted(wish, [value], question))) continue;
    const one = findSingle([...ofEach, wish], question, (value) => [value]);
    if (one === undefined) return undefined;
    values.push(one);
  }
  const list = [...new Set(values)].sort();
  return wishes.every((wish) => isGranted(wish, list, question)) ? list : undefined;
}

/** `ForAllValues` that must hold, and `ForAnyValue` that must not, are about every value. */
function isUniversal({ about, holds }: Wish): boolean {
  const { set } = readOperator(String(about.condition.operator));
  if (set === undefined) return false;
  return (set === 'ForAllValues') === holds;
}
