/**
 * What an organisation's policies leave of what is allowed. They grant nothing: an SCP limits the principals of the accounts
 * that it reaches, an RCP who may use their resources. Nobody here sees the tree of the organisation: a policy of the
 * account itself counts, one of a root or an organizational unit may.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
 */
import { isHole } from '../base/value.ts';
import { accountOf } from '../iam/caller.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import type { PolicyDocument, Statement } from '../iam/types.ts';
import type { Access } from '../reason/replay.ts';
import type { OrganizationPolicySubject, OrganizationTarget } from '../subject/types.ts';
import { boundsOf, everything } from './bounds.ts';
import { putIn, type Texts } from './put-in.ts';
import type { HiddenDocument, PrincipalSide, SourcedDocument } from './side.ts';

/** A policy of the organisation, as the question reads it. */
export interface Limit {
  readonly kind: OrganizationPolicySubject['kind'];
  readonly targets: readonly OrganizationTarget[];
  /** Absent where the document is not in reach. */
  readonly sourced?: SourcedDocument;
  readonly source: SourcedDocument['source'];
  readonly reason?: string;
}

/** Whether it limits a request: certainly, or not that anybody here could tell. */
export interface Reaching {
  readonly limit: Limit;
  /** Why it may also not; absent where it certainly does. */
  readonly open?: string;
}

/** Reads the policies. */
export function limitsOf(subjects: readonly OrganizationPolicySubject[], texts: Texts): readonly Limit[] {
  return subjects.map(({ document, kind, targets }): Limit => {
    const { origins, content, reason, sensitive } = document;
    const source = { address: origins[0].address, attribute: origins[0].attribute, sensitive };
    if (content === undefined)
      return { kind, targets, source, reason: reason ?? 'it is known only after apply' };
    const parsed = parsePolicy(content);
    if (!parsed.ok)
      return { kind, targets, source, reason: 'it is no policy document, and AWS would refuse it' };
    return { kind, targets, source, sourced: { source, document: putIn(parsed.document, texts), content } };
  });
}

/** Those that reach the request: SCPs by the caller's account, RCPs by that of the resource. */
export function reaching(
  limits: readonly Limit[],
  { caller, account }: Pick<PrincipalSide, 'caller' | 'account'>,
  owner: string | undefined,
): readonly Reaching[] {
  if (caller.is === 'role' && caller.arn.includes(':role/aws-service-role/')) return [];
  return limits.flatMap((limit) => {
    if (limit.kind === 'scp' && accountOf(caller) === undefined) return [];
    const open = openness(limit, limit.kind === 'scp' ? account : owner);
    return open === false ? [] : [open === undefined ? { limit } : { limit, open }];
  });
}

/** Undefined where it reaches the account, false where it does not, else why that cannot be told. */
function openness({ targets, reason }: Limit, account: string | undefined): string | undefined | false {
  const whose = account === undefined ? 'the account' : `account ${account}`;
  const isOwn = targets.some((one) => one.target === 'account' && one.account === account);
  if (isOwn) return reason;
  const open = targets.filter((one) => one.target !== 'account' || account === undefined);
  const [first] = open;
  if (targets.length === 0)
    return `nothing in this plan attaches it, so whether it limits ${whose} is not known`;
  if (first === undefined) return false;
  return first.target === 'account'
    ? `it is attached to account ${first.account}, and whether that is ${whose} is not in this plan`
    : `it is attached to \`${first.name}\`, and whether that holds ${whose} is not in this plan`;
}

/**
 * Layers of the limits: their denials, and for those that list what is allowed also that one of them must. Other policies
 * of the same place may allow as well, so that such a list alone never decides.
 */
export function limitLayers(reached: readonly Reaching[], bound: 'most' | 'least'): Access['layers'] {
  const counting = reached.filter(({ open }) => bound === 'least' || open === undefined);
  const layers = counting.map(({ limit: { sourced } }) =>
    sourced === undefined
      ? [bound === 'most' ? everything('Allow') : everything('Deny')]
      : [everything('Allow'), denialsOf(boundsOf(sourced.document)[bound])],
  );
  if (bound === 'most') return layers;
  const lists = reached.filter(isList).flatMap(({ limit: { sourced } }) => sourced?.document ?? []);
  return lists.length === 0 ? layers : [...layers, lists.map((one) => boundsOf(one).least)];
}

/** A policy that allows something, and not everything. */
export function isList({ limit: { sourced } }: Reaching): boolean {
  const allowed = (sourced?.document.statements ?? []).filter(
    ({ effect }) => effect === 'Allow' || isHole(effect),
  );
  return allowed.length > 0 && !allowed.some(isEverything);
}

function isEverything({ effect, action, resource, conditions, moreConditions }: Statement): boolean {
  const isAll = (values: readonly unknown[]) => values.includes('*');
  return (
    effect === 'Allow' &&
    !action.negated &&
    isAll(action.values) &&
    resource?.negated !== true &&
    isAll(resource?.values ?? ['*']) &&
    conditions.length === 0 &&
    moreConditions === undefined
  );
}

function denialsOf(document: PolicyDocument): PolicyDocument {
  return { ...document, statements: document.statements.filter(({ effect }) => effect === 'Deny') };
}

/** Documents that deny in the bound. */
export function documentsIn(
  reached: readonly Reaching[],
  bound: 'most' | 'least',
): readonly SourcedDocument[] {
  return reached
    .filter(({ open }) => bound === 'least' || open === undefined)
    .flatMap(({ limit: { sourced } }) =>
      sourced === undefined ? [] : [{ ...sourced, document: denialsOf(sourced.document) }],
    );
}

/** What the policy may deny, as allowances, and what it lists as allowed; everything where it is not in reach. */
export function takenBy(one: Reaching): {
  readonly denied: PolicyDocument;
  readonly listed?: PolicyDocument;
} {
  const { sourced } = one.limit;
  if (sourced === undefined) return { denied: everything('Allow') };
  const { most, least } = boundsOf(sourced.document);
  const denials = [...most.statements, ...least.statements].filter(({ effect }) => effect === 'Deny');
  const denied = { ...least, statements: denials.map((one) => ({ ...one, effect: 'Allow' as const })) };
  return isList(one) ? { denied, listed: least } : { denied };
}

/** What of the limits is not known: whether they reach the request, what they say, or what else is allowed beside them. */
export function openLimits(reached: readonly Reaching[]): readonly HiddenDocument[] {
  return reached.flatMap((one) => {
    const { limit, open } = one;
    if (open !== undefined) return [{ source: limit.source, reason: open }];
    if (limit.sourced !== undefined && !boundsOf(limit.sourced.document).known)
      return [{ source: limit.source, reason: 'parts of it are known only after apply' }];
    return isList(one)
      ? [
          {
            source: limit.source,
            reason: 'which other policies of the organisation allow beside it is not in this plan',
          },
        ]
      : [];
  });
}
