/**
 * Documents by their text, in each form in which the provider stores them: as written, compact, with sorted keys, and for
 * policies of IAM with the version in front.
 */
import { parseJson } from '../base/json.ts';
import { isArray, isObject, type Json } from '../base/value.ts';
import type { DataDocument } from './data-documents.ts';
import { escapeHtml } from './policy-document/render.ts';

/** Every form of the documents' texts; documents that say the same are under one. */
export function textIndex(documents: readonly DataDocument[]): ReadonlyMap<string, readonly DataDocument[]> {
  const index = new Map<string, DataDocument[]>();
  for (const document of documents) {
    const text = document.content?.form === 'text' ? document.content.text : '';
    const json = parseJson(text);
    const forms = json.ok ? [text, ...formsOf(json.value)] : [text];
    for (const form of new Set(forms)) {
      const same = index.get(form);
      if (same === undefined) index.set(form, [document]);
      else same.push(document);
    }
  }
  return index;
}

function formsOf(json: Json): readonly string[] {
  const minified = escapeHtml(JSON.stringify(json));
  const ordered = sorted(json);
  if (!isObject(ordered)) return [minified];
  const { Version, ...rest } = ordered;
  const first = Version === undefined ? ordered : { Version, ...rest };
  return [minified, escapeHtml(JSON.stringify(ordered)), escapeHtml(JSON.stringify(first))];
}

function sorted(json: Json): Json {
  if (isArray(json)) return (json as readonly Json[]).map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json as { readonly [key: string]: Json });
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]),
  );
}
