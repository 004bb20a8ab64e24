/**
 * Which rules apply to a subject, by its subject word, kind and service or resource type. Looked up once a
 * combination and set of rules, since a plan may hold 100,000 documents of the same kind.
 */
import type { CompiledRule } from './compile.ts';
import type { SubjectName } from './predicate.ts';
import type { AppliesTo, Rule } from './types.ts';

type ByService = Map<string, readonly CompiledRule[]>;

const known = new WeakMap<readonly CompiledRule[], Map<SubjectName, Map<string, ByService>>>();

/**
 * The rules that apply, in their order, but those that a rule supersedes after it: where it holds, they need not be asked.
 * `kind` is the policy kind of a document or statement, or the Terraform type
 * of a resource; `service` the AWS prefix of the resource that a policy belongs to.
 */
export function rulesFor(
  rules: readonly CompiledRule[],
  subject: SubjectName,
  kind = '',
  service = '',
): readonly CompiledRule[] {
  const byKind = member(known, rules, () => new Map<SubjectName, Map<string, ByService>>());
  const byService = member(
    member(byKind, subject, () => new Map<string, ByService>()),
    kind,
    (): ByService => new Map(),
  );
  return member(byService, service, () =>
    superseding(rules.filter(({ rule }) => applies(rule.appliesTo, subject, kind, service))),
  );
}

/** The Terraform types that rules about resources and deletions apply to; no others need be looked at. */
export function resourceTypesOf(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ appliesTo }) => appliesTo.types ?? []));
}

/** Every rule after all that supersede it. */
function superseding(rules: readonly CompiledRule[]): readonly CompiledRule[] {
  const placed = new Set<CompiledRule>();
  const place = (one: CompiledRule, above: readonly CompiledRule[]): void => {
    if (placed.has(one) || above.includes(one)) return;
    for (const other of rules) if (other.rule.supersedes.includes(one.rule.id)) place(other, [...above, one]);
    placed.add(one);
  };
  for (const one of rules) place(one, []);
  return [...placed];
}

function member<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function applies(appliesTo: AppliesTo, subject: SubjectName, kind: string, service: string): boolean {
  const { kinds, services, types } = appliesTo;
  if (appliesTo.subject !== subject) return false;
  if (kinds && !kinds.some((one) => one === kind)) return false;
  if (types && !types.includes(kind)) return false;
  return !services || services.includes(service);
}
