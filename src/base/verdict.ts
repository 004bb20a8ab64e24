/**
 * Three-valued answers, joined by Kleene's strong tables, which carry what made them so.
 * The law that everything above keeps: replacing an unknown by any concrete value
 * never contradicts an answer of yes or no.
 */
import type { Pointer } from './pointer.ts';

/** What a predicate saw: the place, and named facts that a message may use (`actions`, `principal` …). */
export interface Evidence {
  readonly pointer: Pointer;
  readonly facts?: Facts;
  /** What must be true for it to count, in words ("if 123456789012 is not yours"): the finding is then `assumed`. */
  readonly assumption?: string;
  /** A request that proves it, where an exact question was asked. */
  readonly witness?: Witness;
  /** It proves that something holds, and says nothing of where: the finding's place comes from the other evidence. */
  readonly placeless?: true;
}

/** One request that a document allows: who asks (an ARN, a service, `anonymous`), for what, and with which condition keys. */
export interface Witness {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** Named facts for messages; lists keep the order of the document. */
export type Facts = Readonly<Record<string, string | readonly string[]>>;

/** Why something could not be decided, and which reference would decide it. */
export interface Doubt {
  readonly pointer: Pointer;
  readonly reason: string;
  readonly reference?: string;
  /** The place is a document of its own, which is listed as undetermined by itself. */
  readonly listed?: true;
}

/** yes with its evidence, no, or unknown with its reasons. */
export type Verdict = Yes | No | Unknown;
export interface Yes {
  readonly answer: 'yes';
  readonly evidence: readonly Evidence[];
}
export interface No {
  readonly answer: 'no';
}
export interface Unknown {
  readonly answer: 'unknown';
  readonly doubts: readonly Doubt[];
}

/** The answer no. */
export const no: No = { answer: 'no' };

/** The answer yes, with what made it so. */
export function yes(...evidence: readonly Evidence[]): Yes {
  return { answer: 'yes', evidence };
}

/** The answer unknown, with the reasons. */
export function unknown(...doubts: readonly Doubt[]): Unknown {
  return { answer: 'unknown', doubts };
}

/** yes without evidence, or no. */
export function verdictOf(holds: boolean): Verdict {
  return holds ? yes() : no;
}

/** Kleene's "and": joins all evidence; one no is no, whatever is unknown. Stops at the first no. */
export function all(verdicts: Iterable<Verdict>): Verdict {
  const evidence: Evidence[] = [];
  let doubts: Doubt[] | undefined;
  for (const verdict of verdicts) {
    if (verdict.answer === 'no') return no;
    if (verdict.answer === 'yes') evidence.push(...verdict.evidence);
    else {
      doubts ??= [];
      doubts.push(...verdict.doubts);
    }
  }
  return doubts === undefined ? yes(...evidence) : unknown(...doubts);
}

/** Kleene's "or": keeps the evidence of those that held; one yes is yes, whatever is unknown. */
export function any(verdicts: Iterable<Verdict>): Verdict {
  const evidence: Evidence[] = [];
  let doubts: Doubt[] | undefined;
  let held = false;
  for (const verdict of verdicts) {
    if (verdict.answer === 'yes') {
      held = true;
      evidence.push(...verdict.evidence);
    } else if (verdict.answer === 'unknown') {
      doubts ??= [];
      doubts.push(...verdict.doubts);
    }
  }
  if (held) return yes(...evidence);
  return doubts === undefined ? no : unknown(...doubts);
}

/** Kleene's "not": yes without evidence for no; an unknown stays so. */
export function not(verdict: Verdict): Verdict {
  if (verdict.answer === 'unknown') return verdict;
  return verdict.answer === 'yes' ? no : yes();
}
