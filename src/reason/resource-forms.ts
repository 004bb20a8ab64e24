/**
 * What the resource of a request for an action looks like: the ARN templates of the resource types that the action takes,
 * or `*` for an action that takes none.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { Action } from '../aws/service.ts';
import { holdsColons, type Machine, machineOf } from './glob-machine.ts';

/** A form that resources can have; a text that the machine matches has it. */
export interface ResourceForm {
  /** The template or `*`. */
  readonly template: string;
  readonly machine: Machine;
}

/** Any ARN, and `*`. */
export const anyResource: readonly ResourceForm[] = [
  formOf('arn:?*:?*:*:*:?*', 'segment'),
  formOf('\\*', 'text'),
];

/** A resource that is known only after apply, whatever its type turns out to be. */
export const hiddenResource: ResourceForm = formOf('*‹*', 'text');

const forms = new Map<string, readonly ResourceForm[]>();

/** The forms of an action's resources; any resource for an action that the catalogue does not know. */
export function formsOf(action: Action | undefined): readonly ResourceForm[] {
  if (action === undefined) return anyResource;
  const key = formKey(action);
  let known = forms.get(key);
  if (known === undefined) {
    // The reference lists some types with two templates in one.
    const listed = action.resourceTypes.flatMap(({ arn }) => arn.split(/,\s*/));
    const templates = listed.flatMap((arn) => [arn, ...qualified(arn), ...publicly(arn)]);
    const scoped = [...new Set(templates)].map((arn) => formOf(arn, 'template'));
    // A request for an action whose resource types are all optional may carry none.
    known = action.resourceTypes.some((type) => type.required) ? scoped : [...scoped, formOf('\\*', 'text')];
    forms.set(key, known);
  }
  return known;
}

/**
 * What follows a name after a colon in requests, whether the reference lists such a type or not: the version or the alias
 * of a function, the `:*` of a log group. Names that stand after a slash (`endpoint/NAME`) are parted by slashes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html#CWL_ARN_Format
 */
function qualified(template: string): readonly string[] {
  const [last] = /\$\{[^}]*\}$/.exec(template) ?? [];
  const name = template.split(':').slice(5).join(':');
  const isParted = name.includes('}:') || name.includes('/');
  if (last === undefined || isParted || last === '${BucketName}' || holdsColons(last)) return [];
  return [`${template}:\${Qualifier}`];
}

/**
 * Documents and parameters that AWS publishes for everyone belong to no account: `arn:aws:ssm:us-east-1::document/AWS-…`.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-finding-public-parameters.html
 */
function publicly(template: string): readonly string[] {
  const [, head, type] =
    /^(.*:ssm:[^:]*):\$\{Account\}:(document|automation-definition|parameter)\/.*$/.exec(template) ?? [];
  if (type === undefined) return [];
  return [`${head}::${type}/${type === 'parameter' ? 'aws/' : ''}\${Public}`];
}

/** Actions with the same key have the same forms. */
export function formKey({ resourceTypes }: Action): string {
  return resourceTypes.map(({ arn, required }) => `${required ? '!' : ''}${arn}`).join(' ');
}

function formOf(template: string, form: Machine['form']): ResourceForm {
  return { template, machine: machineOf(template, form) };
}
