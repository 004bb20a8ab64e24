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
  if (!resource || resource.more) return true;
  // Everything but everything is nothing.
  if (resource.negated) return !resource.values.includes('*');
  return resource.values.some((value) => typeof value !== 'string' || value.endsWith('*'));
}

/** Whether the statement's resources include all that the action can be asked about, for some type of resource. */
export function grantedOnEveryResource(
  { resource }: Statement,
  action: string,
  catalogue: Catalogue,
): Verdict {
  if (resource?.negated) return grantedBut(resource);
  if (!resource || resource.values.includes('*')) return held;
  const arns = catalogue.action(action)?.resourceTypes.map((type) => type.arn) ?? [];
  const verdicts = resource.values.map((value) => reaches(widestOf(value), arns, resource));
  return any(resource.more ? [...verdicts, hiddenIn(resource, resource.more.reference)] : verdicts);
}

/** Every resource but those of `NotResource`, which may turn out to be all. */
function grantedBut(resource: Clause): Verdict {
  if (resource.values.includes('*')) return no;
  const hidden = resource.values.map(widestOf).find((one) => one.hidden && /^\*+$/.test(one.pattern))?.hidden;
  const hole = resource.more ?? hidden;
  return hole === undefined ? held : hiddenIn(resource, hole.reference);
}

function reaches({ pattern, hidden }: Widest, arns: readonly string[], clause: Clause): Verdict {
  const all = /^\*+$/.test(pattern) || arns.some(reachesAll(pattern));
  if (!all) return no;
  return hidden ? hiddenIn(clause, hidden.reference) : held;
}

function hiddenIn({ pointer }: Clause, reference: string | undefined): Verdict {
  const reason = 'a resource is known only after apply';
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** What of an ARN template is compared: its service, and the resource with `*` for each name. */
interface Template {
  readonly service: string;
  readonly resource: string;
  /** What stands before the first name. */
  readonly fixed: string;
}

const templates = new Map<string, Template>();

function templateOf(arn: string): Template {
  let read = templates.get(arn);
  if (!read) {
    const [, , service = '', , , ...rest] = arn.split(':');
    const resource = rest.join(':').replace(/\$\{[^}]*\}/g, '*');
    read = { service, resource, fixed: resource.split('*', 1)[0] ?? '' };
    templates.set(arn, read);
  }
  return read;
}

/** Tells of ARN templates whether the pattern matches every ARN of them, whatever stands in Region and account. */
function reachesAll(pattern: string): (template: string) => boolean {
  const [scheme, , service, , , ...rest] = pattern.split(':');
  // Fewer parts than an ARN has: the last one's wildcard runs on, as in `arn:aws:s3*`.
  if (rest.length === 0) return () => scheme?.startsWith('arn') === true && pattern.endsWith('*');
  const given = rest.join(':');
  // `role/*` reaches all roles, and `table/*` all tables with their indexes: a fixed beginning and then anything.
  const beginning = given.replace(/\*+$/, '');
  const isPrefix = beginning !== given && !/[*?]/.test(beginning);
  const anyService = /^\*+$/.test(service ?? '');
  return (arn) => {
    const template = templateOf(arn);
    if (service !== template.service && !anyService) return false;
    return given === template.resource || (isPrefix && template.fixed.startsWith(beginning));
  };
}
