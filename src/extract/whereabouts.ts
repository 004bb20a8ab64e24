/**
 * In which account and Region a resource of a plan is. The plan names the provider configuration of what is written, and
 * nothing of what is deleted from the configuration; ARNs tell both. What the plan does not tell stays undecided: two provider
 * configurations may be two accounts, or one.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#authentication-and-configuration
 */
import type { JsonObject, Value } from '../base/value.ts';
import { resolveExpression } from '../plan/references.ts';
import type { ExpressionNode, Plan, ProviderConfiguration } from '../plan/types.ts';
import type { Same, Surroundings, Whereabouts } from '../subject/types.ts';
import type { Context } from './context.ts';
import { goneReason } from './documents.ts';

/** Where the entry with these attributes is, as far as the plan tells. */
export function whereaboutsOf(
  context: Pick<Context, 'plan' | 'provider' | 'account'>,
  entry: Parameters<Context['account']>[0],
  attributes: Readonly<Record<string, Value | undefined>>,
): Whereabouts {
  const provider = context.provider(entry);
  const named = typeof attributes.arn === 'string' ? attributes.arn.split(':') : [];
  const account = /^\d{12}$/.test(named[4] ?? '') ? named[4] : context.account(entry);
  const own = typeof attributes.region === 'string' ? attributes.region : named[3];
  const region = own !== undefined && own !== '' ? own : regionOf(context.plan, provider);
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}

/** Questions about whereabouts of one plan. */
export function comparingIn(
  context: Pick<Context, 'plan' | 'provider' | 'account'>,
): Pick<Surroundings, 'sameAccount' | 'sameRegion' | 'used'> {
  const { plan } = context;
  let found: readonly Whereabouts[] | undefined;
  const used = () => {
    found ??= usedIn(context);
    return found;
  };
  return {
    sameAccount: (left, right) => sameAccount(plan, left, right, used),
    sameRegion: (left, right) => sameRegion(plan, left, right),
    used,
  };
}

/**
 * Two known accounts decide; else the same provider configuration, or some that differ in nothing but the Region and of which
 * no two are known to work in different accounts.
 */
function sameAccount(
  plan: Plan,
  left: Whereabouts,
  right: Whereabouts,
  used: () => readonly Whereabouts[],
): Same {
  if (left.account !== undefined && right.account !== undefined)
    return left.account === right.account ? 'yes' : 'no';
  const inQuestion = [left, right];
  const isIn = ({ provider }: Whereabouts) =>
    inQuestion.some((one) => one.provider === undefined || one.provider === provider);
  const accounts = [...inQuestion, ...used().filter(isIn)].flatMap(({ account }) => account ?? []);
  return new Set(accounts).size > 1 ? 'unknown' : sameOf(plan, left, right, (one) => settingsOf(one));
}

/** Two known Regions decide; else the same provider configuration. */
function sameRegion(plan: Plan, left: Whereabouts, right: Whereabouts): Same {
  if (left.region !== undefined && right.region !== undefined)
    return left.region === right.region ? 'yes' : 'no';
  return sameOf(plan, left, right, (_, key) => key);
}

/** Of a resource whose provider configuration is not known it may be any. */
function sameOf(
  plan: Plan,
  left: Whereabouts,
  right: Whereabouts,
  signOf: (one: ProviderConfiguration, key: string) => string,
): Same {
  const signs = ({ provider }: Whereabouts): readonly (string | undefined)[] => {
    if (provider !== undefined && left.provider === right.provider) return [provider];
    const { providers } = plan.configuration;
    const keys = provider === undefined ? Object.keys(providers).filter(isOfAws(providers)) : [provider];
    return keys.map((key) => {
      const one = Object.hasOwn(providers, key) ? providers[key] : undefined;
      return one === undefined ? undefined : signOf(one, key);
    });
  };
  const all = new Set([...signs(left), ...signs(right)]);
  return all.size <= 1 && !all.has(undefined) ? 'yes' : 'unknown';
}

function isOfAws(providers: Plan['configuration']['providers']): (key: string) => boolean {
  return (key) => {
    const name = Object.hasOwn(providers, key) ? providers[key]?.name : undefined;
    return name === 'aws' || name === 'awscc';
  };
}

/** What says who calls: all that is written but the Region, with the module that its references are of. */
function settingsOf({ expressions, moduleAddress = '' }: ProviderConfiguration): string {
  const written = Object.entries(expressions).filter(([name]) => name !== 'region');
  return written.length === 0 ? '' : JSON.stringify([moduleAddress, written.sort(byName)]);
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function regionOf(plan: Plan, provider: string | undefined): string | undefined {
  const { providers } = plan.configuration;
  const written =
    provider !== undefined && Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  return written === undefined ? undefined : textOf(plan, written, written.expressions.region);
}

/** The one text that an argument of a provider in the root module is, written or by a variable. */
function textOf(
  plan: Plan,
  { moduleAddress }: ProviderConfiguration,
  node: ExpressionNode | undefined,
): string | undefined {
  if (node?.node !== 'expression') return undefined;
  const { constant } = node.expression;
  if (constant !== undefined || moduleAddress !== undefined)
    return typeof constant === 'string' ? constant : undefined;
  const [only, ...others] = resolveExpression(plan, { steps: [] }, node.expression);
  const isText = only?.found === 'constant' && only.sensitive !== true && others.length === 0;
  return isText && typeof only.value === 'string' ? only.value : undefined;
}

/** Where the resources of AWS are that stand after apply, each place once. */
function usedIn(context: Pick<Context, 'plan' | 'provider' | 'account'>): readonly Whereabouts[] {
  const places = new Map<string, Whereabouts>();
  for (const change of context.plan.changes) {
    if (change.mode !== 'managed' || !/^aws(cc)?_/.test(change.type) || goneReason(change) !== undefined)
      continue;
    const after = (change.raw.after ?? {}) as JsonObject;
    const { arn: _, ...rest } = after;
    const place = whereaboutsOf(context, change, rest);
    places.set(JSON.stringify([place.provider, place.account, place.region]), place);
  }
  return [...places.values()].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}
