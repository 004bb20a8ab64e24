/**
 * Unknown parts of a resource that are one fixed text all the same: an attribute of an AWS resource is its own name or
 * ARN and never a wildcard, and a policy variable stands for literal text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { type Hole, isHole, type Text } from '../../base/value.ts';
import type { Statement } from '../../iam/types.ts';

/** The widest that a resource can be, where unknown parts that are one fixed text count as such. */
export interface Widest {
  readonly pattern: string;
  /** A part that may be anything, wildcards included. */
  readonly hidden?: Hole;
}

/** Any text without wildcards will do: no ARN template holds this character. */
const someText = '\u0101';

/** Reads a resource value. */
export function widestOf(text: Text): Widest {
  if (typeof text === 'string') return { pattern: text.replace(/\$\{[^}]*\}/g, someText) };
  const parts = isHole(text) ? [text] : text.parts;
  const hidden = parts.find((part) => isHole(part) && !isFixed(part));
  const pattern = parts
    .map((part) => (isHole(part) ? (isFixed(part) ? someText : '*') : widestOf(part).pattern))
    .join('');
  return isHole(hidden) ? { pattern, hidden } : { pattern };
}

/**
 * The statement with such attributes among the values of its conditions put in as one fixed text each, so that a key that
 * must equal one counts as fixed: `aws:SourceArn` of a topic that the plan creates.
 */
export function withFixedConditions(statement: Statement): Statement {
  if (!statement.conditions.some(({ values }) => values.some(isHole))) return statement;
  const conditions = statement.conditions.map((condition) => ({
    ...condition,
    values: condition.values.map((value) => (isHole(value) ? (standIn(value) ?? value) : value)),
  }));
  return { ...statement, conditions };
}

/** An ARN where the attribute is one: with an account of its own, as that of every resource that is created here. */
function standIn(value: Hole): string | undefined {
  const { type, reference = '', opaque } = value;
  if (opaque || reference.includes(',') || !isFixed(value)) return undefined;
  return /arn$/i.test(type ?? reference) ? `arn:aws:x:x:000000000000:${someText}` : someText;
}

/** True for an attribute of a resource or data source of the AWS providers: `aws_s3_bucket.logs.arn`. */
function isFixed({ type, reference }: Hole): boolean {
  return type !== undefined || reference?.split('.').some((step) => /^(aws|awscc)_/.test(step)) === true;
}
