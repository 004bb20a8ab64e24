/**
 * Judges a principal with all that is attached to it. Each attachment that makes a rule hold is a finding of its own,
 * placed where the attachment stands in the plan.
 */
import { type Facts, unknown, type Verdict, yes } from '../base/verdict.ts';
import type { AttachedPolicy, PrincipalSubject } from '../subject/types.ts';
import type { CompiledRule } from './compile.ts';
import { type Judgement, judgementOf } from './judgement.ts';
import { attachmentOf, withoutAttachment } from './predicates/attachment.ts';
import { rulesFor } from './rules-for.ts';

/** Judges a principal; a rule that reports an attachment, or the principal itself, silences there what it supersedes. */
export function judgePrincipal(rules: readonly CompiledRule[], principal: PrincipalSubject): Judgement[] {
  const facts = principalFacts(principal);
  const judged = rulesFor(rules, 'principal').flatMap(({ rule, test }) =>
    byAttachment(test(principal), principal).map(({ verdict, policy }) =>
      judgementOf(rule, verdict, { pointer: '', facts, ...(policy ? { origin: policy.origin } : {}) }),
    ),
  );
  const isSilenced = ({ rule, origin }: Judgement) =>
    judged.some(
      (other) =>
        other.verdict.answer === 'yes' && other.origin === origin && other.rule.supersedes.includes(rule.id),
    );
  return judged.some((one) => one.rule.supersedes.length > 0)
    ? judged.filter((one) => !isSilenced(one))
    : judged;
}

/** Names of the facts that every rule about principals has. */
export const factsOfEveryPrincipal = ['principal'] as const;

function principalFacts({ principal, name, origin }: PrincipalSubject): Facts {
  return { principal: `${principal.replace('-', ' ')} \`${name ?? origin.address}\`` };
}

interface Part {
  readonly verdict: Exclude<Verdict, { readonly answer: 'no' }>;
  readonly policy?: AttachedPolicy;
}

/** Evidence points through `/policies/N`; here it becomes one verdict an attachment, with pointers into its document. */
function byAttachment(verdict: Verdict, { policies }: PrincipalSubject): readonly Part[] {
  if (verdict.answer === 'no') return [];
  const placed = verdict.answer === 'yes' ? verdict.evidence : verdict.doubts;
  const indices = [...new Set(placed.map(({ pointer }) => attachmentOf(pointer)))];
  if (placed.length === 0) return [{ verdict }];
  return indices.map((index) => {
    const of = <T extends { readonly pointer: string }>(all: readonly T[]) =>
      all.filter((one) => attachmentOf(one.pointer) === index).map((one) => withoutAttachment(one, index));
    const part = verdict.answer === 'yes' ? yes(...of(verdict.evidence)) : unknown(...of(verdict.doubts));
    const policy = index === undefined ? undefined : policies[index];
    return { verdict: part, ...(policy ? { policy } : {}) };
  });
}
