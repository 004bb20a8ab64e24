/**
 * What people hand over instead of a plan: each with the likely cause and the fix.
 */
import type { Problem } from '../base/problem.ts';

const makePlan =
  'run `terraform plan -out tfplan`, then `terraform show -json tfplan > plan.json`, and scan `plan.json`';

/** Each wrong input with its message and fix, by its code. */
export const wrongInputs = {
  'empty-input': { message: 'the input is empty, and a plan is JSON', hint: makePlan },
  'binary-plan': {
    message: 'this is the binary plan that `terraform plan -out` writes, and grantlint reads its JSON form',
    hint: 'run `terraform show -json tfplan > plan.json` beside it, and scan `plan.json`',
  },
  'state-file': {
    message: 'this is a state file: what exists, not what an apply would change',
    hint: `${makePlan}; without a plan file \`terraform show -json\` prints the state`,
  },
  'ui-events': {
    message: 'this is the log that `terraform plan -json` prints, one event a line, and it holds no policies',
    hint: makePlan,
  },
  'wrapper-text': {
    message: 'there is other text before the JSON of the plan',
    hint: 'with hashicorp/setup-terraform set `terraform_wrapper: false`; otherwise redirect only the output of `terraform show -json`',
  },
  'text-after': {
    message: 'there is other text after the JSON of the plan',
    hint: 'with hashicorp/setup-terraform set `terraform_wrapper: false`; otherwise redirect only the output of `terraform show -json`, once',
  },
  'human-plan': {
    message: 'this is the plan as people read it, and grantlint reads its JSON form',
    hint: 'add `-json`: `terraform show -json tfplan > plan.json`',
  },
  truncated: {
    message: 'the JSON ends in the middle: the file was cut short',
    hint: 'make it again with `terraform show -json tfplan > plan.json`, and look for a full disk, an upload limit or an ended job',
  },
  'too-deep': {
    message: 'the JSON is nested deeper than any plan',
    hint: 'Terraform does not write such plans; make it again with `terraform show -json tfplan > plan.json`',
  },
  'too-large': {
    message: 'the plan is larger than 512 MiB, more than one string can hold',
    hint: 'split the configuration, or plan parts of it with `-target`',
  },
  'policy-document': {
    message: 'this is an IAM policy document, not a plan',
    hint: `scan the plan that holds it: ${makePlan}`,
  },
  'not-a-plan': {
    message: 'this JSON is not a Terraform plan: it has neither `resource_changes` nor `planned_values`',
    hint: makePlan,
  },
  'not-json': { message: 'the input is not JSON', hint: makePlan },
} as const satisfies Record<string, Pick<Problem, 'message' | 'hint'>>;

export type WrongInput = keyof typeof wrongInputs;

/** The problem of that code for a file; `detail` follows the message. */
export function wrongInput(code: WrongInput, file: string, detail = ''): Problem {
  const { message, hint } = wrongInputs[code];
  return { code, message: `${message}${detail}`, hint, file };
}
