/**
 * Tokens of one issuer that are not all alike: those of runs for pull requests, and those of guests.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
import type { OidcIssuer } from '../../aws/oidc-issuers.ts';
import { all, any, no, unknown, type Verdict, verdictOf, yes } from '../../base/verdict.ts';
import { matchCondition } from '../../iam/evaluate.ts';
import type { PrincipalEntry, Statement } from '../../iam/types.ts';
import { keyOf, textOf } from './token-issuer.ts';

/** A subject of pull requests that a condition lets through by its name; `repo:acme/app:*` names every run of a repository. */
export function namesPullRequests(
  { title, subjects }: OidcIssuer,
  url: string,
  { pointer }: PrincipalEntry,
  statement: Statement,
): Verdict {
  if (!subjects.some((subject) => subject.endsWith(pullRequest))) return no;
  const named = statement.conditions
    .filter(({ key }) => key.toLowerCase() === `${url}:sub`.toLowerCase())
    .filter(({ base = '' }) => base.startsWith('String') && !base.includes('Not'))
    .map((condition) => {
      if (condition.values.some((value) => textOf(value).includes(pullRequest)))
        return yes({ pointer: condition.pointer, facts: { issuer: title, claim: [condition.key] } });
      const hidden = condition.more ?? condition.values.find((value) => textOf(value) === '' && value !== '');
      const reason = `a value of \`${condition.key}\` is known only after apply`;
      return hidden === undefined ? no : unknown({ pointer, reason });
    });
  return any(named);
}

const pullRequest = ':pull_request';

/**
 * Guests of an identity pool carry `unauthenticated` in `amr`, those who signed in `authenticated`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function admitsGuests(
  { title, claims }: OidcIssuer,
  url: string,
  { pointer }: PrincipalEntry,
  { conditions, moreConditions }: Statement,
): Verdict {
  const key = keyOf(url, 'amr');
  if (claims?.includes('amr') !== true) return no;
  const reason = 'whether guests are let in is known only after apply';
  if (moreConditions) return unknown({ pointer, reason });
  const about = conditions.filter((one) => one.key.toLowerCase() === key.toLowerCase());
  const found = about.map((one): Verdict => {
    if (one.more || typeof one.operator !== 'string' || one.values.some((value) => typeof value !== 'string'))
      return unknown({ pointer: one.pointer, reason });
    const matches = matchCondition(one, ['unauthenticated'], () => undefined, true);
    return matches === 'ambiguous'
      ? unknown({
          pointer: one.pointer,
          reason: `what \`${one.operator}\` on \`${key}\` lets through is not decided`,
        })
      : verdictOf(matches === 'yes');
  });
  const admitted = all(found);
  return admitted.answer === 'yes' ? yes({ pointer, facts: { issuer: title, claim: [key] } }) : admitted;
}
