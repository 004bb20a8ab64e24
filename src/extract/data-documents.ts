/**
 * Documents of data sources: read while planning they stand only in prior_state; deferred ones are rebuilt from their
 * arguments. Consumers find them by reference or by text, and what no consumer has is listed.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import type { Content } from '../iam/types.ts';
import { changesAt, priorAt } from '../plan/instances.ts';
import type { Plan, PriorResource, Resolution, ResourceChange } from '../plan/types.ts';
import type { DataRow } from './catalogue/row.ts';
import { dataRowsOf } from './catalogue/row-lookup.ts';
import { textIndex } from './data-texts.ts';
import { deferredDocument } from './deferred-document.ts';
import { readDocuments } from './read-documents.ts';
import type { FromSource, Source } from './source.ts';

/** A document that a data source gives. */
export interface DataDocument {
  readonly source: PriorResource | ResourceChange;
  readonly row: DataRow;
  /** `known` where it was read while planning. */
  readonly state: 'known' | 'rebuilt' | 'partly' | 'undetermined';
  readonly content?: Content;
  readonly reason?: string;
  readonly sensitive: boolean;
  /** Where it is written, when only the configuration tells its arguments. */
  readonly written?: FromSource;
  /** Addresses of the data sources whose documents it takes in. */
  readonly takes: readonly string[];
}

/** The documents of a plan's data sources. */
export interface DataDocuments {
  /** All of them. */
  readonly all: () => Iterable<DataDocument>;
  /** The document of a deferred data source. */
  readonly of: (change: ResourceChange) => DataDocument | undefined;
  /** What a reference leads to, where it is one document. */
  readonly at: (resolution: Resolution) => DataDocument | undefined;
  /** Those that were read while planning and say the same as a resource's text. */
  readonly byText: (text: string) => readonly DataDocument[];
}

/** Finds them; cheap where there are none. */
export function dataDocumentsOf(plan: Plan, source?: Source): DataDocuments {
  const deferred = plan.changes.filter((one) => one.mode === 'data' && dataRowsOf(one.type) !== undefined);
  const addresses = new Set(deferred.map((one) => one.address));
  // Inside `check` blocks a data source stands in both places, and what is planned counts.
  const read = plan.prior.filter(
    (one) => one.mode === 'data' && dataRowsOf(one.type) !== undefined && !addresses.has(one.address),
  );
  const documentOf = once((change: ResourceChange) => deferredDocument(plan, change, at, source));
  const at = (resolution: Resolution): DataDocument | undefined =>
    resolution.found === 'resource' && resolution.mode === 'data'
      ? only(changesAt(plan, resolution).map(documentOf), priorAt(plan, resolution), resolution.attribute)
      : undefined;
  let texts: ReadonlyMap<string, readonly DataDocument[]> | undefined;
  return {
    of: documentOf,
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

/** Works a document out at the first question; one that takes in itself has none. */
function once(
  work: (change: ResourceChange) => DataDocument | undefined,
): (change: ResourceChange) => DataDocument | undefined {
  const known = new Map<string, DataDocument | undefined>();
  return (change) => {
    if (!known.has(change.address)) {
      known.set(change.address, undefined);
      known.set(change.address, work(change));
    }
    return known.get(change.address);
  };
}

/** Plans of Terraform 0.12 to 1.0 name the resource only, so no attribute means the document. */
function only(
  planned: readonly (DataDocument | undefined)[],
  prior: readonly PriorResource[],
  attribute: string,
): DataDocument | undefined {
  const found = planned.length > 0 ? planned : prior.length === 1 ? prior.flatMap(readDocuments) : [];
  const isMeant = (document: DataDocument | undefined): document is DataDocument =>
    document !== undefined && (attribute === '' || namesOf(document.row).includes(attribute));
  const [document] = found.filter(isMeant);
  return planned.length > 1 ? undefined : document;
}

function namesOf({ type, path }: DataRow): readonly string[] {
  return type === 'aws_iam_policy_document' ? ['json', 'minified_json'] : [path];
}
