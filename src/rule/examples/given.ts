/**
 * What an example gives a rule, as subjects. Strings of Terraform's own phrase `(known after apply)` become holes, also
 * inside longer text; `(known after apply: aws_s3_bucket.logs.arn)` names what decides the hole.
 */
import {
  hole,
  isHole,
  isObject,
  type Json,
  type JsonObject,
  type Text,
  template,
  type Value,
  type ValueObject,
} from '../../base/value.ts';
import type { Content } from '../../iam/types.ts';
import type {
  AttachedPolicy,
  DeletionSubject,
  DocumentSubject,
  Origin,
  PasswordPolicySubject,
  PlanSubject,
  PolicyKind,
  PrincipalSubject,
  PublicAccess,
  ResourceSubject,
  Surroundings,
} from '../../subject/types.ts';
import { isMapping } from '../shape/record.ts';
import type { AppliesTo } from '../types.ts';

/** What an example can be about. */
export type GivenSubject =
  | DocumentSubject
  | PrincipalSubject
  | ResourceSubject
  | DeletionSubject
  | PasswordPolicySubject
  | PlanSubject;

/** Makes the subjects of an example; the command line injects one that knows the plan's own shapes. */
export type SubjectsOf = (given: JsonObject, appliesTo: AppliesTo) => readonly GivenSubject[];

/** Makes the subjects directly, without a plan. */
export const subjectsOfGiven: SubjectsOf = (given, appliesTo) => {
  if (given.document !== undefined) return [documentOf(given, appliesTo)];
  if (isMapping(given['password-policy'])) {
    const attributes = objectOf(given['password-policy']);
    return [
      {
        subject: 'password-policy',
        origin: originOf('aws_iam_account_password_policy'),
        attributes,
        sensitive: false,
      },
    ];
  }
  if (isMapping(given.principal)) return [principalOf(given.principal)];
  const resources = listOf(given.resources ?? given.resource)
    .filter(isMapping)
    .map(resourceOf);
  const around: Surroundings = {
    standing: (type: string) => resources.filter((one) => one.origin.type === type),
    deleted: () => [],
    sameAccount: () => 'yes',
    sameRegion: () => 'yes',
    used: () => [],
  };
  if (appliesTo.subject === 'plan') return [{ subject: 'plan', around }];
  return resources.map((one) =>
    appliesTo.subject === 'deletion' ? { ...one, subject: 'deletion', around } : { ...one, around },
  );
};

/** A tree in which Terraform's phrase for a hole is one. */
export function withHoles(json: Json): Value {
  if (typeof json === 'string') return textOf(json);
  if (Array.isArray(json)) return (json as readonly Json[]).map(withHoles);
  if (isMapping(json)) return objectOf(json);
  return json;
}

const phrase = /\(known after apply(?:: ([^()]*))?\)/;

function textOf(text: string): Text {
  const parts = text.split(phrase);
  // `split` gives text, reference, text, reference … text.
  return template(
    parts.map((part, index) =>
      index % 2 === 0 ? (part ?? '') : hole(part === undefined ? {} : { reference: part }),
    ),
  );
}

function objectOf(json: JsonObject): ValueObject {
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, memberOf(value)]));
}

/** An object of which a key is unknown is unknown itself. */
function memberOf(json: Json): Value {
  if (!isMapping(json) || !Object.keys(json).some((key) => phrase.test(key))) return withHoles(json);
  return hole({ entries: Object.entries(json).map(([key, value]) => [textOf(key), withHoles(value)]) });
}

function documentOf(given: JsonObject, appliesTo: AppliesTo): DocumentSubject {
  const kind = (given.kind ?? appliesTo.kinds?.[0] ?? 'identity') as PolicyKind;
  const service = given.service ?? appliesTo.services?.[0];
  const arn = typeof given.arn === 'string' ? given.arn : undefined;
  const { holder } = given;
  const [type, attribute] = standsIn[kind] ?? ['aws_iam_policy', 'policy'];
  return {
    subject: 'document',
    origins: [{ ...originOf(type), attribute }],
    kind,
    ...(typeof service === 'string' ? { service } : {}),
    state: 'known',
    references: [],
    sensitive: false,
    content: contentOf(given.document ?? null),
    ...(given.before === undefined ? {} : { before: contentOf(given.before) }),
    ...(arn === undefined ? {} : { arns: () => [arn] }),
    ...(typeof holder === 'string' ? { holders: () => [{ arns: [holder] }] } : {}),
    ...(isPublicAccess(given['public-access']) ? { publicAccess: given['public-access'] } : {}),
    judged: true,
  };
}

