/**
 * Two ways in which an evaluation ends without a value. They must not be mixed: `try` and `can` catch the first,
 * as Terraform does, and never the second, since Terraform would go on where grantlint cannot.
 */

/** Terraform itself refuses the expression. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

/** grantlint cannot tell: not supported, over a budget, or not in the source. The message is the reason. */
export class Undetermined extends Error {
  override readonly name = 'Undetermined';
}

/** Throws an EvaluationError. */
export function refuse(message: string): never {
  throw new EvaluationError(message);
}

/** Throws Undetermined. */
export function giveUp(reason: string): never {
  throw new Undetermined(reason);
}
