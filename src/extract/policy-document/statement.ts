/**
 * One `statement` block of `aws_iam_policy_document` as the provider renders it. Sets of one value become the value,
 * longer ones are listed in descending order, and `&{` becomes `${`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import {
  type Hole,
  hole,
  isArray,
  isHole,
  isObject,
  isText,
  type Text,
  type Value,
  type ValueObject,
} from '../../base/value.ts';
import { ascending, descending } from './byte-order.ts';
import { inConditionOrder, inPrincipalOrder } from './set-order.ts';

/** Renders a block: the keys in the provider's order, empty ones left out. */
export function renderStatement(block: ValueObject): ValueObject {
  const { sid, effect } = block;
  const rendered: Record<string, Value> = {};
  const put = (key: string, value: Value | undefined) => {
    if (value !== undefined) rendered[key] = value;
  };
  put('Sid', isText(sid) && sid !== '' ? sid : undefined);
  put('Effect', isText(effect) && effect !== '' ? effect : 'Allow');
  put(
    'Action',
    renderSet(block.actions, (text) => text),
  );
  put(
    'NotAction',
    renderSet(block.not_actions, (text) => text),
  );
  put('Resource', renderSet(block.resources, withVariables));
  put('NotResource', renderSet(block.not_resources, withVariables));
  put('Principal', renderPrincipals(block.principals));
  put('NotPrincipal', renderPrincipals(block.not_principals));
  put('Condition', renderConditions(block.condition));
  return rendered;
}

/** The provider writes policy variables as `&{…}`, since `${` is Terraform's own. */
function withVariables(text: Text): Text {
  return typeof text === 'string' ? text.replaceAll('&{', '${') : text;
}

function renderSet(value: Value | undefined, read: (text: Text) => Text): Value | undefined {
  if (isHole(value)) return value;
  const texts = textsOf(value);
  return texts.length === 0 ? undefined : collapsed(descending(texts).map(read));
}

function renderPrincipals(value: Value | undefined): Value | undefined {
  const blocks = blocksOf(value);
  if (isHole(blocks) || blocks.length === 0) return isHole(blocks) ? blocks : undefined;
  const [only] = blocks;
  if (blocks.length === 1 && only?.type === '*' && isEveryone(only.identifiers)) return '*';
  const byType = new Map<string, Value[]>();
  for (const { type, identifiers } of inPrincipalOrder(blocks)) {
    // Where even the type is unknown, so is who is meant.
    if (typeof type !== 'string') return isHole(type) ? type : hole();
    const texts = isHole(identifiers) ? [identifiers] : descending(textsOf(identifiers)).map(withVariables);
    byType.set(type, [...(byType.get(type) ?? []), collapsed(texts)]);
  }
  return ascending([...byType].map(([type, lists]) => [type, joined(lists)] as const));
}

/** Blocks of one type: a single one keeps its shape, several become one list. */
function joined(lists: readonly Value[]): Value {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  return lists.flatMap((list) => (isArray(list) ? [...list] : [list]));
}

/** True for a list that holds nothing but `*`. */
export function isEveryone(identifiers: Value | undefined): boolean {
  return isArray(identifiers) && identifiers.length === 1 && identifiers[0] === '*';
}

function renderConditions(value: Value | undefined): Value | undefined {
  const blocks = blocksOf(value);
  if (isHole(blocks) || blocks.length === 0) return isHole(blocks) ? blocks : undefined;
  const operators = new Map<string, Map<string, Value[]>>();
  const hidden = new Map<string, (readonly [Text, Value])[]>();
  for (const { test, variable, values } of inConditionOrder(blocks)) {
    // An unknown operator makes the whole block unknown: any condition may be there.
    if (typeof test !== 'string') return isHole(test) ? test : hole();
    const texts = isHole(values) ? [values] : textsOf(values).map(withVariables);
    if (typeof variable === 'string') {
      const keys = operators.get(test) ?? new Map<string, Value[]>();
      operators.set(test, keys.set(variable, [...(keys.get(variable) ?? []), ...texts]));
    } else {
      const key = isText(variable) ? variable : hole();
      hidden.set(test, [...(hidden.get(test) ?? []), [key, collapsed(texts)]]);
    }
  }
  const tests = new Set([...operators.keys(), ...hidden.keys()]);
  return ascending([...tests].map((test) => [test, keysOf(operators.get(test), hidden.get(test))] as const));
}

/** The keys of one operator; an unknown one makes them all unknown, since it may be one of the others. */
function keysOf(
  known: ReadonlyMap<string, readonly Value[]> = new Map(),
  hidden: readonly (readonly [Text, Value])[] = [],
): Value {
  const written = [...known].map(([key, texts]) => [key, collapsed(texts)] as const);
  return hidden.length === 0 ? ascending(written) : hole({ entries: [...written, ...hidden] });
}

/** The blocks of a set; a hole where the set or one of its blocks is wholly unknown. */
function blocksOf(value: Value | undefined): readonly ValueObject[] | Hole {
  if (isHole(value)) return value;
  const elements = isArray(value) ? value : [];
  return elements.find(isHole) ?? elements.filter(isObject);
}

function collapsed(texts: readonly Value[]): Value {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}

function textsOf(value: Value | undefined): readonly Text[] {
  return (isArray(value) ? value : []).filter(isText);
}
