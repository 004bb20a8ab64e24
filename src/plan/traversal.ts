/**
 * References as the configuration prints them (`module.m["a.b"].out`, `aws_iam_policy.p[0].arn`), taken apart.
 * https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */

/** One step: a name after a dot, or a key in brackets. */
export type Step = { readonly name: string } | { readonly key: string | number };

const namePattern = /\.?([\p{L}\p{N}_-]+)/uy;
const keyPattern = /\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\]/y;

/** The steps of a reference; undefined where it has another shape (a splat, an unknown index). */
export function stepsOf(reference: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < reference.length) {
    namePattern.lastIndex = at;
    keyPattern.lastIndex = at;
    const name = namePattern.exec(reference);
    const key = name === null ? keyPattern.exec(reference) : null;
    const found = name ?? key;
    if (found === null) return undefined;
    at += found[0].length;
    if (name !== null) steps.push({ name: name[1] ?? '' });
    else if (key?.[1] !== undefined) steps.push({ key: Number(key[1]) });
    else steps.push({ key: (key?.[2] ?? '').replace(/\\(["\\])/g, '$1') });
  }
  return steps;
}

/** The name of a step; empty where it is a key. */
export function nameAt(steps: readonly Step[], at: number): string {
  const step = steps[at];
  return step !== undefined && 'name' in step ? step.name : '';
}

/** The key of a step, where it is one. */
export function keyAt(steps: readonly Step[], at: number): string | number | undefined {
  const step = steps[at];
  return step !== undefined && 'key' in step ? step.key : undefined;
}

/** Steps as an attribute path: `policy`, `inline_policy[0].policy`. */
export function pathOf(steps: readonly Step[]): string {
  return steps
    .map((step) => ('name' in step ? `.${step.name}` : `[${JSON.stringify(step.key)}]`))
    .join('')
    .replace(/^\./, '');
}

/**
 * The references of an expression without those that Terraform repeats in shorter form: after `a.b.c` it lists `a.b`,
 * and after `a.b[0].c` also `a.b[0]` and `a.b`.
 */
export function longest(references: readonly string[]): readonly string[] {
  const distinct = [...new Set(references)];
  return distinct.filter(
    (one) => !distinct.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)),
  );
}
