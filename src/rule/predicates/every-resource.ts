/**
 * Does a statement grant an action on every resource? On `*`, on everything but a list, or on all resources of a type.
 * Partition, Region and account are left out of the question: all roles of one account are every role there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { Clause, Statement } from '../../iam/types.ts';
import { type Widest, widestOf } from './fixed-value.ts';

const held = yes();

/** False where no value can reach every resource, whatever the action: the usual case, decided at once. */
export function mayReachEveryResource({ resource }: Statement): boolean {
  if (!resource || resource.negated || resource.more) return true;
  return resource.values.some((value) => typeof value !== 'string' || value.endsWith('*'));
}

/** Whether the statement's resources include all that the action can be asked about, for some type of resource. */
export function grantedOnEveryResource(
  { resource }: Statement,
  action: string,
  catalogue: Catalogue,
): Verdict {
  if (!resource || resource.negated || resource.values.includes('*')) return held;
  const templates = catalogue.action(action)?.resourceTypes.map((type) => type.arn) ?? [];
  const verdicts = resource.values.map((value) => reaches(widestOf(value), templates, resource));
  return any(resource.more ? [...verdicts, hiddenIn(resource, resource.more.reference)] : verdicts);
}

function reaches({ pattern, hidden }: Widest, templates: readonly string[], clause: Clause): Verdict {
  const all = /^\*+$/.test(pattern) || templates.some((template) => reachesAll(pattern, template));
  if (!all) return no;
  return hidden ? hiddenIn(clause, hidden.reference) : held;
}

function hiddenIn({ pointer }: Clause, reference: string | undefined): Verdict {
  const reason = 'a resource is known only after apply';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** True where an ARN pattern matches every ARN of a template, whatever stands in its Region and account. */
function reachesAll(pattern: string, template: string): boolean {
  const [scheme, , service, , , ...rest] = pattern.split(':');
  // Fewer parts than an ARN has: the last one's wildcard runs on, as in `arn:aws:s3*`.
  if (rest.length === 0) return scheme?.startsWith('arn') === true && pattern.endsWith('*');
  const [, , templateService, , , ...templateRest] = template.split(':');
  if (service !== templateService && !/^\*+$/.test(service ?? '')) return false;
  const wanted = templateRest.join(':').replace(/\$\{[^}]*\}/g, '*');
  const given = rest.join(':');
  return given === wanted || prefixReaches(given, wanted);
}

/** `role/*` reaches `role/*` and `table/*` reaches all of `table/*` with an index: a fixed beginning and then anything. */
function prefixReaches(given: string, wanted: string): boolean {
  const beginning = given.replace(/\*+$/, '');
  if (beginning === given || /[*?]/.test(beginning)) return false;
  const [fixed = ''] = wanted.split('*');
  return fixed.startsWith(beginning);
}
