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
  const marks = marksOf(pointers);
  const lines = print(document, '', '', '', marks);
  const marked = lines.map(({ pointer }) => isAtOrBelow(pointer, marks));
  const isNear = (at: number, line: Line) =>
    marked[at] === true || marked[at - 1] === true || marked[at + 1] === true || isSignpost(line, marks);
  const near = lines.filter((line, at) => isNear(at, line));
  const margin = near.reduce((least, { text }) => Math.min(least, text.search(/\S/)), Infinity);
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

/** What is marked, so that each line is looked up in a few steps, however many places there are. */
interface Marks {
  readonly at: ReadonlySet<string>;
  /** For each place above a marked one, the steps that lead from it to those. */
  readonly steps: ReadonlyMap<string, ReadonlySet<string>>;
}

function marksOf(pointers: readonly string[]): Marks {
  const steps = new Map<string, Set<string>>();
  for (const pointer of pointers) {
    for (let at = pointer.lastIndexOf('/'), end = pointer.length; at >= 0; ) {
      const above = pointer.slice(0, at);
      const known = steps.get(above) ?? new Set<string>();
      steps.set(above, known.add(pointer.slice(at + 1, end)));
      end = at;
      at = above.lastIndexOf('/');
    }
  }
  return { at: new Set(pointers), steps };
}

function isAtOrBelow(pointer: string, { at }: Marks): boolean {
  for (let one = pointer; one !== ''; one = one.slice(0, one.lastIndexOf('/'))) if (at.has(one)) return true;
  return false;
}

/** The Sid of a statement that holds an offending line tells which one it is. */
function isSignpost({ pointer }: Line, { steps }: Marks): boolean {
  if (!pointer.endsWith('/Sid') && !pointer.endsWith('/Effect')) return false;
  return steps.has(pointer.slice(0, pointer.lastIndexOf('/')));
}

/** All lines of a value; a run of elements that is far from every pointer is one line that is never shown. */
function print(value: Value, pointer: string, indent: string, key: string, marks: Marks): readonly Line[] {
  const label = key === '' ? '' : `${JSON.stringify(key)}: `;
  if (isHole(value) || isTemplate(value) || typeof value !== 'object' || value === null) {
    return [{ text: printable(`${indent}${label}${scalar(value)}`), pointer }];
  }
  const isList = isArray(value);
  const entries = isList ? nearElements(value, pointer, marks) : Object.entries(isObject(value) ? value : {});
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const inner = entries.flatMap(([name, one], at) => {
    const lines: readonly Line[] =
      one === undefined
        ? [{ text: '', pointer }]
        : print(one, below(pointer, name), `${indent}  `, isList ? '' : name, marks);
    return at === entries.length - 1 ? lines : withComma(lines);
  });
  return [
    { text: printable(`${indent}${label}${open}`), pointer },
    ...inner,
    { text: `${indent}${close}`, pointer },
  ];
}

/**
 * The elements of a list that a pointer leads to or through, and their neighbours; undefined stands for those between,
 * so that a document of any size is shown in the time that its lines take.
 */
function nearElements(
  list: readonly Value[],
  pointer: string,
  marks: Marks,
): readonly (readonly [index: string, element: Value | undefined])[] {
  if (marks.at.has('') || isAtOrBelow(pointer, marks)) return list.map((one, at) => [String(at), one]);
  const indices = [...(marks.steps.get(pointer) ?? [])].map(Number);
  const near = new Set([0, list.length - 1, ...indices.flatMap((at) => [at - 1, at, at + 1])]);
  const shown = [...near].filter((at) => at >= 0 && at < list.length).sort((a, b) => a - b);
  return shown.flatMap((at, nth) => {
    const element = [String(at), list[at]] as const;
    return nth > 0 && at - 1 !== shown[nth - 1] ? [['', undefined] as const, element] : [element];
  });
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
