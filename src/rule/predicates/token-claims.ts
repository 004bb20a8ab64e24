/**
 * Conditions on the claims of an OIDC token: does one of them fix whose token it is?
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import { isHole, isTemplate, type Text } from '../../base/value.ts';
import { no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { Condition } from '../../iam/types.ts';

/** Tells whether a pattern of the claim admits only tokens of one tenant. */
export type FixesTenant = (claim: string, pattern: string) => boolean;

const held = yes();

/**
 * yes where every value of the condition fixes the tenant; unknown where a value is, or the operator is none that can be
 * judged yet. `StringEquals` always fixes: a `*` in it matches no real claim, so such a grant is dead and open to nobody.
 */
export function conditionFixes(condition: Condition, claim: string, fixes: FixesTenant): Verdict {
  const { base, set, ifExists, pointer, key } = condition;
  // `sub` and `aud` are in every token, so IfExists changes nothing there; other claims may be missing.
  if (ifExists && claim !== 'sub' && claim !== 'aud') return no;
  if (set === 'ForAllValues' || base === undefined)
    return unknown({ pointer, reason: `\`${operatorOf(condition)}\` on \`${key}\` is not decided yet` });
  if (isNegated(base) || base === 'Null') return no;
  if (base === 'StringEquals' || base === 'StringEqualsIgnoreCase') return held;
  if (base !== 'StringLike')
    return unknown({ pointer, reason: `\`${operatorOf(condition)}\` on \`${key}\` is not decided yet` });
  let hidden: Verdict | undefined;
  for (const value of condition.values) {
    const verdict = patternFixes(value, condition, (pattern) => fixes(claim, pattern));
    if (verdict.answer === 'no') return no;
    if (verdict.answer === 'unknown') hidden ??= verdict;
  }
  if (condition.more) return patternFixes(condition.more, condition, () => false);
  return hidden ?? held;
}

function patternFixes(
  value: Text,
  { pointer, key }: Condition,
  fixes: (pattern: string) => boolean,
): Verdict {
  if (typeof value === 'string') return fixes(value) ? held : no;
  const [first] = isTemplate(value) ? value.parts : [];
  // What stands before the first hole may fix the tenant already; a wildcard in its place tells whether it does.
  if (typeof first === 'string' && fixes(`${first}*`)) return held;
  const reference = isHole(value) ? value.reference : undefined;
  const reason = `a value of \`${key}\` is known only after apply`;
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

function isNegated(base: string): boolean {
  return base.includes('Not');
}

function operatorOf({ operator }: Condition): string {
  return typeof operator === 'string' ? operator : '(known after apply)';
}
