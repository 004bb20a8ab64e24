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
    const templates = listed.flatMap((arn) => [arn, ...qualified(arn), ...unlisted(arn)]);
    const scoped = [...new Set(parted(templates))].sort(plainestFirst).map((arn) => formOf(arn, 'template'));
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
 * A name that a slash follows in one template holds none in the others: there is no table `orders/index/` beside
 * `table/${TableName}/index/${IndexName}`. It is marked `${TableName/}`.
 */
function parted(templates: readonly string[]): readonly string[] {
  const names = templates.flatMap((template) => template.match(/\$\{[^}]*\}(?=\/)/g) ?? []);
  const marked = (name: string) => (names.includes(name) ? name.replace('}', '/}') : name);
  return templates.map((template) => template.replace(/\$\{[^}]*\}/g, marked));
}

/** A bucket's object before an access point's: the shorter name is the one that people know. */
function plainestFirst(left: string, right: string): number {
  return left.split(':').slice(5).join(':').length - right.split(':').slice(5).join(':').length;
}

/**
 * What the reference does not list. Parameters that AWS publishes, its documents and its runbooks belong to no account:
 * `arn:aws:ssm:us-east-1::document/AWS-RunShellScript`. A route of a WebSocket API has no method: `API/STAGE/$connect`.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-finding-public-parameters.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
function unlisted(template: string): readonly string[] {
  const [, , service, , , ...rest] = template.split(':');
  const name = rest.join(':');
  if (service === 'ssm' && name.startsWith('parameter/'))
    return ['arn:${Partition}:ssm:${Region}::parameter/aws/${PublicParameter}'];
  if (service === 'ssm' && /^(document|automation-definition)\//.test(name))
    return [`arn:\${Partition}:ssm:\${Region}::${name}`];
  if (service === 'execute-api' && name.startsWith('${ApiId}/${Stage}/'))
    return ['arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/${Stage}/${RouteKey}'];
  return [];
}

/** Actions with the same key have the same forms. */
export function formKey({ resourceTypes }: Action): string {
  return resourceTypes.map(({ arn, required }) => `${required ? '!' : ''}${arn}`).join(' ');
}

function formOf(template: string, form: Machine['form']): ResourceForm {
  return { template, machine: machineOf(template, form) };
}