function isPublicAccess(given: Json | undefined): given is PublicAccess {
  return typeof given === 'string';
}

/** Where a document of that kind usually stands, for messages. */
const standsIn: Partial<Record<PolicyKind, readonly [type: string, attribute: string]>> = {
  trust: ['aws_iam_role', 'assume_role_policy'],
  resource: ['aws_s3_bucket_policy', 'policy'],
  scp: ['aws_organizations_policy', 'content'],
  rcp: ['aws_organizations_policy', 'content'],
};

/** A document given as text is taken as the plan would hold it; a tree may hold holes. */
function contentOf(document: Json): Content {
  return typeof document === 'string' && !phrase.test(document)
    ? { form: 'text', text: document }
    : { form: 'tree', tree: withHoles(document) };
}

function principalOf(given: JsonObject): PrincipalSubject {
  const { principal, name, policies, trust } = given;
  const types = ['role', 'user', 'group', 'permission-set'] as const;
  const type = types.find((one) => one === principal) ?? 'role';
  return {
    subject: 'principal',
    key: '',
    standing: 'resource',
    origin: originOf(`aws_iam_${type}`),
    principal: type,
    name: typeof name === 'string' ? name : 'example',
    policies: listOf(policies).filter(isMapping).map(attachedOf),
    ...(isMapping(given.boundary) ? { boundary: attachedOf(given.boundary) } : {}),
    ...(trust === undefined ? {} : { trust: contentOf(trust) }),
    ...membershipsOf(given),
    ...(isMapping(given.before) ? beforeOf(principalOf({ ...given, ...nothingHeld, ...given.before })) : {}),
  };
}

const nothingHeld: JsonObject = { policies: [], groups: [], boundary: null, before: null };

/** A principal with something before is one that stays. */
function beforeOf(before: PrincipalSubject): Pick<PrincipalSubject, 'origin' | 'before'> {
  return { origin: { ...before.origin, actions: ['update'] }, before: () => before };
}

/** Groups by name, with what is attached to them. */
function membershipsOf({ groups }: JsonObject): Pick<PrincipalSubject, 'groups' | 'inherited'> {
  const named = listOf(groups).filter(isMapping);
  if (named.length === 0) return {};
  const through = (group: JsonObject) => `group ${String(group.name)}`;
  return {
    groups: named.map(through),
    inherited: named.flatMap((group) =>
      listOf(group.policies)
        .filter(isMapping)
        .map((one) => ({ ...attachedOf(one), through: through(group) })),
    ),
  };
}

function attachedOf(given: JsonObject): AttachedPolicy {
  const ways = ['inline', 'customer', 'aws'] as const;
  const { arn, name = String(arn ?? 'example').replace(/^.*\//, '') } = given;
  const type = 'aws_iam_role_policy_attachment';
  return {
    origin: { ...originOf(type), address: `${type}.${String(name)}`, attribute: 'policy_arn' },
    by: ways.find((one) => one === given.by) ?? 'inline',
    ...(typeof given.arn === 'string' ? { arn: given.arn } : {}),
    ...(given.document === undefined ? {} : { content: contentOf(given.document) }),
    ...(typeof given.reason === 'string' ? { reason: given.reason } : {}),
    sensitive: false,
  };
}

function resourceOf(given: JsonObject): ResourceSubject {
  const { type, attributes } = given;
  const values = isMapping(attributes) ? withHoles(attributes) : {};
  return {
    subject: 'resource',
    origin: originOf(typeof type === 'string' ? type : ''),
    attributes: isObject(values) && !isHole(values) ? values : {},
    sensitive: false,
  };
}

function originOf(type: string): Origin {
  return { address: `${type}.example`, mode: 'managed', type, attribute: '', actions: ['create'] };
}

function listOf(json: Json | undefined): readonly Json[] {
  if (json === undefined) return [];
  return Array.isArray(json) ? (json as readonly Json[]) : [json];
}
