/**
 * A YAML file with positions: what it holds as JSON, and where each value stands, for messages with line and caret.
 * https://yaml.org/spec/1.2.2/
 */
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Problem } from '../../base/problem.ts';
import type { Json } from '../../base/value.ts';
import type { Fault, Path } from '../shape/shape.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';

/** A file as the command line read it. */
export interface TextFile {
  /** The path as the user knows it, with `/` between folders. */
  readonly file: string;
  readonly text: string;
}

/** A YAML file that could be parsed. */
export interface Source {
  readonly file: string;
  readonly json: Json;
  /** The problem that a fault is, with line, column and caret. */
  readonly problem: (fault: Fault) => Problem;
}

/** Parses a file; gives its problems where YAML itself is broken. */
export function readSource({ file, text }: TextFile): Source | readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (start: number, end: number): Excerpt => excerptOf(text, lines.linePos(start), end - start);
  if (document.errors.length > 0)
    return document.errors.map((error) => ({ file, ...syntaxProblem(error, text), ...at(...error.pos) }));
  const json = jsonOf(document);
  if (json === undefined)
    return [{ code: 'rule-not-yaml', message: 'the file repeats aliases too often to be read', file }];
  const problem = ({ path, atKey, code, message, hint }: Fault): Problem => {
    const [start, end] = rangeOf(document, path, atKey === true);
    return { code, message, ...(hint === undefined ? {} : { hint }), file, ...at(start, end) };
  };
  return { file, json, problem };
}

/** Aliases are expanded up to yaml's default limit, which refuses exponential growth. */
function jsonOf(document: Document): Json | undefined {
  try {
    return document.toJS() as Json;
  } catch {
    return undefined;
  }
}

function syntaxProblem(error: YAMLError, text: string): Pick<Problem, 'code' | 'message' | 'hint'> {
  const message = `not valid YAML: ${lowerFirst(error.message)}`;
  const character = text[error.pos[0]];
  if (character === '*' || error.code === 'BAD_ALIAS')
    return {
      code: 'rule-unquoted-star',
      message,
      hint: 'quote it: `"*"`; YAML reads a bare `*` as an alias',
    };
  if (error.code === 'DUPLICATE_KEY')
    return { code: 'rule-duplicate-key', message: 'the key stands here a second time' };
  return {
    code: 'rule-not-yaml',
    message,
    hint: 'quote text that begins with a sign such as `{`, `[`, `&`, `@` or `%`',
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function rangeOf(document: Document, path: Path, atKey: boolean): readonly [number, number] {
  let node: Node | null = isNode(document.contents) ? document.contents : null;
  let key: Node | null = null;
  for (const step of path) {
    const next = childOf(node, step);
    if (!next) break;
    node = next.value ?? next.key;
    key = next.key;
  }
  const shown = (atKey ? key : null) ?? (isCollection(node) ? firstOf(node) : node);
  const range = shown?.range;
  return range ? [range[0], range[1]] : [0, 1];
}

interface Child {
  readonly key: Node | null;
  readonly value: Node | null;
}

function childOf(node: Node | null, step: string | number): Child | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { key: null, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(step));
  if (!pair) return undefined;
  return { key: isNode(pair.key) ? pair.key : null, value: isNode(pair.value) ? pair.value : null };
}

/** Carets mark the first entry of a mapping or list, not the many lines of it. */
function firstOf(node: Node): Node {
  if (isMap(node)) {
    const key = node.items[0]?.key;
    return isNode(key) ? key : node;
  }
  return node;
}
