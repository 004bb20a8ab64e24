/**
 * What a subject holds, as layers of documents that decide together: a statement its document with this one alone, a
 * document itself, a principal the union of what is attached, within its boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
import type { Pointer } from '../../base/pointer.ts';
import type { Text } from '../../base/value.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument, Statement } from '../../iam/types.ts';
import type { AttachedPolicy, Holder } from '../../subject/types.ts';
import type { SubjectOf } from '../predicate.ts';
import { inAttachment } from '../predicates/attachment.ts';
import type { Layers } from './ask.ts';

/** Documents, and which place of the subject a statement of them has. */
export interface Holding {
  readonly layers: Layers;
  /** The place of all of it. */
  readonly pointer: Pointer;
  readonly pointerOf: (statement: Statement) => Pointer;
  /** Why something that is attached is not in reach. */
  readonly hidden: readonly string[];
}

const nothing: PolicyDocument = { statements: [] };

/** What the subject holds. Of a document that could not be parsed nothing is said. */
export function heldBy(subject: SubjectOf<'statement' | 'document' | 'principal'>): Holding {
  const pointerOf: Holding['pointerOf'] = ({ pointer }) => pointer;
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
  const attached = [...policies, ...inherited].map(readAttached);
  const limit = boundary === undefined ? undefined : readAttached(boundary);
  const documents = attached.map(({ document }) => document);
  const layers = limit === undefined ? [documents] : [documents, [limit.document]];
  const places = new Map<string, string>();
  for (const [index, { document }] of attached.slice(0, policies.length).entries())
    for (const statement of document.statements)
      places.set(signOf(statement), inAttachment(index, statement.pointer));
  return {
    layers,
    pointer: '',
    pointerOf: (statement) => places.get(signOf(statement)) ?? '',
    hidden: [...attached, ...(limit ? [limit] : [])].flatMap(({ hidden }) => hidden ?? []),
  };
}

/** The same texts by the same names on both sides: nothing to compare. */
export function isSameHolder(before: Holder, after: Holder): boolean {
  const textOf = ({ policies, inherited = [], boundary }: Holder) =>
    JSON.stringify([policies, inherited, boundary ?? []].map((all) => [all].flat().map(identityOf)));
  return textOf(before) === textOf(after);
}

function identityOf({ by, arn, content, reason }: AttachedPolicy) {
  return content ?? [by, arn, reason];
}

/**
 * The engine gives back copies of statements, with what is unknown filled in, left out or widened: what is known of them
 * tells which they are.
 */
export function signOf({ pointer, sid, effect, action, resource }: Statement): string {
  const known = (values: readonly Text[] = []) =>
    values.filter((value) => typeof value === 'string' && !value.includes('‹'));
  return JSON.stringify([pointer, sid, effect, known(action.values), known(resource?.values)]);
}

/** The document of an attachment; one that IAM would refuse is not in force, and of one that is not in reach the reason. */
export function readAttached(policy: AttachedPolicy): {
  readonly document: PolicyDocument;
  readonly hidden?: string;
} {
  const { content, reason = 'an attached policy is not in the plan' } = policy;
  if (content === undefined) return { document: nothing, hidden: reason };
  const parsed = parsePolicy(content);
  if (!parsed.ok) return { document: nothing };
  const { document } = parsed;
  return document.moreStatements === undefined
    ? { document }
    : { document, hidden: 'further statements of an attached policy are known only after apply' };
}
