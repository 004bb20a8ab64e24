/**
 * Documents of data sources: read while planning they stand only in prior_state; deferred ones are rebuilt from their
 * arguments. Consumers find them by reference or by text, and what no consumer has is listed.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */

import { own } from '../base/decode.ts';
import { parseJson } from '../base/json.ts';
import { isArray, isObject, type Json } from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { changesAt, priorAt } from '../plan/instances.ts';
import { containsTrue } from '../plan/merge.ts';
import type { Plan, PriorResource, Resolution, ResourceChange } from '../plan/types.ts';
import type { DataRow } from './catalogue/row.ts';
import { dataRowsOf } from './catalogue/row-lookup.ts';
import { deferredDocument } from './deferred-document.ts';
import { escapeHtml } from './policy-document/render.ts';

/** A document that a data source gives. */
export interface DataDocument {
  readonly source: PriorResource | ResourceChange;
  readonly row: DataRow;
  /** `known` where it was read while planning. */
  readonly state: 'known' | 'rebuilt' | 'partly' | 'undetermined';
  readonly content?: Content;
  readonly reason?: string;
  readonly sensitive: boolean;
  /** Addresses of the data sources whose documents it takes in. */
  readonly takes: readonly string[];
}

/** The documents of a plan's data sources. */
export interface DataDocuments {
  /** All of them. */
  readonly all: () => Iterable<DataDocument>;
  /** What a reference leads to, where it is one document. */
  readonly at: (resolution: Resolution) => DataDocument | undefined;
  /** Those that were read while planning and say the same as a resource's text. */
  readonly byText: (text: string) => readonly DataDocument[];
}

/** Finds them; cheap where there are none. */
export function dataDocumentsOf(plan: Plan): DataDocuments {
  const deferred = plan.changes.filter((one) => one.mode === 'data' && dataRowsOf(one.type) !== undefined);
  const addresses = new Set(deferred.map((one) => one.address));
  // Inside `check` blocks a data source stands in both places, and what is planned counts.
  const read = plan.prior.filter(
    (one) => one.mode === 'data' && dataRowsOf(one.type) !== undefined && !addresses.has(one.address),
  );
  const cache = new Map<string, DataDocument | undefined>();
  const documentOf = (change: ResourceChange): DataDocument | undefined => {
    if (!cache.has(change.address)) {
      cache.set(change.address, undefined);
      cache.set(change.address, deferredDocument(plan, change, at));
    }
    return cache.get(change.address);
  };
  const at = (resolution: Resolution): DataDocument | undefined =>
    resolution.found === 'resource' && resolution.mode === 'data'
      ? one(changesAt(plan, resolution).map(documentOf), priorAt(plan, resolution), resolution.attribute)
      : undefined;
  let texts: ReadonlyMap<string, readonly DataDocument[]> | undefined;
  return {
    at,
    *all() {
      for (const change of deferred) {
        const document = documentOf(change);
        if (document !== undefined) yield document;
      }
      for (const prior of read) yield* readDocuments(prior);
    },
    byText: (text) => {
      if (read.length === 0) return [];
      texts ??= textIndex(read.flatMap(readDocuments));
      return texts.get(text) ?? [];
    },
  };
}

/** Plans of Terraform 0.12 to 1.0 name the resource only, so no attribute means the document. */
function one(
  planned: readonly (DataDocument | undefined)[],
  prior: readonly PriorResource[],
  attribute: string,
): DataDocument | undefined {
  const found = planned.length > 0 ? planned : prior.length === 1 ? prior.flatMap(readDocuments) : [];
  const isMeant = (document: DataDocument | undefined): document is DataDocument =>
    document !== undefined && (attribute === '' || namesOf(document.row).includes(attribute));
  const [only] = found.filter(isMeant);
  return planned.length > 1 ? undefined : only;
}

function namesOf({ type, path }: DataRow): readonly string[] {
  return type === 'aws_iam_policy_document' ? ['json', 'minified_json'] : [path];
}

function readDocuments(source: PriorResource): readonly DataDocument[] {
  return (dataRowsOf(source.type) ?? []).flatMap((row) =>
    textsAt(source.values, row.path.split('.')).map((text) => ({
      source,
      row,
      state: 'known' as const,
      content: { form: 'text' as const, text },
      // What is made from a sensitive argument is as sensitive as that.
      sensitive: source.sensitiveValues === true || containsTrue(source.sensitiveValues),
      takes: [],
    })),
  );
}

function textsAt(value: Json | undefined, [step, ...rest]: readonly string[]): readonly string[] {
  if (step === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  const member = own(value, step.replace('[]', ''));
  return isArray(member) ? member.flatMap((element) => textsAt(element, rest)) : textsAt(member, rest);
}

/** The provider stores most documents with sorted keys, and those of IAM with the version in front. */
function textIndex(documents: readonly DataDocument[]): ReadonlyMap<string, readonly DataDocument[]> {
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
