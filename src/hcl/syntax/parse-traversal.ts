/**
 * What follows a term: attributes, indexes and splats.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#splat-operators
 */
import { parseNumber } from '../value/number.ts';
import { type Cursor, checkChain, expect, expectIdentifier, sees, skip, take, within } from './cursor.ts';
import type { Expression } from './tree.ts';

/** What may follow: `all`, or behind `.*` only attributes and numbers after a point. */
type Following = 'all' | 'attributes';

/** The term with everything that follows it. */
export function parseTraversal(cursor: Cursor, term: Expression, following: Following = 'all'): Expression {
  let whole = term;
  for (let links = 0; ; links++) {
    checkChain(cursor, links);
    const next = follow(cursor, whole, following);
    if (next === undefined) return whole;
    whole = next;
  }
}

function follow(cursor: Cursor, of: Expression, following: Following): Expression | undefined {
  skip(cursor);
  const at = cursor.at;
  if (sees(cursor, '...')) return undefined;
  if (take(cursor, '.')) {
    if (following === 'all' && take(cursor, '*')) return parseSplat(cursor, of, 'attributes');
    return legacyIndex(cursor, of) ?? attribute(cursor, of);
  }
  if (following === 'attributes' || !take(cursor, '[')) {
    cursor.at = at;
    return undefined;
  }
  const key = within(cursor, false, () => {
    const inner = take(cursor, '*') ? undefined : cursor.expression(cursor);
    expect(cursor, ']');
    return inner;
  });
  if (key === undefined) return parseSplat(cursor, of, 'all');
  return { kind: 'index', of, key, start: of.start, end: cursor.at };
}

function parseSplat(cursor: Cursor, of: Expression, following: Following): Expression {
  const splat = Symbol('item');
  const item: Expression = { kind: 'item', splat, start: cursor.at, end: cursor.at };
  const each = parseTraversal(cursor, item, following);
  return { kind: 'splat', of, each, item: splat, start: of.start, end: cursor.at };
}

/** `.0`, as an index was written before `[0]`. */
function legacyIndex(cursor: Cursor, of: Expression): Expression | undefined {
  const start = cursor.at;
  const digits = /^\d{1,15}/.exec(cursor.text.slice(start, start + 15))?.[0];
  if (digits === undefined) return undefined;
  cursor.at += digits.length;
  const key: Expression = { kind: 'literal', value: parseNumber(digits) ?? null, start, end: cursor.at };
  return { kind: 'index', of, key, start: of.start, end: cursor.at };
}

function attribute(cursor: Cursor, of: Expression): Expression {
  const name = expectIdentifier(cursor);
  return { kind: 'attribute', of, name, start: of.start, end: cursor.at };
}
