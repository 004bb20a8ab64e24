/**
 * `yamlencode` and `yamldecode`. Scalars that YAML's versions read differently are not decided.
 * https://developer.hashicorp.com/terraform/language/functions/yamlencode
 */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { quoteJson } from '../value/encode-json.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { parseNumber, printNumber } from '../value/number.ts';
import {
  bool,
  entriesOf,
  type HclValue,
  isMapping,
  nothing,
  number,
  object,
  text,
  tuple,
} from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionTable, known } from './define.ts';

export const yamlFunctions: FunctionTable = {
  yamlencode: define([{ ...known('any'), nullable: true }], 'string', ([value = nothing]) =>
    text(encodeDocument(value)),
  ),
  yamldecode: define([known('string')], 'unsure', ([value]) => decode(stringOf(value))),
};

/** A scalar without quotes or brackets ends with the mark of a document's end. */
function encodeDocument(value: HclValue): string {
  const isOpen = value.kind === 'null' || value.kind === 'bool' || value.kind === 'number';
  return `${encode(value, 0)}\n${isOpen ? '...\n' : ''}`;
}

/** A value, placed behind a key or a dash that stands `depth` levels in. */
function encode(value: HclValue, depth: number): string {
  const pad = '  '.repeat(depth);
  if (isMapping(value)) {
    const lines = entriesOf(value).map(([key, one]) => `${quoteYaml(key)}:${behind(one, depth)}`);
    return lines.length === 0 ? '{}' : lines.join(`\n${pad}`);
  }
  if ('elements' in value) {
    const lines = value.elements.map((one) => `- ${encode(one, depth + 1)}`);
    return lines.length === 0 ? '[]' : lines.join(`\n${pad}`);
  }
  return scalar(value, depth);
}

/** Maps go to the next line, further in; lists to the next line, at the same place. */
function behind(value: HclValue, depth: number): string {
  if (isMapping(value) && value.entries.size > 0)
    return `\n${'  '.repeat(depth + 1)}${encode(value, depth + 1)}`;
  if ('elements' in value && value.elements.length > 0)
    return `\n${'  '.repeat(depth)}${encode(value, depth)}`;
  return ` ${encode(value, depth)}`;
}

function scalar(value: HclValue, depth: number): string {
  if (value.kind === 'null') return 'null';
  if (value.kind === 'bool') return String(value.value);
  if (value.kind === 'number') return printNumber(value.value);
  if (value.kind !== 'string') return giveUp('`yamlencode` of this value is not supported');
  return value.value.includes('\n') ? literalBlock(value.value, depth) : quoteYaml(value.value);
}

function quoteYaml(value: string): string {
  if (!/^[\x20-\x7e]*$/.test(value)) return giveUp('`yamlencode` of these characters is not supported');
  return quoteJson(value).replace(/\\u00(26|3c|3e)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Several lines, as they are; the mark tells how many line breaks stand at the end. */
function literalBlock(value: string, depth: number): string {
  if (!/^[\x21-\x7e][\x20-\x7e\n]*$/.test(value) || / \n| $/.test(value))
    return giveUp('`yamlencode` of this text is not supported');
  const end = /\n*$/.exec(value)?.[0].length ?? 0;
  const pad = '  '.repeat(Math.max(1, depth));
  const lines = value.slice(0, value.length - end).split('\n');
  if (end > 1) return giveUp('`yamlencode` of this text is not supported');
  return `|${end === 0 ? '-' : ''}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
}

function decode(source: string): HclValue {
  const document = parseDocument(source, { schema: 'core', uniqueKeys: false, merge: false });
  if (document.errors.length > 0) return refuse('no YAML');
  if (document.warnings.length > 0 || /^---|^\.\.\.|^%|\n---|\n\.\.\./.test(source))
    return giveUp('`yamldecode` of this document is not supported');
  return valueOfNode(document.contents, 0);
}

function valueOfNode(node: unknown, depth: number): HclValue {
  if (depth > 100) return giveUp('the YAML is nested too deep');
  if (isMap(node))
    return object(node.items.map(({ key, value }) => [keyOf(key), valueOfNode(value, depth + 1)]));
  if (isSeq(node)) return tuple(node.items.map((one) => valueOfNode(one, depth + 1)));
  if (node === null) return nothing;
  if (!isScalar(node) || node.tag !== undefined || node.anchor !== undefined)
    return giveUp('`yamldecode` of tags and anchors is not supported');
  if (node.type !== 'PLAIN') return text(String(node.value));
  return plain(node.source ?? '');
}

function keyOf(node: unknown): string {
  if (!isScalar(node)) return giveUp('`yamldecode` of this key is not supported');
  const value = node.type === 'PLAIN' ? plain(node.source ?? '') : text(String(node.value));
  return value.kind === 'string' && value.value !== '<<'
    ? value.value
    : giveUp('`yamldecode` of this key is not supported');
}

/** Texts that some version of YAML reads as something else. */
const doubtful = /^(?:[-+.]?\d|[-+]?\.(?:inf|nan)$|(?:y|n|yes|no|on|off|=)$)/i;

function plain(source: string): HclValue {
  if (/^(?:~|null|Null|NULL|)$/.test(source)) return nothing;
  if (/^(?:true|True|TRUE)$/.test(source)) return bool(true);
  if (/^(?:false|False|FALSE)$/.test(source)) return bool(false);
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(source))
    return number(parseNumber(source) ?? refuse('a number out of bounds'));
  if (/^\d{12}$/.test(source)) return giveUp('`yamldecode` of this scalar is not supported');
  return doubtful.test(source)
    ? giveUp(`\`yamldecode\` of \`${source.slice(0, 40)}\` is not supported`)
    : text(source);
}
