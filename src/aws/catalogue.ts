/**
 * The facts of AWS that come as data files: the action catalogue and the AWS-managed policies, read entry by entry, when
 * asked for.
 * A catalogue is always behind AWS: what it does not know is unknown to the catalogue, never wrong.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { ReadData } from '../base/reader.ts';
import { globMatches } from './glob.ts';
import { type ManagedPolicy, managedPolicyIn } from './managed-policy.ts';
import type { Action, Service } from './service.ts';
import { type Shard, serviceOf } from './shard.ts';
import { type Origin, openTable, type Table } from './table.ts';

/** Names of the tables that the catalogue reads. */
export const tables = { actions: 'actions', managedPolicies: 'managed-policies' } as const;

/** What is known of AWS. Every question is answered from memory after the first one that needs a file. */
export interface Catalogue {
  /** Where the action catalogue comes from, and its date. */
  readonly actionsOrigin: () => Origin;
  /** Where the managed policies come from, and their date. */
  readonly managedPoliciesOrigin: () => Origin;
  /** Prefixes of all services, sorted. */
  readonly services: () => readonly string[];
  /** A service by prefix in any case; undefined when unknown to the catalogue. */
  readonly service: (prefix: string) => Service | undefined;
  /** An action by its full name in any case (`S3:getobject`), no wildcards; undefined when unknown to the catalogue. */
  readonly action: (name: string) => Action | undefined;
  /** Full names (`s3:GetObject`) of a service's actions, sorted; empty for an unknown service. */
  readonly actionsOf: (prefix: string) => readonly string[];
  /**
   * Full names of the catalogue's actions that a pattern with `*` and `?` covers, in any case, sorted by service and name.
   * IAM rejects a wildcard in the prefix other than `*` alone; here it is matched all the same, so that `*:*` is everything.
   */
  readonly expand: (pattern: string) => readonly string[];
  /**
   * The document behind an AWS-managed policy's ARN; undefined when the ARN names no such policy.
   * What the table cannot tell is `undetermined` with its reason.
   */
  readonly managedPolicy: (arn: string) => ManagedPolicy | undefined;
}

/** Opens the catalogue; reads nothing yet. Whatever `read` throws comes out of the first question that needs the file. */
export function openCatalogue(read: ReadData): Catalogue {
  const actions = once(() => openTable(tables.actions, read));
  const managedPolicies = once(() => openTable(tables.managedPolicies, read));
  const prefixes = once(() => [...actions().keys()]);
  const service = serviceReader(actions);
  const actionsOf = (prefix: string) => fullNames(service(prefix));
  return {
    actionsOrigin: () => actions().origin,
    managedPoliciesOrigin: () => managedPolicies().origin,
    services: prefixes,
    service,
    action: (name) => {
      const colon = name.indexOf(':');
      return colon < 0 ? undefined : service(name.slice(0, colon))?.action(name.slice(colon + 1));
    },
    actionsOf,
    expand: (pattern) => expand(pattern, prefixes, service),
    managedPolicy: (arn) => managedPolicyIn(managedPolicies, arn),
  };
}

function serviceReader(table: () => Table): (prefix: string) => Service | undefined {
  const read = new Map<string, Service | undefined>();
  return (prefix) => {
    const key = prefix.toLowerCase();
    if (!read.has(key)) {
      const line = table().entry(key);
      read.set(key, line === undefined ? undefined : serviceOf(key, JSON.parse(line) as Shard));
    }
    return read.get(key);
  };
}

function expand(
  pattern: string,
  prefixes: () => readonly string[],
  service: (prefix: string) => Service | undefined,
): readonly string[] {
  const [prefix = '', name] = split(pattern.toLowerCase());
  const services = /[*?]/.test(prefix) ? prefixes().filter((one) => globMatches(prefix, one)) : [prefix];
  return services.flatMap((one) => {
    const found = service(one);
    if (!found) return [];
    if (name === '*') return fullNames(found);
    return fullNames(found).filter((full) => globMatches(name, full.slice(one.length + 1).toLowerCase()));
  });
}

/** `*` alone is every action; other text without a colon names none. */
function split(pattern: string): readonly [prefix: string, name: string] {
  const colon = pattern.indexOf(':');
  if (colon >= 0) return [pattern.slice(0, colon), pattern.slice(colon + 1)];
  return /^\*+$/.test(pattern) ? ['*', '*'] : [pattern, ''];
}

function fullNames(service: Service | undefined): readonly string[] {
  return service ? service.actionNames.map((name) => `${service.prefix}:${name}`) : [];
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
