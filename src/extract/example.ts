/**
 * The subjects of a rule's example, made through a plan: its `resources` become one, as Terraform would print it, so that
 * examples about principals and about the plan hold what a real one gives.
 */
import type { ManagedPolicy } from '../aws/managed-policy.ts';
import { asArray, asObject, asString } from '../base/decode.ts';
import { isArray, type Json, type JsonObject } from '../base/value.ts';
import { readPlan } from '../plan/read-plan.ts';
import type {
  DeletionSubject,
  DocumentSubject,
  PasswordPolicySubject,
  PlanSubject,
  PrincipalSubject,
  ResourceSubject,
  Subject,
} from '../subject/types.ts';
import { extract } from './extract.ts';

/** What an example can be about. */
export type ExampleSubject =
  | DocumentSubject
  | PrincipalSubject
  | ResourceSubject
  | DeletionSubject
  | PasswordPolicySubject
  | PlanSubject;

/** What a rule looks at, as far as it matters here. */
export interface ExampleScope {
  readonly subject: Subject['subject'];
}

/**
 * The subjects of an example with `resources`: each has a `type`, a `name` (`example` where none is given) and
 * `attributes`; one that exists has them `before`, and one without `attributes` is deleted. `(known after apply)` is unknown,
 * and `(known after apply: aws_iam_role.r.arn)` refers to that. With `mode: data` it was read while planning. `providers` are the
 * configurations that a `provider` of a resource names, `aws` where it names none. Undefined for
 * an example that gives something else.
 */
export function subjectsOfExample(
  given: Json,
  scope: ExampleScope,
  managedPolicy: (arn: string) => ManagedPolicy | undefined = () => undefined,
): readonly ExampleSubject[] | undefined {
  const { resources: list, providers } = asObject(given) ?? {};
  if (!isArray(list)) return undefined;
  const resources = objectsIn(list);
  const extraction = extract(readPlan(JSON.stringify(planOf(resources, asObject(providers))), 'example'), {
    managedPolicy,
  });
  switch (scope.subject) {
    case 'document':
    case 'statement':
      return [...extraction.documents()].filter(({ judged }) => judged);
    case 'principal':
      return [...extraction.principals()];
    case 'password-policy':
      return [...extraction.passwordPolicies()];
    case 'resource':
      return [...extraction.resources()];
    case 'deletion':
      return [...extraction.deletions()];
    case 'plan':
      return [{ subject: 'plan', around: extraction.surroundings }];
  }
}

function planOf(resources: readonly JsonObject[], providers: JsonObject = { aws: {} }): JsonObject {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: resources.filter((one) => one.mode !== 'data').map(changeOf),
    prior_state: {
      format_version: '1.0',
      values: { root_module: { resources: resources.filter((one) => one.mode === 'data').map(readOf) } },
    },
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(providers).map(([key, one]) => [key, providerOf(asObject(one) ?? {})]),
      ),
      root_module: { resources: resources.filter((one) => one.attributes !== undefined).map(writtenOf) },
    },
  };
}

const provider = 'registry.terraform.io/hashicorp/aws';

function providerOf(body: JsonObject): JsonObject {
  const written = Object.entries(body).map(([name, value]) => {
    const references = referencesIn(value);
    return [name, references.length > 0 ? { references } : { constant_value: value }] as const;
  });
  return { name: 'aws', full_name: provider, expressions: Object.fromEntries(written) };
}

function namesOf({ type, name }: JsonObject) {
  const known = { type: asString(type) ?? '', name: asString(name) ?? 'example' };
  return { ...known, address: `${known.type}.${known.name}`, mode: 'managed' };
}

function changeOf(resource: JsonObject): JsonObject {
  const before = asObject(resource.before) ?? null;
  const attributes = asObject(resource.attributes);
  const isGone = attributes === undefined && before !== null;
  return {
    ...namesOf(resource),
    provider_name: provider,
    change: {
      actions: [isGone ? 'delete' : before === null ? 'create' : 'update'],
      before,
      after: isGone ? null : (knownOf(attributes ?? {}) ?? {}),
      after_unknown: isGone ? {} : (unknownOf(attributes ?? {}) ?? {}),
    },
  };
}

function readOf(resource: JsonObject): JsonObject {
  const { address, type, name } = namesOf(resource);
  const values = asObject(resource.attributes) ?? {};
  return { address: `data.${address}`, mode: 'data', type, name, provider_name: provider, values };
}

/** Any part of a text that is unknown hides all of it. */
const phrase = /\(known after apply(?:: ([^()]*))?\)/;

/** What Terraform prints in `after`: without unknown members, and with null for unknown elements. */
function knownOf(value: Json): Json | undefined {
  if (typeof value === 'string') return phrase.test(value) ? undefined : value;
  if (isArray(value)) return (value as readonly Json[]).map((one) => knownOf(one) ?? null);
  const object = asObject(value);
  if (object === undefined) return value;
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, one]) => {
      const known = knownOf(one);
      return known === undefined ? [] : [[key, known]];
    }),
  );
}

function unknownOf(value: Json): Json {
  if (typeof value === 'string') return phrase.test(value);
  if (isArray(value)) return (value as readonly Json[]).map(unknownOf);
  return Object.fromEntries(Object.entries(asObject(value) ?? {}).map(([key, one]) => [key, unknownOf(one)]));
}

function writtenOf(resource: JsonObject): JsonObject {
  const attributes = asObject(resource.attributes) ?? {};
  const { address, mode, type, name } = namesOf(resource);
  return {
    address,
    mode,
    type,
    name,
    provider_config_key: asString(resource.provider) ?? 'aws',
    expressions: expressionsOf(attributes),
  };
}

function expressionsOf(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, expressionOf(value)]));
}

/** A list of objects is taken for blocks, anything else for an argument with its references. */
function expressionOf(value: Json): Json {
  const blocks = objectsIn(value);
  if (blocks.length > 0) return blocks.map(expressionsOf);
  const references = referencesIn(value);
  return references.length > 0 ? { references } : {};
}

function objectsIn(value: Json): readonly JsonObject[] {
  return asArray(value)
    .map(asObject)
    .filter((one) => one !== undefined);
}

function referencesIn(value: Json): readonly string[] {
  if (isArray(value)) return asArray(value).flatMap(referencesIn);
  if (typeof value !== 'string') return [];
  const reference = phrase.exec(value)?.[1];
  return reference === undefined ? [] : [reference];
}
