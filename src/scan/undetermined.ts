/**
 * What a rule could not tell, as an entry that names the reference which would decide it.
 */
import type { Judgement } from '../rule/judgement.ts';
import type { About } from './finding.ts';
import type { Undetermined } from './types.ts';

/** The entry of a judgement whose verdict is unknown. */
export function undeterminedOf(judgement: Judgement, about: About): Undetermined {
  const { rule, pointer, message, verdict } = judgement;
  const { address, attribute } = judgement.origin ?? about.origin;
  const doubts = verdict.answer === 'unknown' ? verdict.doubts : [];
  const references = [...new Set(doubts.flatMap((doubt) => doubt.reference ?? []))];
  return {
    address,
    attribute,
    rule: rule.id,
    pointer,
    reason: about.sensitive ? 'it depends on values that are sensitive or not known yet' : message,
    references,
    plan: about.plan,
  };
}
