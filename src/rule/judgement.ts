/**
 * A judgement: what a rule says about one subject, when it does not comply. The place is computed from the evidence:
 * the deepest place that holds all of it.
 */
import { below, type Pointer, tokensOf } from '../base/pointer.ts';
import type { Facts, Unknown, Yes } from '../base/verdict.ts';
import type { Statement } from '../iam/types.ts';
import type { Origin } from '../subject/types.ts';
import { factsOf, fillMessage } from './message.ts';
import type { Certainty, Rule } from './types.ts';

/** What a rule says about a subject that violates it, or about which it cannot tell. */
export interface Judgement {
  readonly rule: Rule;
  /** yes: the subject violates the rule, with evidence; unknown: it cannot be told, with the reasons. */
  readonly verdict: Yes | Unknown;
  /** The primary place: in the document, or in the attributes of the resource. */
  readonly pointer: Pointer;
  /** The rule's message with the facts filled in; for an unknown the reasons. Text from the plan is not escaped. */
  readonly message: string;
  readonly facts: Facts;
  /** `assumed` where the rule or some evidence rests on an assumption. */
  readonly certainty: Certainty;
  /** The assumptions in words, each once: "if 123456789012 is not yours". */
  readonly assumptions: readonly string[];
  /** The statement it is about. */
  readonly statement?: Statement;
  /** Where it stands in the plan, if elsewhere than the subject: the attachment of a policy to a principal. */
  readonly origin?: Origin;
}

/** What is known of the place apart from the evidence. */
export interface Place {
  /** Where a finding without evidence stands: the statement, the document, the resource. */
  readonly pointer: Pointer;
  readonly facts: Facts;
  readonly statement?: Statement;
  readonly origin?: Origin;
}

/** Makes the judgement of a verdict that is not no. */
export function judgementOf(rule: Rule, verdict: Yes | Unknown, place: Place): Judgement {
  const { statement, origin } = place;
  const rest = { ...(statement ? { statement } : {}), ...(origin ? { origin } : {}) };
  if (verdict.answer === 'unknown') {
    const pointers = verdict.doubts.map((doubt) => doubt.pointer);
    const message = [...new Set(verdict.doubts.map((doubt) => doubt.reason))].join('; ');
    const pointer = commonPlace(pointers, place.pointer);
    return {
      rule,
      verdict,
      pointer,
      message,
      facts: place.facts,
      certainty: rule.certainty,
      assumptions: [],
      ...rest,
    };
  }
  const { evidence } = verdict;
  const facts = { ...place.facts, ...factsOf(evidence) };
  const assumptions = [...new Set(evidence.flatMap((one) => one.assumption ?? []))];
  return {
    rule,
    verdict,
    pointer: commonPlace(
      evidence.filter((one) => !one.placeless).map((one) => one.pointer),
      place.pointer,
    ),
    message: [fillMessage(rule.message, facts), ...assumptions].join(', '),
    facts,
    certainty: assumptions.length > 0 ? 'assumed' : rule.certainty,
    assumptions,
    ...rest,
  };
}

/** The deepest place that holds all pointers; `otherwise` where there are none. */
export function commonPlace(pointers: readonly Pointer[], otherwise: Pointer): Pointer {
  const [first, ...others] = pointers;
  if (first === undefined) return otherwise;
  let shared = tokensOf(first);
  for (const other of others) {
    const tokens = tokensOf(other);
    const end = shared.findIndex((token, index) => token !== tokens[index]);
    if (end >= 0) shared = shared.slice(0, end);
  }
  return below('', ...shared);
}
