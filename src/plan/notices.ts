/**
 * What is worth knowing of a plan that was read: a format that is newer, or a plan that does not hold everything.
 * https://developer.hashicorp.com/terraform/internals/json-format#format-summary
 */
import { asString } from '../base/decode.ts';
import type { Problem } from '../base/problem.ts';
import type { JsonObject } from '../base/value.ts';

/** `newer-format`, `errored-plan`, `incomplete-plan`, as far as they apply. */
export function noticesOf(root: JsonObject, file: string): readonly Problem[] {
  return [newerFormat(root), incomplete(root)].flatMap((notice) =>
    notice === undefined ? [] : [{ ...notice, file }],
  );
}

/** Minor versions only add; a new major may change what is there. Terraform 0.12 wrote `plan_format_version` too. */
function newerFormat(root: JsonObject): Problem | undefined {
  const version = asString(root.format_version ?? root.plan_format_version) ?? '';
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) {
    return {
      code: 'newer-format',
      message: `the plan's \`format_version\` is ${version === '' ? 'missing' : `\`${version}\``}, and Terraform writes a number such as \`1.2\``,
      hint: 'it was read as 1.x; scan what `terraform show -json` prints, unchanged',
    };
  }
  if (major <= 1) return undefined;
  return {
    code: 'newer-format',
    message: `the plan's format is \`${version}\`, and this version knows 0.x and 1.x`,
    hint: 'it was read as 1.x; look for a newer grantlint',
  };
}

/** An errored plan is never complete; `-target` and deferred changes make an incomplete one too. */
function incomplete(root: JsonObject): Problem | undefined {
  if (root.errored === true) {
    return {
      code: 'errored-plan',
      message: 'planning ended with an error, so the plan does not hold all that the configuration asks for',
      hint: 'mend the error that `terraform plan` shows, and plan again',
    };
  }
  if (root.complete !== false) return undefined;
  const isDeferred = Array.isArray(root.deferred_changes) && root.deferred_changes.length > 0;
  return {
    code: 'incomplete-plan',
    message: isDeferred
      ? 'Terraform deferred some changes to a later plan, so the plan does not hold everything'
      : 'Terraform calls the plan incomplete: it does not hold all that the configuration asks for',
    hint: isDeferred
      ? 'scan the next plan too, after this one is applied'
      : 'plan without `-target` and `-exclude` to scan everything',
  };
}
