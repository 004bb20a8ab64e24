/**
 * The actions and resources of a statement against those of a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
import { foldAscii } from './compare/text.ts';
import { globMatches } from './glob.ts';
import { knownText } from './known-text.ts';
import {
  arnParts,
  arnPartsOfText,
  type Letters,
  lettersMatch,
  partsMatch,
  withWildcards,
} from './letters.ts';
import { anyMatch, type Match, matchOf, notMatch, readings } from './match.ts';
import type { Clause } from './types.ts';
import { type Resolve, replaceVariables } from './variables.ts';

/** Does `Action` or `NotAction` include the action, `s3:GetObject`? */
export function matchActions(clause: Clause, action: string): Match {
  const folded = foldAscii(action);
  return matchClause(clause, (pattern) => matchAction(pattern, folded));
}

/** Does `Resource` or `NotResource` include the resource? Variables are text where `resolve` is absent. */
export function matchResources(clause: Clause, resource: string, resolve: Resolve | undefined): Match {
  return matchClause(clause, (pattern) => matchResource(pattern, resource, resolve));
}

/**
 * A statement with an empty list, negated or not, "does not affect the policy".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
function matchClause({ values, negated }: Clause, ask: (pattern: string) => Match): Match {
  if (values.length === 0) return 'no';
  const matched = anyMatch(values, (text) => ask(knownText(text)));
  return negated ? notMatch(matched) : matched;
}

/**
 * Both parts compare without case; wildcards stand in the name. One in the prefix is in no grammar, and open where it
 * would match, but `*` and `*:*` are every action. `action` is folded.
 */
function matchAction(pattern: string, action: string): Match {
  if (pattern === '*' || pattern === '*:*') return 'yes';
  if (!globMatches(foldAscii(pattern), action)) return 'no';
  const prefix = pattern.slice(0, Math.max(0, pattern.indexOf(':')));
  return prefix === '' || /[*?]/.test(prefix) ? 'ambiguous' : 'yes';
}

/**
 * Three readings of wildcards and colons are documented: a wildcard stays in its part, a `*` that ends a part runs on,
 * or the whole text is one pattern. Each admits what the one before admits, so the first and the last decide. "If you
 * specify an incomplete ARN … AWS automatically completes the ARN by adding wildcard characters (*) to all missing
 * fields"; not every policy type does, so it is certain only where the text as it stands matches too (`arn:aws:ec2:*`).
 */
function matchResource(pattern: string, resource: string, resolve: Resolve | undefined): Match {
  if (/^\*+$/.test(pattern)) return 'yes';
  if (resource === '*') return 'no';
  if (resolve === undefined || !pattern.includes('${')) return matchPlain(pattern, resource);
  const letters = lettersOf(pattern, resolve);
  if (letters === undefined) return 'no';
  const byParts = partsMatch(arnParts(letters), arnPartsOfText(resource));
  return readings(matchOf(byParts), matchOf(lettersMatch(letters, resource)));
}

/** The same for a pattern without variables, which need not be taken apart into letters. */
function matchPlain(pattern: string, resource: string): Match {
  const asText = matchOf(globMatches(pattern, resource));
  if (hasPlainStart(pattern)) return asText;
  const texts = arnPartsOfText(resource);
  const parts = arnPartsOfText(pattern);
  const byParts = texts.length === 6 && parts.every((part, at) => globMatches(part, texts[at] ?? ''));
  return readings(matchOf(byParts), asText);
}

/** The wildcards stand in the sixth part, where the readings do not differ. */
function hasPlainStart(pattern: string): boolean {
  let colons = 0;
  for (let at = 0; at < pattern.length && colons < 5; at++) {
    const code = pattern.charCodeAt(at);
    if (code === 0x2a || code === 0x3f) return false;
    if (code === 0x3a) colons++;
  }
  return colons === 5;
}

/**
 * Variables stand "only in the resource portion of the ARN", after the fifth colon; before it they are text. Undefined
 * where one has no value: such an element "matches no resource".
 */
function lettersOf(pattern: string, resolve: Resolve): Letters | undefined {
  const parts = arnPartsOfText(pattern);
  const last = parts[5];
  if (last === undefined) return withWildcards(pattern);
  const resourcePart = replaceVariables(last, resolve);
  if (resourcePart === undefined) return undefined;
  return [...withWildcards(pattern.slice(0, pattern.length - last.length)), ...resourcePart];
}
