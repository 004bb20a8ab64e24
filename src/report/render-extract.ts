/**
 * What `grantlint extract` shows: every document found, its state and why.
 */

import { labelled, plural } from '../base/layout.ts';
import { below } from '../base/pointer.ts';
import { printable } from '../base/printable.ts';
import { isArray, isHole, isObject, isTemplate, type Json, type Value } from '../base/value.ts';
import type { DocumentSubject, HoleSite } from '../subject/types.ts';
import { painter } from './color.ts';
import { safeJson } from './safe-json.ts';

/** A document with its parsed tree; the tree is missing where there is none, or it is not JSON (`invalid`). */
export interface ExtractedDocument {
  readonly file: string;
  readonly document: DocumentSubject;
  readonly state: DocumentSubject['state'];
  readonly tree?: Value;
  /** What would make it readable. */
  readonly hint?: string;
}

/** JSON with `documents[]`; sensitive ones without their content. */
export function renderExtractJson(
  documents: readonly ExtractedDocument[],
  tool: { readonly version: string },
): string {
  return safeJson({
    version: 1,
    tool: { name: 'grantlint', version: tool.version },
    coverage: coverageOf(documents),
    documents: documents.map(documentJson),
  });
}

function documentJson({ file, document, state, tree, hint }: ExtractedDocument) {
  const [{ address, attribute, actions }] = document.origins;
  const { kind, service, reason, references, sensitive, origins, judged, rebuilt } = document;
  const holes = tree === undefined ? [] : holesOf(tree, '');
  return {
    plan: file,
    address,
    attribute,
    kind,
    service: service ?? null,
    actions,
    state,
    judged,
    reason: reason ?? null,
    references,
    hint: hint ?? null,
    rebuilt: rebuilt === undefined ? null : { from: rebuilt.from, assuming: rebuilt.assuming ?? null },
    holes,
    sensitive,
    origins: origins.map((one) => ({ address: one.address, attribute: one.attribute })),
    ...(sensitive || tree === undefined ? {} : { document: shown(tree) }),
  };
}

/** One line a document, grouped by state, with totals. */
export function renderExtractText(
  documents: readonly ExtractedDocument[],
  { width, color }: { readonly width: number; readonly color: boolean },
): string {
  const paint = painter(color);
  const coverage = coverageOf(documents);
  const lines = documents.flatMap(({ document, state }) => {
    const [{ address, attribute }] = document.origins;
    const from = document.origins.slice(1).map((one) => one.address);
    const head = `${state.padEnd(13)} ${document.kind.padEnd(13)} ${printable(`${address}${attribute === '' ? '' : ` ${attribute}`}`)}`;
    const why = document.reason ?? (from.length === 0 ? '' : `from ${from.join(', ')}`);
    const needs =
      document.references.length === 0 || state !== 'undetermined'
        ? ''
        : ` (needs ${document.references.join(', ')})`;
    return [
      head,
      ...(why === ''
        ? []
        : labelled('', printable(`${why}${needs}`), { width, indent: 28 }).map((line) => paint('dim', line))),
    ];
  });
  const counts = Object.entries(coverage).filter(([state, count]) => state !== 'found' && count > 0);
  const hints = [...new Set(documents.flatMap((one) => one.hint ?? []))];
  const help = hints.flatMap((hint) => labelled('help  ', printable(hint), { width, indent: 0 }));
  const assumptions = [...new Set(documents.flatMap((one) => one.document.rebuilt?.assuming ?? []))];
  const assumed = assumptions.flatMap((one) => labelled('assumed  ', printable(one), { width, indent: 0 }));
  const total = `${plural(coverage.found, 'policy document')}: ${counts.map(([state, count]) => `${count} ${state}`).join(', ') || 'none'}`;
  return `${[...lines, ...(lines.length === 0 ? [] : ['']), total, ...assumed, ...help].join('\n')}\n`;
}

function coverageOf(documents: readonly ExtractedDocument[]) {
  const states = [
    'known',
    'rebuilt',
    'partly',
    'undetermined',
    'default',
    'invalid',
    'other-grammar',
  ] as const;
  const counted = states.map(
    (state) => [state, documents.filter((one) => one.state === state).length] as const,
  );
  return { found: documents.length, ...Object.fromEntries(counted) } as Record<
    'found' | (typeof states)[number],
    number
  >;
}

/** A tree as JSON: a hole becomes Terraform's own phrase for it. */
function shown(value: Value): Json {
  if (isHole(value)) return phrase(value.reference);
  if (isTemplate(value))
    return value.parts.map((part) => (typeof part === 'string' ? part : phrase(part.reference))).join('');
  if (isArray(value)) return value.map(shown);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)]));
  return value;
}

function phrase(reference: string | undefined): string {
  return reference === undefined ? '(known after apply)' : `(known after apply: ${reference})`;
}

function holesOf(value: Value, pointer: string): readonly HoleSite[] {
  if (isHole(value)) {
    const { reference, type } = value;
    return [
      { pointer, ...(reference === undefined ? {} : { reference }), ...(type === undefined ? {} : { type }) },
    ];
  }
  if (isTemplate(value)) return value.parts.filter(isHole).flatMap((part) => holesOf(part, pointer));
  if (isArray(value)) return value.flatMap((one, at) => holesOf(one, below(pointer, at)));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, one]) => holesOf(one, below(pointer, key)));
  return [];
}
