/**
 * One `statement` block of `aws_iam_policy_document` as the provider renders it. Sets of one value become the value,
 * longer ones are listed in descending order, and `&{` becomes `${`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import {
  type Hole,
  isArray,
  isHole,
  isObject,
  isTemplate,
  isText,
  type Text,
  type Value,
  type ValueObject,
} from '../../base/value.ts';

/** Renders a block: the keys in the provider's order, empty ones left out. */
export function renderStatement(block: ValueObject): ValueObject {
  const rendered: Record<string, Value> = {};
  const put = (key: string, value: Value | undefined) => {
    if (value !== undefined && value !== '') rendered[key] = value;
  };
  put('Sid', isText(block.sid) ? block.sid : undefined);
  put('Effect', isText(block.effect) ? block.effect : 'Allow');
  put('Action', renderSet(block.actions, asWritten));
  put('NotAction', renderSet(block.not_actions, asWritten));
  put('Resource', renderSet(block.resources, withVariables));
  put('NotResource', renderSet(block.not_resources, withVariables));
  put('Principal', renderPrincipals(block.principals));
  put('NotPrincipal', renderPrincipals(block.not_principals));
  put('Condition', renderConditions(block.condition));
  return rendered;
}

/** The provider writes policy variables as `&{…}`, since `${` is Terraform's own. */
export function withVariables(text: Text): Text {
  if (typeof text === 'string') return text.replaceAll('&{', '${');
  if (isTemplate(text)) return text;
  return text;
}

function asWritten(text: Text): Text {
  return text;
}

function renderSet(value: Value | undefined, read: (text: Text) => Text): Value | undefined {
  if (isHole(value)) return value;
  const texts = textsOf(value);
  if (texts.length === 0) return undefined;
  return collapsed(descending(texts).map(read));
}

function renderPrincipals(value: Value | undefined): Value | undefined {
  if (isHole(value)) return value;
  const blocks = (isArray(value) ? value : []).filter(isObject);
  if (blocks.length === 0) return undefined;
  const [only] = blocks;
  if (blocks.length === 1 && only?.type === '*' && isEveryone(only.identifiers)) return '*';
  const byType = new Map<string, Value[]>();
  for (const { type, identifiers } of blocks) {
    if (typeof type !== 'string') return unknownAmong(blocks);
    const texts = isHole(identifiers) ? [identifiers] : descending(textsOf(identifiers)).map(withVariables);
    byType.set(type, [...(byType.get(type) ?? []), texts.length === 1 ? (texts[0] ?? '') : texts]);
  }
  return Object.fromEntries(
    [...byType].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, lists]) => [type, joined(lists)]),
  );
}

/** Where even the type is unknown, so is who is meant. */
function unknownAmong(blocks: readonly ValueObject[]): Hole | undefined {
  return blocks.map((block) => block.type).find(isHole);
}

function joined(lists: readonly Value[]): Value {
  const [only] = lists;
  return lists.length === 1 && only !== undefined
    ? only
    : lists.flatMap((list) => (isArray(list) ? [...list] : [list]));
}

function isEveryone(identifiers: Value | undefined): boolean {
  return isArray(identifiers) && identifiers.length === 1 && identifiers[0] === '*';
}

function renderConditions(value: Value | undefined): Value | undefined {
  if (isHole(value)) return value;
  const blocks = (isArray(value) ? value : []).filter(isObject);
  if (blocks.length === 0) return undefined;
  const operators = new Map<string, Map<string, Value[]>>();
  for (const { test, variable, values } of blocks) {
    // An unknown operator or key makes the whole block unknown: any condition may be there.
    if (typeof test !== 'string' || typeof variable !== 'string') return [test, variable].find(isHole);
    const keys = operators.get(test) ?? new Map<string, Value[]>();
    const texts = isHole(values) ? [values] : textsOf(values).map(withVariables);
    operators.set(test, keys.set(variable, [...(keys.get(variable) ?? []), ...texts]));
  }
  return sorted(
    [...operators].map(([test, keys]) => [
      test,
      sorted([...keys].map(([key, texts]) => [key, collapsed(texts)])),
    ]),
  );
}

function sorted(entries: readonly (readonly [string, Value])[]): ValueObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => byteOrder(a, b)));
}

function collapsed(texts: readonly Value[]): Value {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}

/** Known texts in descending order, unknown ones behind: where they would stand is not known. */
function descending(texts: readonly Text[]): readonly Text[] {
  const known = texts.filter((text): text is string => typeof text === 'string');
  return [...known.sort((a, b) => byteOrder(b, a)), ...texts.filter((text) => typeof text !== 'string')];
}

/** The order of UTF-8 bytes, which is that of code points. */
function byteOrder(left: string, right: string): number {
  if (left === right) return 0;
  const a = Array.from(left, (character) => character.codePointAt(0) ?? 0);
  const b = Array.from(right, (character) => character.codePointAt(0) ?? 0);
  const at = a.findIndex((code, index) => code !== b[index]);
  return at < 0 ? -1 : (a[at] ?? 0) - (b[at] ?? -1);
}

function textsOf(value: Value | undefined): readonly Text[] {
  return (isArray(value) ? value : []).filter(isText);
}
