/**
 * One principal before and after the plan: everything that is attached to it, within its boundary.
 */
import type { PolicyDocument } from '../../iam/types.ts';
import type { Universe } from '../../reason/action-set.ts';
import { isSameHolder } from '../../rule/exact/held.ts';
import type { AttachedPolicy, Holder, PrincipalSubject } from '../../subject/types.ts';
import { type HeldDocument, type HeldPair, heldPair } from '../held.ts';
import { directionOf, relationOf, severityIn } from './direction.ts';
import type { AccessChange, Direction, Life, NotCompared, StatementPlace } from './types.ts';

/** What comparing a principal gives. */
export interface ComparedPrincipal {
  readonly change: Omit<AccessChange, 'told'>;
  readonly undetermined: readonly NotCompared[];
  /** Where the documents stand that it holds on either side. */
  readonly holds: readonly Standing[];
  /** Something limits what it holds, on either side. */
  readonly limited: boolean;
}

type Standing = Pick<StatementPlace, 'address' | 'attribute'>;

/** Compares; one side may be missing. Undefined where the plan leaves all of it as it is. */
export function comparePrincipal(
  before: PrincipalSubject | undefined,
  after: PrincipalSubject | undefined,
  universe: Universe,
  plan: number,
): ComparedPrincipal | undefined {
  const subject = after ?? before;
  if (subject === undefined) return undefined;
  const isCreated = before === undefined && subject.standing === 'resource';
  const isDestroyed = after === undefined && subject.standing === 'resource';
  const was = before ?? nobody;
  const is = after ?? nobody;
  if (!isCreated && !isDestroyed && isSameHolder(was, is) && inlineOf(was) === inlineOf(is)) return undefined;
  const pair = heldPair(was, is);
  const stands = standingOf(pair);
  const sides = {
    before: pair.before,
    after: pair.after,
    kind: 'principal',
    standing: (document: PolicyDocument) => stands.get(document),
    sensitive: [...is.policies, ...was.policies].some((one) => one.sensitive),
  } as const;
  const { onlyBefore, onlyAfter, shared } = pair;
  const hidden = [...onlyBefore, ...onlyAfter];
  const gained = isDestroyed
    ? none
    : resting(directionOf('gained', [pair.after, pair.before], sides, universe), hidden, [
        ...onlyBefore,
        ...shared,
      ]);
  const lost = isCreated
    ? none
    : resting(directionOf('lost', [pair.before, pair.after], sides, universe), hidden, [
        ...onlyAfter,
        ...shared,
      ]);
  const severity = severityIn(gained);
  const life: Life = isCreated ? 'created' : isDestroyed ? 'destroyed' : 'changed';
  const { origin, name, principal } = subject;
  return {
    change: {
      subject: 'principal',
      kind: principal,
      address: origin.address,
      addresses: [origin.address],
      attribute: '',
      ...(name === undefined ? {} : { name }),
      life,
      ...boundaryChange(was, is),
      relation: relationOf(gained, lost),
      newAccess: gained,
      lostAccess: lost,
      ...(severity === undefined ? {} : { severity }),
      sensitive: sides.sensitive,
      plan,
    },
    undetermined: hidden.map((one) => notComparedOf(one, plan)),
    holds: [...pair.documents.before, ...pair.documents.after].map(({ policy }) => standingOfPolicy(policy)),
    limited: pair.before.layers.length > 1 || pair.after.layers.length > 1,
  };
}

/** Where inline policies stand: the same text may have moved. */
function inlineOf({ policies }: Holder): string {
  const inline = policies.filter(({ by }) => by === 'inline');
  return JSON.stringify(inline.map(({ origin }) => [origin.address, origin.attribute]));
}

const nobody: Holder = { policies: [] };
const none: Direction = { verdict: 'no' };

function standingOf({ documents }: HeldPair): ReadonlyMap<PolicyDocument, Standing> {
  const placed = ({ policy, document }: HeldDocument): readonly [PolicyDocument, Standing] => [
    document,
    standingOfPolicy(policy),
  ];
  return new Map([...documents.before.map(placed), ...documents.after.map(placed)]);
}

/** The document's own place, where it is in the plan; else the attachment. */
function standingOfPolicy({ document, origin }: AttachedPolicy): Standing {
  const { address, attribute } = document ?? origin;
  return { address, attribute };
}

function boundaryChange(before: Holder, after: Holder): Pick<AccessChange, 'boundary'> {
  const [was, is] = [before, after].map(({ boundary }) =>
    boundary === undefined ? null : (boundary.arn ?? boundary.origin.address),
  );
  return was === undefined || is === undefined || was === is ? {} : { boundary: { before: was, after: is } };
}

/** What is not in reach on one side leaves a "no" open, and a "yes" may rest on it. */
function resting(
  direction: Direction,
  hidden: readonly AttachedPolicy[],
  assumed: readonly AttachedPolicy[],
): Direction {
  const [first] = hidden;
  if (direction.verdict === 'no' && first !== undefined)
    return { verdict: 'undetermined', reason: reasonOf(first), references: [] };
  if (direction.verdict !== 'yes') return direction;
  const names = assumed.map(({ arn, origin }) => arn ?? origin.address);
  return { ...direction, assuming: [...new Set([...direction.assuming, ...names])] };
}

function reasonOf({ reason }: AttachedPolicy): string {
  return reason ?? 'its document is not in reach';
}

function notComparedOf(policy: AttachedPolicy, plan: number): NotCompared {
  const { address, attribute } = policy.origin;
  return { address, attribute, reason: reasonOf(policy), references: [], plan };
}
