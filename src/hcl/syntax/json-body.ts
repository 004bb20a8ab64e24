/**
 * JSON syntax (`.tf.json`): the same blocks, whose strings are templates.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
import { parseNumber } from '../value/number.ts';
import { parseBareTemplate, parseWholeExpression } from './parse-whole.ts';
import { type JsonMember, type JsonNode, readJson } from './read-json.ts';
import type { Attribute, Block, Body, Expression, SourceText } from './tree.ts';

/** Labels of the blocks that Terraform has at the top of a file; what is not here is not read. */
const labelled: Readonly<Record<string, number>> = {
  data: 2,
  locals: 0,
  module: 1,
  output: 1,
  resource: 2,
  terraform: 0,
  variable: 1,
};

/** The body of a JSON file. Throws a SyntaxProblem with the place. */
export function parseJsonBody(source: SourceText): Body {
  const blocks = membersOf(readJson(source.text)).flatMap((member) => {
    const labels = labelled[member.key];
    return labels === undefined ? [] : blocksOf(member, member.value, labels, [], source);
  });
  return { attributes: new Map(), blocks };
}

/** Members of an object, or of every object of an array. */
function membersOf(node: JsonNode): readonly JsonMember[] {
  if (node.kind === 'array') return node.items.flatMap(membersOf);
  return node.kind === 'object' ? node.members.filter(({ key }) => key !== '//') : [];
}

function blocksOf(
  block: JsonMember,
  node: JsonNode,
  left: number,
  labels: readonly string[],
  source: SourceText,
): readonly Block[] {
  if (left > 0)
    return membersOf(node).flatMap((one) =>
      blocksOf(block, one.value, left - 1, [...labels, one.key], source),
    );
  if (node.kind === 'array') return node.items.flatMap((one) => blocksOf(block, one, 0, labels, source));
  const body = bodyOf(node, block.key === 'variable', source);
  return [{ type: block.key, labels, body, source, start: node.start, end: node.end }];
}

/** Everything in a block is an attribute here; a block within it is found in the attribute's value. */
function bodyOf(node: JsonNode, isLiteral: boolean, source: SourceText): Body {
  const attributes = membersOf(node).map(({ key, value, start, end }): readonly [string, Attribute] => {
    const expression = isLiteral && key === 'type' ? typeOf(value) : expressionOf(value, isLiteral);
    return [key, { name: key, expression, source, start, end }];
  });
  return { attributes: new Map(attributes), blocks: [] };
}

/** A type constraint is an expression in a string. */
function typeOf(node: JsonNode): Expression {
  return node.kind === 'string'
    ? { ...parseWholeExpression(node.value), ...spanOf(node) }
    : expressionOf(node, true);
}

function spanOf({ start, end }: JsonNode): { readonly start: number; readonly end: number } {
  return { start, end };
}

/** The value of a JSON node; its strings are templates, unless they are `literal` as defaults of variables are. */
export function expressionOf(node: JsonNode, isLiteral: boolean): Expression {
  const span = spanOf(node);
  switch (node.kind) {
    case 'string':
      return isLiteral
        ? { kind: 'literal', value: node.value, ...span }
        : { ...parseBareTemplate(node.value), ...span };
    case 'number':
      return { kind: 'literal', value: parseNumber(node.digits) ?? null, ...span };
    case 'word':
      return { kind: 'literal', value: node.value, ...span };
    case 'array':
      return { kind: 'tuple', items: node.items.map((one) => expressionOf(one, isLiteral)), ...span };
    default:
      return { kind: 'object', items: node.members.map((one) => itemOf(one, isLiteral)), ...span };
  }
}

function itemOf(
  { key, value, start }: JsonMember,
  isLiteral: boolean,
): { key: Expression; value: Expression } {
  const span = { start, end: start + key.length + 2 };
  const name: Expression = isLiteral
    ? { kind: 'literal', value: key, ...span }
    : { ...parseBareTemplate(key), ...span };
  return { key: name, value: expressionOf(value, isLiteral) };
}
