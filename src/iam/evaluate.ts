/**
 * What one document says of one request. An explicit deny wins over an allow; what matches nothing says nothing.
 * This decides concrete requests only, and knows nothing of the reasoning over patterns whose witnesses it replays.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { contextOf } from './caller.ts';
import { checkKnown } from './known-text.ts';
import type { Match } from './match.ts';
import { doubtOf, matchIn, type Scene } from './match-statement.ts';
import type { Context, Request } from './request.ts';
import type { PolicyDocument, Statement } from './types.ts';

export { contextOf } from './caller.ts';
export type { Match } from './match.ts';
export { matchCondition } from './match-condition.ts';

/** What one document says of a request: its own voice only. `ambiguous`: AWS's pages leave it open. */
export type DocumentVoice = 'allows' | 'denies' | 'silent' | 'ambiguous';

/** The voice of a document. */
export interface DocumentDecision {
  readonly voice: DocumentVoice;
  /** The statement that decides: the first Deny that matches, else the first Allow. */
  readonly statement?: Statement;
  /** Why it is ambiguous. */
  readonly reason?: string;
}

/** What the statements of one effect say together. */
export interface Finding {
  readonly match: Match;
  /** The first statement that matches. */
  readonly statement?: Statement;
  /** Why it is ambiguous. */
  readonly reason?: string;
}

/** What one document says of the request. Throws HoleError for a document in which anything is unknown. */
export function evaluateDocument(document: PolicyDocument, request: Request): DocumentDecision {
  const scene = sceneOf(request, false);
  const denied = findEffect(document, 'Deny', scene);
  if (denied.match !== 'no') return decisionOf('denies', denied);
  const allowed = findEffect(document, 'Allow', scene);
  return allowed.match === 'no' ? silent : decisionOf('allows', allowed);
}

/**
 * Does the statement match the request? `variables` is true in a document of version 2012-10-17. Throws HoleError for
 * a statement in which anything is unknown.
 */
export function matchStatement(statement: Statement, request: Request, variables: boolean): Match {
  return matchIn(statement, sceneOf(request, false), variables);
}

/** The request with all its keys. `bounded`: its caller has a permissions boundary. */
export function sceneOf(request: Request, bounded: boolean): Scene {
  let context: Context | undefined;
  return {
    request,
    bounded,
    get context() {
      context ??= contextOf(request);
      return context;
    },
  };
}

/** Policy variables work from version 2012-10-17 on; without a version they are text. */
export function hasVariables(document: PolicyDocument): boolean {
  return document.version === '2012-10-17';
}

/** Does some statement of the effect match? */
export function findEffect(document: PolicyDocument, effect: 'Allow' | 'Deny', scene: Scene): Finding {
  checkKnown(document);
  const variables = hasVariables(document);
  let open: Statement | undefined;
  for (const statement of document.statements) {
    if (statement.effect !== effect) continue;
    const match = matchIn(statement, scene, variables);
    if (match === 'yes') return { match, statement };
    if (match === 'ambiguous') open ??= statement;
  }
  if (open === undefined) return notFound;
  const reason = doubtOf(open, scene, variables);
  return { match: 'ambiguous', ...(reason === undefined ? {} : { reason }) };
}

const silent: DocumentDecision = { voice: 'silent' };
const notFound: Finding = { match: 'no' };

function decisionOf(voice: 'allows' | 'denies', { match, statement, reason }: Finding): DocumentDecision {
  return {
    voice: match === 'ambiguous' ? 'ambiguous' : voice,
    ...(statement === undefined ? {} : { statement }),
    ...(reason === undefined ? {} : { reason }),
  };
}
