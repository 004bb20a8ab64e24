/**
 * What people hand over instead of a plan, told by its first bytes: each with the likely cause and the fix.
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
    hint: 'run `terraform plan -out tfplan`, then `terraform show -json tfplan > plan.json`, and scan `plan.json`',
  },
  'ui-events': {
    message: 'this is the log that `terraform plan -json` prints, one event a line, and it holds no policies',
    hint: 'run `terraform plan -out tfplan`, then `terraform show -json tfplan > plan.json`, and scan `plan.json`',
  },
  'wrapper-text': {
    message: 'there is other text before the JSON of the plan',
    hint: 'with hashicorp/setup-terraform set `terraform_wrapper: false`; otherwise redirect only the output of `terraform show -json`',
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
    hint: makePlan,
  },
  'not-a-plan': {
    message: 'this JSON is not a Terraform plan: it has no `format_version` with resources',
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

/** What a text that JSON.parse refused most likely is. `reason` is the parser's own message. */
export function diagnoseText(text: string, reason: string): WrongInput {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith('PK')) return 'binary-plan';
  if (start.startsWith('{"@level"') || isEvent(start)) return 'ui-events';
  if (/(Terraform|OpenTofu) (used the selected providers|will perform)|^[^{]*No changes\. /.test(start))
    return 'human-plan';
  const at = text.search(/\{\s*"format_version"/);
  if (at > 0) return 'wrapper-text';
  if (!start.startsWith('{') && !start.startsWith('[')) return 'not-json';
  return /unexpected end|unterminated/i.test(reason) ? 'truncated' : 'not-json';
}

function isEvent(start: string): boolean {
  const [line = ''] = start.split('\n', 1);
  return line.startsWith('{') && line.includes('"@message"') && line.trimEnd().endsWith('}');
}
