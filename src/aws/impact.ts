/**
 * What an action can really do when it is granted on every resource: a curated table, because AWS's access levels say how an
 * action works (Write), not what it is worth (leaving the organisation, or adding a tag to a queue).
 * An action may have several classes; the severities are those of a grant on every resource without a guard.
 * Indexed by service, so that a statement is asked against a few hundred names and never against the whole catalogue.
 */
import { accountSwitch } from './impact/account-switch.ts';
import { administersPrincipals, administersResources } from './impact/administers.ts';
import { credentials } from './impact/credentials.ts';
import { destroysData } from './impact/destroys-data.ts';
import { disablesAudit } from './impact/disables-audit.ts';
import { passesRole } from './impact/passes-role.ts';
import { readsData } from './impact/reads-data.ts';
import { runsCode } from './impact/runs-code.ts';
import type { ActionTable } from './impact/table.ts';

/** Every class, the worst first. */
export const impactClasses = [
  'administers',
  'passes-role',
  'runs-code',
  'credentials',
  'disables-audit',
  'reads-data',
  'destroys-data',
  'account-switch',
] as const;

/** What can be done with an action. */
export type ImpactClass = (typeof impactClasses)[number];

/** What a class means. */
export interface Impact {
  /** Severity of a grant on every resource without a guard. */
  readonly severity: 'high' | 'medium';
  /** What the holder can do, to follow "can". */
  readonly can: string;
}

/** The meaning of each class. */
export const impacts: Readonly<Record<ImpactClass, Impact>> = {
  administers: { severity: 'high', can: 'give themselves or others rights that they do not have' },
  'passes-role': { severity: 'high', can: 'hand any role to a service and use its rights' },
  'runs-code': { severity: 'high', can: 'run code of their own with the rights of what runs already' },
  credentials: { severity: 'high', can: 'create or read credentials and secrets of others' },
  'disables-audit': {
    severity: 'high',
    can: 'switch off or erase the record of what happens in the account',
  },
  'reads-data': { severity: 'medium', can: 'read stored data in bulk' },
  'destroys-data': { severity: 'medium', can: 'destroy stored data, backups or keys' },
  'account-switch': { severity: 'medium', can: 'change protections of the whole account or organisation' },
};

/** An action of the curated table. */
export interface ImpactAction {
  /** As a policy writes it: `s3:GetObject`. */
  readonly name: string;
  /** Prefix, lower-case. */
  readonly service: string;
  /** The part after the colon in lower-case, to match without folding case again. */
  readonly key: string;
  /** Its classes, the worst first. */
  readonly classes: readonly ImpactClass[];
}

const tables: Readonly<Record<ImpactClass, readonly ActionTable[]>> = {
  administers: [administersPrincipals, administersResources],
  'passes-role': [passesRole],
  'runs-code': [runsCode],
  credentials: [credentials],
  'disables-audit': [disablesAudit],
  'reads-data': [readsData],
  'destroys-data': [destroysData],
  'account-switch': [accountSwitch],
};

let made: ReadonlyMap<string, ReadonlyMap<string, ImpactAction>> | undefined;
const none: readonly ImpactClass[] = [];

/** Prefixes of the services that have curated actions, lower-case, sorted. */
export function impactServices(): readonly string[] {
  return [...byService().keys()].sort();
}

/** The classes of an action by its full name in any case (`S3:getobject`); empty when it is not in the table. */
export function impactOf(action: string): readonly ImpactClass[] {
  const lower = action.toLowerCase();
  const colon = lower.indexOf(':');
  return (
    byService()
      .get(lower.slice(0, colon))
      ?.get(lower.slice(colon + 1))?.classes ?? none
  );
}

/** The curated actions of a service, by its prefix in lower-case; empty for a service without. */
export function impactActionsOf(service: string): readonly ImpactAction[] {
  return [...(byService().get(service)?.values() ?? [])];
}

/**
 * The curated actions that a statement covers, by service and name.
 * `matches` gets prefix and action name in lower-case; `services` limits the question to those prefixes (lower-case),
 * which a caller knows when every pattern names its service.
 */
export function impactsCoveredBy(
  matches: (service: string, name: string) => boolean,
  services: Iterable<string> = impactServices(),
): readonly ImpactAction[] {
  const covered: ImpactAction[] = [];
  for (const service of services)
    for (const action of byService().get(service)?.values() ?? [])
      if (matches(service, action.key)) covered.push(action);
  return covered;
}

/** The classes of some actions, each once, in the order of `impactClasses`. */
export function classesOf(actions: Iterable<Pick<ImpactAction, 'classes'>>): readonly ImpactClass[] {
  const found = new Set([...actions].flatMap((action) => action.classes));
  return impactClasses.filter((one) => found.has(one));
}

/** Made at the first question: not every plan asks one. */
function byService(): ReadonlyMap<string, ReadonlyMap<string, ImpactAction>> {
  made ??= index();
  return made;
}

function index(): ReadonlyMap<string, ReadonlyMap<string, ImpactAction>> {
  const services = new Map<string, Map<string, ImpactAction>>();
  for (const impactClass of impactClasses)
    for (const [service, names] of tables[impactClass].flatMap((table) => Object.entries(table)))
      for (const name of names.split(/\s+/).filter(Boolean)) {
        const actions = services.get(service) ?? new Map<string, ImpactAction>();
        const key = name.toLowerCase();
        const classes = [...(actions.get(key)?.classes ?? []), impactClass];
        services.set(service, actions.set(key, { name: `${service}:${name}`, service, key, classes }));
      }
  return services;
}
