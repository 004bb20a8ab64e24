/**
 * A policy document with the offending lines marked: pretty-printed, a line of context around, the rest left out.
 */
import { below } from '../base/pointer.ts';
import { printable } from '../base/printable.ts';
import { isArray, isHole, isObject, isTemplate, type Value } from '../base/value.ts';
import type { Paint } from './color.ts';

interface Line {
  readonly text: string;
  readonly pointer: string;
}

/** Lines of the document; those at the pointers are marked with `>`. Each is cut at the width. */
export function documentLines(
  document: Value,
  pointers: readonly string[],
  width: number,
  paint: Paint,
): readonly string[] {
  const lines = print(document, '', '', '');
  const isMarked = ({ pointer }: Line) =>
    pointers.some((one) => one !== '' && (pointer === one || pointer.startsWith(`${one}/`)));
  const marked = lines.map(isMarked);
  const isNear = (at: number, line: Line) =>
    marked[at] === true || marked[at - 1] === true || marked[at + 1] === true || isSignpost(line, pointers);
  const margin = Math.min(
    ...lines.filter((line, at) => isNear(at, line)).map((line) => line.text.search(/\S/)),
  );
  const shown: string[] = [];
  let skipped = false;
  for (const [at, line] of lines.entries()) {
    if (!isNear(at, line)) {
      skipped = true;
      continue;
    }
    if (skipped && shown.length > 0) shown.push(paint('dim', '      ...'));
    skipped = false;
    const text = cut(line.text.slice(margin), width - 6);
    shown.push(marked[at] ? paint('mark', `    > ${text}`) : paint('dim', `      ${text}`));
  }
  return shown.slice(0, 24);
}

/** The Sid of a statement that holds an offending line tells which one it is. */
function isSignpost({ pointer }: Line, pointers: readonly string[]): boolean {
  if (!pointer.endsWith('/Sid') && !pointer.endsWith('/Effect')) return false;
  const statement = pointer.slice(0, pointer.lastIndexOf('/'));
  return pointers.some((one) => one.startsWith(`${statement}/`));
}

function print(value: Value, pointer: string, indent: string, key: string): readonly Line[] {
  const label = key === '' ? '' : `${JSON.stringify(key)}: `;
  if (isHole(value) || isTemplate(value) || typeof value !== 'object' || value === null) {
    return [{ text: printable(`${indent}${label}${scalar(value)}`), pointer }];
  }
  const isList = isArray(value);
  const entries = isList
    ? value.map((one, at) => [String(at), one] as const)
    : Object.entries(isObject(value) ? value : {});
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const inner = entries.flatMap(([name, one], at) => {
    const lines = print(one, below(pointer, name), `${indent}  `, isList ? '' : name);
    return at === entries.length - 1 ? lines : withComma(lines);
  });
  return [
    { text: printable(`${indent}${label}${open}`), pointer },
    ...inner,
    { text: `${indent}${close}`, pointer },
  ];
}

function withComma(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, at) => (at === lines.length - 1 ? { ...line, text: `${line.text},` } : line));
}

function scalar(value: Value): string {
  if (isHole(value))
    return `(known after apply${value.reference === undefined ? '' : `: ${value.reference}`})`;
  if (isTemplate(value))
    return JSON.stringify(
      value.parts.map((part) => (typeof part === 'string' ? part : '(known after apply)')).join(''),
    );
  return JSON.stringify(value);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(10, width - 1))}…`;
}
