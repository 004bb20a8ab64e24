/**
 * Documents of data sources that no policy of the plan takes over: listed, and not judged, since what they are for is not
 * known.
 */
import { asStrings, own } from '../base/decode.ts';
import type { DocumentSubject, Origin } from '../subject/types.ts';
import type { Context } from './context.ts';
import type { DataDocument } from './data-documents.ts';
import { originOf, pathName, priorOrigin } from './origin.ts';

/** Where a data source's document stands. */
export function dataOrigin(context: Context, { source, row }: DataDocument): Origin {
  const attribute = pathName(row.path);
  return 'raw' in source ? originOf(context, source, attribute) : priorOrigin(context, source, attribute);
}

/** The documents of data sources whose addresses are not among the used ones. */
export function* listedData(context: Context, used: ReadonlySet<string>): Iterable<DocumentSubject> {
  const takers = takersOf(context);
  for (const document of context.data.all()) {
    if (used.has(document.source.address)) continue;
    yield listed(context, document, takers.get(document.source.address));
  }
}

/** Which data source takes in the document of which other one: by reference where it is deferred, by text where known. */
function takersOf({ data }: Context): ReadonlyMap<string, string> {
  const takers = new Map<string, string>();
  for (const { source, takes } of data.all()) {
    const values = 'raw' in source ? source.raw.after : source.values;
    const given = [
      ...asStrings(own(values, 'source_policy_documents')),
      ...asStrings(own(values, 'override_policy_documents')),
    ];
    const read = given.flatMap((text) => data.byText(text).map((one) => one.source.address));
    for (const address of [...takes, ...read]) {
      const other = takers.get(address);
      if (other === undefined || source.address < other) takers.set(address, source.address);
    }
  }
  return takers;
}

function listed(context: Context, document: DataDocument, taker: string | undefined): DocumentSubject {
  const { row, sensitive, content } = document;
  const isOther = row.kind === 'other-non-IAM' || row.kind === 'embedded';
  return {
    subject: 'document',
    origins: [dataOrigin(context, document)],
    kind: row.kind,
    ...(row.kind === 'generic' ? {} : { service: row.service }),
    state: isOther ? 'other-grammar' : document.state,
    reason: reasonOf(document, taker),
    references: [],
    sensitive,
    judged: false,
    ...(content === undefined ? {} : { content }),
  };
}

function reasonOf({ row, reason }: DataDocument, taker: string | undefined): string {
  if (row.kind === 'other-non-IAM') return 'it is not in the grammar of IAM policies';
  if (row.kind === 'embedded') return 'documents inside a bigger text are not evaluated';
  if (row.role === 'read') return 'this plan only reads it, and does not change it';
  if (taker !== undefined) return `it goes into \`${taker}\``;
  return reason ?? 'no policy in this plan is seen to use it';
}
