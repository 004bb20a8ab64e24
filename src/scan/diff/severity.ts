/**
 * How severe new access is: by what can be done with it, whether it is on every resource, and who gets it.
 *
 * | what is newly allowed | every resource | some |
 * |---|---|---|
 * | giving rights, taking credentials, running code with the rights of others, blinding the audit trail; AWS's level Permissions management | high | medium |
 * | reading or destroying data in bulk, protections of the account | medium | low |
 * | other writing, and actions that no catalogue knows | low | low |
 * | other reading and listing | note | note |
 *
 * To anyone in the world: high at least, and critical where the table says high. Who may newly assume a role: medium, a
 * service low, anyone critical.
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { globMatches } from '../../aws/glob.ts';
import { type ImpactClass, impactOf, impacts, impactsCoveredBy } from '../../aws/impact.ts';
import type { Statement } from '../../iam/types.ts';
import { type Severity, severities } from '../../rule/types.ts';
import type { PolicyKind } from '../../subject/types.ts';

/** What decides about one allowance. */
export interface Allowed {
  readonly actions: readonly string[];
  readonly statement: Statement;
  readonly principal: string;
  readonly kind: PolicyKind | 'principal';
  readonly anyone: boolean;
}

/** The severity of one allowance. */
export function severityOf(
  { actions, statement, principal, kind, anyone }: Allowed,
  catalogue: Catalogue,
): Severity {
  if (kind === 'trust') return anyone ? 'critical' : isService(principal) ? 'low' : 'medium';
  const [worst = 'note'] = [...new Set(actions.map((action) => levelOf(action, catalogue)))].sort(bySeverity);
  if (anyone) return worst === 'high' ? 'critical' : 'high';
  // The policy of a resource is about that resource, whatever it writes.
  return kind !== 'resource' && isEverywhere(statement) ? worst : (scoped[worst] ?? worst);
}

/**
 * Actions of a statement that are severe whatever their resource, in groups, the one that matters most first: what a
 * request for some other action of it would understate.
 */
export function severeActions({ action }: Statement, catalogue: Catalogue): readonly (readonly string[])[] {
  const patterns = action.values
    .filter((value) => typeof value === 'string')
    .map((value) => value.toLowerCase());
  const holds = (name: string) =>
    patterns.some((pattern) => globMatches(pattern, name.toLowerCase())) !== action.negated;
  const curated = impactsCoveredBy((service, name) => holds(`${service}:${name}`));
  const ofClass = (...classes: readonly ImpactClass[]) =>
    curated.filter((one) => classes.some((name) => one.classes.includes(name))).map(({ name }) => name);
  const prefixes = action.negated ? [] : patterns.map((pattern) => pattern.split(':', 1)[0] ?? '');
  const administering = [...new Set(prefixes)]
    .filter((prefix) => /^[a-z0-9-]+$/.test(prefix))
    .flatMap((prefix) => catalogue.actionsOf(prefix))
    .filter((name) => catalogue.action(name)?.level === 'Permissions management' && holds(name));
  const groups = [
    ofClass('administers').filter((name) => name.startsWith('iam:')),
    ofClass('administers'),
    ofClass('passes-role', 'runs-code', 'credentials', 'disables-audit'),
    administering,
    ofClass('reads-data', 'destroys-data', 'account-switch'),
  ];
  return groups.filter((group) => group.length > 0);
}

/** The more severe first. */
export function bySeverity(left: Severity, right: Severity): number {
  return severities.indexOf(left) - severities.indexOf(right);
}

const scoped: Readonly<Partial<Record<Severity, Severity>>> = { high: 'medium', medium: 'low' };

/** The severity of an action on every resource. */
/** The severity of an action on every resource. */
export function levelOf(name: string, catalogue: Catalogue): Severity {
  const done = levels.get(name);
  if (done !== undefined) return done;
  const level = levelIn(name, catalogue);
  levels.set(name, level);
  return level;
}

/** There is one catalogue, and it has some 20,000 actions. */
const levels = new Map<string, Severity>();

function levelIn(name: string, catalogue: Catalogue): Severity {
  const classes = impactOf(name).map((one) => impacts[one].severity);
  const level = catalogue.action(name)?.level;
  if (classes.includes('high') || level === 'Permissions management') return 'high';
  if (classes.length > 0) return 'medium';
  return level === 'Read' || level === 'List' ? 'note' : 'low';
}

/** Some resource is named by nothing but wildcards, or by what it is not. */
function isEverywhere({ resource }: Statement): boolean {
  if (resource === undefined || resource.negated) return true;
  return resource.values.some(
    (value) => typeof value === 'string' && /^(arn:[*\w-]*:[*\w-]*:[*]?:[*]?:)?\*+$/.test(value),
  );
}

function isService(principal: string): boolean {
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal);
}
