/**
 * The specification: what AWS's pages say of one document and one request, written a second time, slowly and plainly.
 * It shares no code with `src/iam`: it takes a document's JSON, not what the parser makes of it, and has its own
 * matchers. The tests hold `src/iam/evaluate.ts` against it. UG below is https://docs.aws.amazon.com/IAM/latest/UserGuide.
 */
import type { Request } from '../../src/iam/request.ts';
import {
  type Answer,
  allOf,
  anyOf,
  type Json,
  listOf,
  not,
  type WrittenStatement,
} from './specification-answers.ts';
import { holds } from './specification-conditions.ts';
import { keysOf } from './specification-context.ts';
import { globs, type Letter, substituted, wildcards } from './specification-letters.ts';
import { named } from './specification-principals.ts';

/** What a document says of a request. */
export type Voice = 'allows' | 'denies' | 'silent' | 'ambiguous';

/**
 * The statements of a document; a single one may stand without brackets. UG/reference_policies_elements_statement.html
 */
export function statementsOf(document: Json): readonly WrittenStatement[] {
  const { Statement: written } = document as { readonly Statement: Json };
  return (Array.isArray(written) ? written : [written]) as readonly WrittenStatement[];
}

/** What the document says, by UG/reference_policies_evaluation-logic_policy-eval-denyallow.html: a Deny overrides. */
export function specifyDocument(document: Json, request: Request): Voice {
  const found = (effect: string) =>
    anyOf(
      statementsOf(document)
        .filter((statement) => statement.Effect === effect)
        .map((statement) => specifyStatement(statement, document, request)),
    );
  const denied = found('Deny');
  if (denied === 'yes') return 'denies';
  const allowed = found('Allow');
  if (denied === 'ambiguous' || allowed === 'ambiguous') return 'ambiguous';
  return allowed === 'yes' ? 'allows' : 'silent';
}

/** The statement that makes a document deny, or else allow: the first of those that match. Undefined for others. */
export function decidingStatement(document: Json, request: Request, voice: Voice): number | undefined {
  if (voice !== 'denies' && voice !== 'allows') return undefined;
  const effect = voice === 'denies' ? 'Deny' : 'Allow';
  return statementsOf(document).findIndex(
    (statement) => statement.Effect === effect && specifyStatement(statement, document, request) === 'yes',
  );
}

/** A statement matches when principal, action, resource and conditions all match. UG/intro-structure.html */
export function specifyStatement(statement: WrittenStatement, document: Json, request: Request): Answer {
  return allOf([named(statement, request.caller), matchesBesidesPrincipal(statement, document, request)]);
}

/** The same without its `Principal`. */
export function matchesBesidesPrincipal(
  statement: WrittenStatement,
  document: Json,
  request: Request,
): Answer {
  // Variables exist since 2012-10-17; an absent Version is the older one. UG/reference_policies_elements_version.html
  const variables = (document as { readonly Version?: Json }).Version === '2012-10-17';
  const keys = keysOf(request);
  return allOf([
    matchesAction(statement, request.action),
    matchesResource(statement, request.resource, variables ? keys : undefined),
    holds(statement.Condition, keys, variables),
  ]);
}

/** UG/reference_policies_elements_action.html and UG/reference_policies_elements_notaction.html */
function matchesAction(statement: WrittenStatement, action: string): Answer {
  const negated = 'NotAction' in statement;
  const patterns = listOf(statement[negated ? 'NotAction' : 'Action']);
  // "This statement includes no actions and does not affect the policy", empty array action, for Action and NotAction:
  // UG/access-analyzer-reference-policy-checks.html
  if (patterns.length === 0) return 'no';
  const listed = anyOf(patterns.map((pattern) => actionInPattern(pattern, action)));
  return negated ? not(listed) : listed;
}

function actionInPattern(pattern: string, action: string): Answer {
  // Prefix and name compare without case. UG/reference_policies_elements_action.html
  const [written, asked] = [pattern.toLowerCase(), action.toLowerCase()];
  if (/\s/.test(written)) return 'no';
  if (written === '*' || written === '*:*') return 'yes';
  const found = globs(wildcards(written), asked) ? 'yes' : 'no';
  // "You can use wildcards as part of the action name"; what one in the prefix means, no page tells.
  const prefix = written.includes(':') ? written.slice(0, written.indexOf(':')) : written;
  return found === 'yes' && /[*?]/.test(prefix) ? 'ambiguous' : found;
}

/** UG/reference_policies_elements_resource.html and UG/reference_policies_elements_notresource.html */
function matchesResource(
  statement: WrittenStatement,
  resource: string,
  keys: ReadonlyMap<string, string | readonly string[]> | undefined,
): Answer {
  const negated = 'NotResource' in statement;
  const written = statement[negated ? 'NotResource' : 'Resource'];
  // In a trust policy the resource is the role itself. UG/reference_policies_elements_resource.html
  if (written === undefined) return 'yes';
  const patterns = listOf(written);
  // UG/access-analyzer-reference-policy-checks.html, empty array resource.
  if (patterns.length === 0) return 'no';
  const listed = anyOf(patterns.map((pattern) => resourceInPattern(pattern, resource, keys)));
  return negated ? not(listed) : listed;
}

function resourceInPattern(
  pattern: string,
  resource: string,
  keys: ReadonlyMap<string, string | readonly string[]> | undefined,
): Answer {
  if (/^\*+$/.test(pattern)) return 'yes';
  // An action that takes no resource needs `*`.
  // https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
  if (resource === '*') return 'no';
  const parts = pattern.split(':');
  if (parts.length < 6) return partialArn(pattern, parts, resource);
  // Variables stand in the resource part, after the fifth colon. UG/reference_policies_variables.html
  const front = parts.slice(0, 5);
  const last = parts.slice(5).join(':');
  const rest = keys === undefined ? wildcards(last) : substituted(last, keys);
  // Without a value "the element matches no resource". UG/reference_policies_variables.html
  if (rest === undefined) return 'no';
  const asked = resource.split(':');
  const bySegment =
    asked.length >= 6 &&
    front.every((part, at) => globs(wildcards(part), asked[at] ?? '')) &&
    globs(rest, asked.slice(5).join(':'));
  const whole: readonly Letter[] = [...wildcards(`${front.join(':')}:`), ...rest];
  // Pages differ on whether a wildcard runs across colons: never (older pages), at the end of a segment (today's
  // UG/reference_policies_elements_resource.html), always. The first is the narrowest and the last the widest reading.
  if (bySegment) return 'yes';
  return globs(whole, resource) ? 'ambiguous' : 'no';
}

/**
 * "If you specify an incomplete ARN … AWS automatically completes the ARN by adding wildcard characters (*) to all missing
 * fields", UG/reference_policies_elements_resource.html. Not every policy type does, so only what the text as it stands
 * matches as well is certain.
 */
function partialArn(pattern: string, parts: readonly string[], resource: string): Answer {
  const filled = [...parts, '*', '*', '*', '*', '*'].slice(0, 6);
  const [a = '', b = '', c = '', d = '', e = '', ...rest] = resource.split(':');
  const asked = [a, b, c, d, e, rest.join(':')];
  const byPart = filled.every((part, at) => globs(wildcards(part), asked[at] ?? ''));
  const asText = globs(wildcards(pattern), resource);
  if (byPart && asText) return 'yes';
  return byPart || asText ? 'ambiguous' : 'no';
}
