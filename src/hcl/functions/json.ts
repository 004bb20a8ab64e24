/**
 * `jsonencode` and `jsondecode`: a document with unknown parts keeps its tree.
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
import { SyntaxProblem } from '../syntax/cursor.ts';
import { type JsonNode, readJson } from '../syntax/read-json.ts';
import { derived } from '../value/derive.ts';
import { encodeJson } from '../value/encode-json.ts';
import { refuse } from '../value/errors.ts';
import { isKnown } from '../value/inspect.ts';
import { parseNumber } from '../value/number.ts';
import { joinText } from '../value/text.ts';
import {
  bool,
  entriesOf,
  type HclValue,
  isCollection,
  isMapping,
  nothing,
  number,
  object,
  text,
  tuple,
} from '../value/values.ts';
import { define, type FunctionTable, free } from './define.ts';

export const jsonFunctions: FunctionTable = {
  jsonencode: define([free('any', true)], 'string', ([value = nothing]) => encode(value)),
  jsondecode: define([free('string')], 'unsure', ([value = nothing]) => decode(value)),
};

function encode(value: HclValue): HclValue {
  return isKnown(value) ? joinText(encodeJson(value)) : { kind: 'json', tree: value };
}

function decode(value: HclValue): HclValue {
  if (value.kind === 'json') return plain(value.tree);
  if (value.kind !== 'string') return derived('jsondecode', 'unsure', [value]);
  try {
    return valueOfJson(readJson(value.value));
  } catch (error) {
    if (error instanceof SyntaxProblem) return refuse(`invalid JSON: ${error.message}`);
    throw error;
  }
}

/** JSON knows only objects and tuples. */
function plain(value: HclValue): HclValue {
  if (isCollection(value)) return tuple(value.elements.map(plain), value.unordered === true);
  if (isMapping(value)) return object(entriesOf(value).map(([key, one]) => [key, plain(one)]));
  return value.kind === 'null' ? nothing : value;
}

/** The value that a JSON tree means. */
export function valueOfJson(node: JsonNode): HclValue {
  switch (node.kind) {
    case 'string':
      return text(node.value);
    case 'number':
      return number(parseNumber(node.digits) ?? refuse('a number out of bounds'));
    case 'word':
      return node.value === null ? nothing : bool(node.value);
    case 'array':
      return tuple(node.items.map(valueOfJson));
    default:
      return object(node.members.map(({ key, value }) => [key.normalize('NFC'), valueOfJson(value)]));
  }
}
