/**
 * What the specification is written in: three answers, and JSON as a policy's author wrote it.
 */

/** yes, no, or what AWS's pages leave open. */
export type Answer = 'yes' | 'no' | 'ambiguous';
/** A JSON value of a policy document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** A statement as its author wrote it. */
export interface WrittenStatement {
  readonly Sid?: Json;
  readonly Effect?: Json;
  readonly Principal?: Json;
  readonly NotPrincipal?: Json;
  readonly Action?: Json;
  readonly NotAction?: Json;
  readonly Resource?: Json;
  readonly NotResource?: Json;
  readonly Condition?: Json;
}
/** yes when one is yes; no when all are no. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('ambiguous') ? 'ambiguous' : 'no';
}

/** no when one is no; yes when all are yes. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('ambiguous') ? 'ambiguous' : 'yes';
}

/** yes becomes no, no becomes yes. */
export function not(answer: Answer): Answer {
  if (answer === 'ambiguous') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}

/** A list as IAM reads it: one value may stand without brackets. UG/reference_policies_grammar.html */
export function listOf(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.map((one) => String(one));
}
