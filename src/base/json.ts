/**
 * JSON as people write it: parsed by JSON.parse, with places where it breaks, and duplicate keys, which JSON.parse hides.
 * A parser of one's own over every document costs three times as much; so duplicates are only looked for exactly
 * where counting says that there are some.
 */
import { deepest, isTooDeep } from './depth.ts';
import type { Pointer } from './pointer.ts';
import { below } from './pointer.ts';
import type { Json } from './value.ts';

/** A parsed text, or where and why it breaks; line and column from 1, offset from 0. */
export type JsonResult =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly offset: number;
      readonly line: number;
      readonly column: number;
    };

/** Parses JSON. What is nested deeper than anything that people write is refused, since walking it takes the stack. */
export function parseJson(text: string): JsonResult {
  try {
    const value = JSON.parse(text) as Json;
    // Each level takes two characters, so shorter texts need no look.
    if (text.length > 2 * deepest && isTooDeep(value))
      return {
        ok: false,
        reason: `it is nested deeper than ${deepest} levels`,
        offset: 0,
        line: 1,
        column: 1,
      };
    return { ok: true, value };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = offsetOf(text, reason);
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    return {
      ok: false,
      reason: plainReason(reason),
      offset,
      line,
      column: offset - before.lastIndexOf('\n'),
    };
  }
}

/**
 * V8 tells the position of some mistakes only. A token that can not stand where it does is the end of the shortest
 * beginning of the text that has the same mistake: whatever is shorter is merely incomplete.
 */
function offsetOf(text: string, reason: string): number {
  const told = /at position (\d+)/.exec(reason)?.[1];
  if (told !== undefined) return Number(told);
  if (!isWrongToken(reason)) return text.length;
  let [incomplete, wrong] = [0, text.length];
  while (wrong - incomplete > 1) {
    const middle = Math.floor((incomplete + wrong) / 2);
    if (isWrongToken(reasonOf(text.slice(0, middle)))) wrong = middle;
    else incomplete = middle;
  }
  return incomplete;
}

function isWrongToken(reason: string): boolean {
  return reason.startsWith('Unexpected token');
}

function reasonOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** V8 repeats the text around the place in its message; only what went wrong is kept. */
function plainReason(reason: string): string {
  if (/end of JSON input|Unterminated/.test(reason)) return 'it ends in the middle';
  return 'it is not JSON';
}

/** True where some object of the text has a key twice. `value` is what JSON.parse made of the text. */
export function hasDuplicateKeys(text: string, value: Json): boolean {
  const keys = countKeys(value);
  return colonsAfterQuotes(text) !== keys && structuralColons(text) !== keys;
}

/** Every key that stands twice in its object, at its second place. */
export function duplicateKeys(text: string): readonly Pointer[] {
  const found: Pointer[] = [];
  const stack: { pointer: Pointer; keys: Set<string> | undefined; index: number; key: string }[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const top = stack.at(-1);
    if (character === '{' || character === '[') {
      stack.push({ pointer: here(top), keys: character === '{' ? new Set() : undefined, index: 0, key: '' });
    } else if (character === '}' || character === ']') stack.pop();
    else if (character === ',' && top !== undefined) top.index++;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (top?.keys !== undefined && isKey(text, end)) {
        top.key = JSON.parse(text.slice(at, end + 1)) as string;
        if (top.keys.has(top.key)) found.push(below(top.pointer, top.key));
        top.keys.add(top.key);
      }
      at = end;
    }
  }
  return found;
}

function here(
  top: { pointer: Pointer; keys: Set<string> | undefined; index: number; key: string } | undefined,
): Pointer {
  if (top === undefined) return '';
  return below(top.pointer, top.keys === undefined ? top.index : top.key);
}

/**
 * Every key has a colon after its quote. Few strings hold such a colon, so that this count, which is quick, is mostly that of
 * the keys; it is never lower.
 */
function colonsAfterQuotes(text: string): number {
  let colons = 0;
  for (let at = 1; at < text.length; at++) {
    if (text.charCodeAt(at) !== 0x3a) continue;
    let before = at - 1;
    while (before > 0 && text.charCodeAt(before) <= 0x20) before--;
    if (text.charCodeAt(before) === 0x22) colons++;
  }
  return colons;
}

/** Each key of valid JSON has one colon outside of strings. */
function structuralColons(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3a) colons++;
    else if (code === 0x22) at = endOfString(text, at);
  }
  return colons;
}

/** The index of the quote that ends the string which starts at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at++;
  return text.charAt(at) === ':';
}

function countKeys(value: Json): number {
  let keys = 0;
  const left: Json[] = [value];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one !== 'object' || one === null) continue;
    if (Array.isArray(one)) {
      for (const element of one) if (typeof element === 'object' && element !== null) left.push(element);
    } else {
      for (const key in one) {
        keys++;
        const member = (one as { readonly [key: string]: Json })[key];
        if (typeof member === 'object' && member !== null) left.push(member);
      }
    }
  }
  return keys;
}
