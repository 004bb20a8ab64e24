/**
 * Unknown parts of a resource that are one fixed text all the same: an attribute of an AWS resource is its own name or
 * ARN and never a wildcard, and a policy variable stands for literal text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { type Hole, isHole, type Text } from '../../base/value.ts';

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

/** True for an attribute of a resource or data source of the AWS providers: `aws_s3_bucket.logs.arn`. */
function isFixed({ type, reference }: Hole): boolean {
  return type !== undefined || reference?.split('.').some((step) => /^(aws|awscc)_/.test(step)) === true;
}
