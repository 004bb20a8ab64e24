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
import { escapeText, freshLetter, type Machine, machineOf, matches, Undecided } from './glob-machine.ts';
import { pointsOf, type Written } from './points.ts';
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
  /** Numbers, dates or addresses: some of them. The key has none but such values. */
  readonly typed?: readonly string[];
  /** How numbers and dates are written in it, where that is narrower than what operators take. */
  readonly written?: Written;
  /** Values that it does not have. */
  readonly except?: readonly string[];
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
    if (!isSet || domain.multivalued === false) return findBlank(question);
  }
  const list = findList(question);
  return list === undefined ? findBlank(question) : { value: list };
}

/** "A null dataset, such as an empty string", which is there or is not, in the reading in which it may be either. */
function findBlank(question: KeyQuestion): Found | undefined {
  const { wishes, domain, reading } = question;
  if (!reading.open || (domain.values ?? domain.form ?? domain.typed) !== undefined) return undefined;
  const blank = domain.multivalued === true ? [] : '';
  return wishes.every((wish) => isGranted(wish, blank, question)) ? { value: blank } : undefined;
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
  const grants = (value: string) =>
    isOf(domain, value) && wishes.every((wish) => isGranted(wish, shaped(value), question));
  if (domain.values !== undefined) return domain.values.find(grants);
  const named = wishes.flatMap((wish) => (matchesOne(wish) ? [literalsOf(wish.about, question)] : []));
  const [literals] = named.filter((texts) => texts !== undefined);
  if (literals !== undefined) return literals.find(grants);
  const points = pointsOf(
    wishes.map(({ about }) => about.condition),
    domain.written,
  );
  const isTyped = domain.typed !== undefined && wishes.every(({ about }) => about.texts === undefined);
  const found =
    points.find(grants) ?? (isTyped ? domain.typed?.find(grants) : findByText(wishes, question, grants));
  if (found === undefined && kindsOf(wishes).size > 1)
    throw new Undecided(
      `conditions of several kinds on \`${wishes[0]?.about.condition.key}\` decide together`,
    );
  return found;
}

/** True for a value that the key can have. */
export function isOf({ form = [], except = [] }: Domain, value: string): boolean {
  return form.every((machine) => matches(machine, value)) && !except.includes(value);
}

/** What the conditions compare the key as. */
function kindsOf(wishes: readonly Wish[]): ReadonlySet<string> {
  const kinds = wishes.flatMap(({ about }) => {
    if (about.texts !== undefined) return ['text'];
    const { base } = readOperator(String(about.condition.operator));
    return base === undefined || base.family === 'null' ? [] : [base.family];
  });
  return new Set(kinds);
}

function findByText(
  wishes: readonly Wish[],
  question: KeyQuestion,
  grants: (value: string) => boolean,
): string | undefined {
  const { form = [], except = [] } = question.domain;
  const not = except.map((value) => machineOf(escapeText(value), 'text'));
  const textual = wishes.filter(({ about }) => about.texts !== undefined);
  const others = textual.filter(({ about }) => about.texts?.form !== 'segment');
  if (others.length === textual.length) return choose(textual, 0, form, not, question, grants);
  const arn = choose(textual, 0, [...form, anyArn], not, question, grants);
  // What is no ARN is compared by the other operators alone.
  return arn ?? choose(others, 0, form, [...not, anyArn], question, grants);
}

/** What has the six parts of an ARN. */
export const anyArn = machineOf('arn:*:*:*:*:*', 'segment');

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
  const machines = machinesOf(wish.about, question);
  if (wish.about.condition.values.length === 0)
    return choose(wishes, at + 1, wanted, unwanted, question, grants);
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
function literalsOf(
  about: KeyCondition,
  question: Pick<KeyQuestion, 'filling' | 'reading'>,
): readonly string[] | undefined {
  // A list of no values is open: there every value may do.
  if (about.texts?.form !== 'text' || about.condition.values.length === 0) return undefined;
  const texts = machinesOf(about, question).map(({ literal }) => literal);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** An ARN with parts missing is open: as it stands, and with any such parts. */
function machinesOf(
  { texts }: KeyCondition,
  { filling, reading }: Pick<KeyQuestion, 'filling' | 'reading'>,
): readonly Machine[] {
  return (texts?.patterns ?? []).flatMap((pattern) => {
    const text = fill(pattern, filling);
    if (text === undefined || texts === undefined) return [];
    const missing = texts.form === 'segment' && reading.open ? 6 - text.split(':').length : 0;
    return missing > 0
      ? [machineOf(text, 'text'), machineOf(text + ':*'.repeat(missing), 'segment')]
      : [machineOf(text, texts.form)];
  });
}

/**
 * A list: what every value must fulfil, and for each wish that some value must fulfil one that does. Values are sought
 * one by one, so that the list is as short as it can be.
 */
function findList(question: KeyQuestion): readonly string[] | undefined {
  const { wishes } = question;
  const sets = wishes.filter(({ about }) => readOperator(String(about.condition.operator)).set !== undefined);
  const ofEach = sets.filter(isUniversal);
  const ofSome = sets.filter((wish) => !isUniversal(wish));
  if (ofSome.length === 0) {
    // What has no set operator does not look into the list.
    const one =
      ofEach.length === 0 && isOf(question.domain, freshLetter)
        ? freshLetter
        : findSingle(ofEach, question, (value) => [value]);
    if (one !== undefined && wishes.every((wish) => isGranted(wish, [one], question))) return [one];
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
