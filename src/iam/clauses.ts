/**
 * A statement's actions and resources against a pattern: does it include all that the pattern matches (cover), does it
 * include some of it (meet)? NotAction and NotResource are complements. What depends on a hole, a policy variable or an
 * ambiguity of AWS's pages is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
import { below, type Pointer } from '../base/pointer.ts';
import { isHole } from '../base/value.ts';
import { type Doubt, no, unknown, type Verdict, yes } from '../base/verdict.ts';
import { resourcesMeet as resourcePatternsMeet, resourcesCovered } from './arn.ts';
import { globsCover, globsMeet } from './glob.ts';
import { type Pattern, patternOf } from './pattern.ts';
import type { Clause, Statement } from './types.ts';

/** How two kinds of patterns are compared: actions without case, resources by the parts of ARNs. */
interface Comparison {
  covers(others: readonly string[], pattern: string): boolean | undefined;
  meets(left: string, right: string): boolean | undefined;
}

const byAction: Comparison = {
  covers: (others, pattern) => globsCover(others.map(foldAction), wholeNames(foldAction(pattern))),
  meets: (left, right) => globsMeet(foldAction(left), foldAction(right)),
};
const byResource: Comparison = { covers: resourcesCovered, meets: resourcePatternsMeet };

/** Does the statement include every action that the pattern (`s3:Get*`, `*`) matches? */
export function actionsCover(statement: Statement, pattern: string): Verdict {
  return covers(statement.action, pattern, byAction);
}

/** Does the statement include some action that the pattern matches? */
export function actionsMeet(statement: Statement, pattern: string): Verdict {
  return meets(statement.action, pattern, byAction);
}

/** Does the statement include every resource that the pattern matches? Without a resource element it is about all. */
export function resourcesCover(statement: Statement, pattern: string): Verdict {
  if (statement.resource === undefined) return yes({ pointer: statement.pointer });
  return covers(statement.resource, pattern, byResource);
}

/** Does the statement include some resource that the pattern matches? */
export function resourcesMeet(statement: Statement, pattern: string): Verdict {
  if (statement.resource === undefined) return yes({ pointer: statement.pointer });
  return meets(statement.resource, pattern, byResource);
}

function covers(clause: Clause, pattern: string, compare: Comparison): Verdict {
  return clause.negated ? isDisjoint(clause, pattern, compare) : isCovered(clause, pattern, compare);
}

function meets(clause: Clause, pattern: string, compare: Comparison): Verdict {
  return clause.negated ? leavesSome(clause, pattern, compare) : touches(clause, pattern, compare);
}

function isCovered(clause: Clause, pattern: string, compare: Comparison): Verdict {
  const patterns = clause.values.map(patternOf);
  const exact = patterns.filter(isExact).map(widest);
  const single = patterns.findIndex((one) => one.exact && compare.covers([one.widest], pattern) === true);
  if (single >= 0) return yes({ pointer: pointerOfValue(clause, single) });
  const union = exact.length > 1 ? compare.covers(exact, pattern) : false;
  if (union === true) return yes({ pointer: clause.pointer });
  const widestAnswer = compare.covers(patterns.map(widest), pattern);
  if (clause.more === undefined && widestAnswer === false) return no;
  return unknown(doubtOf(clause, patterns));
}

function touches(clause: Clause, pattern: string, compare: Comparison): Verdict {
  const patterns = clause.values.map(patternOf);
  const found: number[] = [];
  let sure = clause.more === undefined;
  for (const [at, one] of patterns.entries()) {
    const answer = compare.meets(one.widest, pattern);
    // A hole is some text, so it meets what covers all that it could be.
    if (answer === true && (one.exact || compare.covers([pattern], one.widest) === true)) found.push(at);
    else if (answer !== false) sure = false;
  }
  if (found.length > 0) return yes(...found.map((at) => ({ pointer: pointerOfValue(clause, at) })));
  return sure ? no : unknown(doubtOf(clause, patterns));
}

/** NotAction covers what none of its patterns touches. */
function isDisjoint(clause: Clause, pattern: string, compare: Comparison): Verdict {
  const patterns = clause.values.map(patternOf);
  const answers = patterns.map((one) => compare.meets(one.widest, pattern));
  if (answers.every((answer) => answer === false) && clause.more === undefined)
    return yes({ pointer: clause.pointer });
  const surely = patterns.some(
    (one, at) => answers[at] === true && (one.exact || compare.covers([pattern], one.widest) === true),
  );
  return surely ? no : unknown(doubtOf(clause, patterns));
}

/** NotAction leaves something of the pattern where its patterns do not cover it. */
function leavesSome(clause: Clause, pattern: string, compare: Comparison): Verdict {
  const patterns = clause.values.map(patternOf);
  if (clause.more === undefined && compare.covers(patterns.map(widest), pattern) === false)
    return yes({ pointer: clause.pointer });
  if (compare.covers(patterns.filter(isExact).map(widest), pattern) === true) return no;
  return unknown(doubtOf(clause, patterns));
}

function isExact(pattern: Pattern): boolean {
  return pattern.exact;
}

function widest(pattern: Pattern): string {
  return pattern.widest;
}

/** The pointer of a value of a clause: the element itself where the user wrote no list. */
export function pointerOfValue({ listed, pointer }: Clause, index: number): Pointer {
  return listed ? below(pointer, index) : pointer;
}

function doubtOf(clause: Clause, patterns: readonly Pattern[]): Doubt {
  const at = patterns.findIndex((one) => !one.exact);
  if (clause.more !== undefined)
    return doubt(clause.pointer, 'more values of it are known only after apply', clause.more.reference);
  if (at < 0)
    return doubt(clause.pointer, 'AWS documents two readings of these wildcards, and they differ here');
  const value = clause.values[at];
  const isVariable = typeof value === 'string';
  const reason = isVariable
    ? `it depends on what \`${value}\` stands for in a request`
    : `a value of \`${clause.element}\` is known only after apply`;
  return doubt(pointerOfValue(clause, at), reason, isHole(value) ? value.reference : patterns[at]?.reference);
}

function doubt(pointer: string, reason: string, reference?: string): Doubt {
  return { pointer, reason, ...(reference === undefined ? {} : { reference }) };
}

/** Actions compare without case; `*:*` is read as `*`, though AWS may refuse it. */
function foldAction(pattern: string): string {
  const folded = pattern.toLowerCase();
  return folded === '*:*' ? '*' : folded;
}

/** No action has an empty name, so `iam:*` asks for no more than `iam:?*` does. */
function wholeNames(pattern: string): string {
  if (pattern === '*') return '?*:?*';
  return pattern.endsWith(':*') ? `${pattern.slice(0, -1)}?*` : pattern;
}
