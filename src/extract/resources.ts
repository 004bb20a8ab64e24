/**
 * Managed resources and account password policies as rules see them: their attributes after apply, or as they were where the
 * plan deletes them.
 */
import type { JsonObject } from '../base/value.ts';
import { after, before } from '../plan/change.ts';
import { containsTrue } from '../plan/merge.ts';
import type { ResourceChange } from '../plan/types.ts';
import type {
  DeletionSubject,
  PasswordPolicySubject,
  ResourceSubject,
  Surroundings,
} from '../subject/types.ts';
import type { Context } from './context.ts';
import { goneReason } from './documents.ts';
import { fromSource, originOf, priorOrigin } from './origin.ts';
import { writtenAttributes } from './unwritten.ts';
import { comparingIn, whereaboutsOf } from './whereabouts.ts';

type Types = ReadonlySet<string> | undefined;

/** Resources of AWS's providers, of the given types only where there are any given. */
export function* resourcesOf(
  context: Context,
  types: Types,
  around?: Surroundings,
): Iterable<ResourceSubject> {
  for (const change of changesOf(context, types)) {
    const facts = factsOf(context, change);
    if (facts !== undefined)
      yield { subject: 'resource', ...facts, ...(around === undefined ? {} : { around }) };
  }
}

/** Resources that the plan deletes and does not put back; what a replacement leaves over is none of them. */
export function* deletionsOf(
  context: Context,
  types: Types,
  around?: Surroundings,
): Iterable<DeletionSubject> {
  for (const change of changesOf(context, types)) {
    const earlier = before(change);
    const isDeleted = change.actions.includes('delete') && (change.raw.after ?? null) === null;
    if (earlier === null || !isDeleted || change.deposed !== undefined) continue;
    yield {
      subject: 'deletion',
      origin: originOf(context, change, ''),
      attributes: earlier,
      where: whereaboutsOf(context, change, earlier),
      sensitive: containsTrue(change.raw.before_sensitive),
      ...(around === undefined ? {} : { around }),
    };
  }
}

/** What else there is, for rules that ask: a type is looked for when it is first asked about. */
export function surroundingsOf(context: Context): Surroundings {
  const standing = new Map<string, readonly ResourceSubject[]>();
  const deleted = new Map<string, readonly DeletionSubject[]>();
  return {
    ...comparingIn(context),
    standing: (type) => {
      const found = standing.get(type) ?? [...standingOf(context, type)];
      standing.set(type, found);
      return found;
    },
    deleted: (type) => {
      const found = deleted.get(type) ?? [...deletionsOf(context, new Set([type]))];
      deleted.set(type, found);
      return found;
    },
  };
}

/** What the plan names, and what is in the state or was read while it was made: `-target` leaves most out of the plan. */
function* standingOf(context: Context, type: string): Iterable<ResourceSubject> {
  yield* resourcesOf(context, new Set([type]));
  const { changes, prior } = context.plan;
  const existing = prior.filter((one) => one.type === type);
  if (existing.length === 0) return;
  const named = new Set(changes.flatMap((one) => [one.address, one.previousAddress ?? one.address]));
  for (const one of existing) {
    if (one.mode === 'managed' && named.has(one.address)) continue;
    const { sensitiveValues } = one;
    const sensitive = sensitiveValues === true || containsTrue(sensitiveValues);
    const origin = priorOrigin(context, one, '');
    const attributes = setIn(one.values);
    const where = whereaboutsOf(context, one, one.values);
    yield { subject: 'resource', origin, attributes, where, sensitive };
  }
}

/** `null` is Terraform's word for what is not set. */
function setIn(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function* changesOf({ plan }: Context, types: Types): Iterable<ResourceChange> {
  for (const change of plan.changes) {
    const isAsked = types === undefined ? /^aws(cc)?_/.test(change.type) : types.has(change.type);
    if (isAsked && change.mode === 'managed') yield change;
  }
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_account_password_policy */
export function* passwordPoliciesOf(context: Context): Iterable<PasswordPolicySubject> {
  for (const change of context.plan.changes) {
    if (change.type !== 'aws_iam_account_password_policy' || change.mode !== 'managed') continue;
    const facts = factsOf(context, change);
    if (facts !== undefined) yield { subject: 'password-policy', ...facts };
  }
}

function factsOf(
  context: Context,
  change: ResourceChange,
): Pick<ResourceSubject, 'origin' | 'attributes' | 'where' | 'before' | 'sensitive' | 'rebuilt'> | undefined {
  const values = goneReason(change) === undefined ? after(change) : null;
  if (values === null) return undefined;
  const earlier = before(change);
  const now = writtenAttributes(context, change, values);
  const isMarked = containsTrue(change.raw.after_sensitive) || containsTrue(change.raw.before_sensitive);
  return {
    origin: originOf(context, change, ''),
    attributes: now.attributes,
    where: whereaboutsOf(context, change, now.attributes),
    sensitive: isMarked || now.sensitive,
    ...(now.source === undefined ? {} : { rebuilt: fromSource(now.source) }),
    ...(earlier === null ? {} : { before: writtenAttributes(context, change, earlier).attributes }),
  };
}
