/**
 * What a subject holds, as layers of documents that decide together: a statement its document with this one alone, a
 * document itself, a principal the union of what is attached, within its boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import type { Pointer } from '../../base/pointer.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument } from '../../iam/types.ts';
import type { AttachedPolicy } from '../../subject/types.ts';
import type { SubjectOf } from '../predicate.ts';
import { inAttachment } from '../predicates/attachment.ts';
import type { Layers } from './ask.ts';

/** Documents, and how a place in one of them is a place of the subject. */
export interface Holding {
  readonly layers: Layers;
  /** The place of all of it. */
  readonly pointer: Pointer;
  readonly pointerOf: (document: PolicyDocument, pointer: Pointer) => Pointer;
  /** Why something that is attached is not in reach. */
  readonly hidden: readonly string[];
}

const nothing: PolicyDocument = { statements: [] };

/** What the subject holds. Of a document that could not be parsed nothing is said. */
export function heldBy(subject: SubjectOf<'statement' | 'document' | 'principal'>): Holding {
  const pointerOf: Holding['pointerOf'] = (_, pointer) => pointer;
  if (subject.subject === 'statement') {
    const { policy, statement } = subject;
    const { moreStatements, ...rest } = policy;
    const document = { ...rest, statements: [statement] };
    return { layers: [[document]], pointer: statement.pointer, pointerOf, hidden: [] };
  }
  if (subject.subject === 'principal') return attachedTo(subject);
  const { policy } = subject;
  const document = policy.ok ? policy.document : nothing;
  const hidden =
    policy.ok && policy.document.moreStatements ? ['further statements are known only after apply'] : [];
  return { layers: [[document]], pointer: '', pointerOf, hidden };
}

function attachedTo({ policies, inherited = [], boundary }: SubjectOf<'principal'>): Holding {
  const attached = [...policies, ...inherited].map(read);
  const limit = boundary === undefined ? undefined : read(boundary);
  const documents = attached.map(({ document }) => document);
  const layers = limit === undefined ? [documents] : [documents, [limit.document]];
  const places = new Map<string, string>();
  for (const [index, { document }] of attached.slice(0, policies.length).entries())
    for (const statement of document.statements)
      places.set(`${signOf(document)} ${statement.pointer}`, inAttachment(index, statement.pointer));
  return {
    layers,
    pointer: '',
    pointerOf: (document, pointer) => places.get(`${signOf(document)} ${pointer}`) ?? '',
    hidden: [...attached, ...(limit ? [limit] : [])].flatMap(({ hidden }) => hidden ?? []),
  };
}

/** The engine gives back copies of documents with holes filled: what a document says tells it. */
function signOf({ statements }: PolicyDocument): string {
  return JSON.stringify(statements.map(({ action, sid, effect }) => [effect, sid, action.values]));
}

function read(policy: AttachedPolicy): { readonly document: PolicyDocument; readonly hidden?: string } {
  const { content, reason = 'an attached policy is not in the plan' } = policy;
  if (content === undefined) return { document: nothing, hidden: reason };
  const parsed = parsePolicy(content);
  return { document: parsed.ok ? parsed.document : nothing };
}
