/**
 * Changes in the order of every output, copies of one made one.
 */
import { withoutInstanceKeys } from '../../base/address-keys.ts';
import { text } from '../order.ts';
import { bySeverity } from './severity.ts';
import type { AccessChange, Allowance, Direction } from './types.ts';

/** Joins copies from `count` and `for_each`, and sorts: the most severe new access, undetermined, lost, the same. */
export function orderChanges(changes: readonly AccessChange[]): readonly AccessChange[] {
  return groupedBy(changes, roughKey)
    .flatMap((group) => (group.length === 1 ? [group] : groupedBy(group, copyKey)))
    .map(joined)
    .sort(compare);
}

function groupedBy(
  changes: readonly AccessChange[],
  keyOf: (change: AccessChange) => string,
): readonly (readonly AccessChange[])[] {
  const groups = new Map<string, AccessChange[]>();
  for (const change of changes) {
    const key = keyOf(change);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}

/** The same for all copies that change alike, and for few others; short, since there may be 100,000. */
function roughKey({ plan, address, attribute, relation, newAccess, lostAccess }: AccessChange): string {
  const rough = (direction: Direction) =>
    direction.verdict === 'yes' ? direction.allowances[0].witness?.resource : direction.verdict;
  const place = address.includes('[') ? withoutInstanceKeys(address) : address;
  return `${plan} ${place} ${attribute} ${relation} ${rough(newAccess)} ${rough(lostAccess)}`;
}

function joined(group: readonly AccessChange[]): AccessChange {
  if (group.length === 1 && group[0] !== undefined) return group[0];
  const [first, ...others] = [...group].sort((a, b) => text(a.address, b.address));
  if (first === undefined) throw new Error('a group of changes is never empty');
  return others.length === 0 ? first : { ...first, addresses: [first, ...others].map((one) => one.address) };
}

/** The same for copies that change in the same way. */
function copyKey(change: AccessChange): string {
  const { address, addresses: _, name: __, newAccess, lostAccess, ...rest } = change;
  return JSON.stringify([
    withoutInstanceKeys(address),
    rest,
    directionKey(newAccess),
    directionKey(lostAccess),
  ]);
}

function directionKey(direction: Direction) {
  return direction.verdict === 'yes'
    ? { ...direction, allowances: direction.allowances.map(allowanceKey) }
    : direction;
}

function allowanceKey({ statement, denied, ...rest }: Allowance) {
  return [
    rest,
    [statement, denied].map((one) => one && [withoutInstanceKeys(one.address), one.attribute, one.pointer]),
  ];
}

function compare(left: AccessChange, right: AccessChange): number {
  return (
    rank(left) - rank(right) ||
    (left.severity === undefined || right.severity === undefined
      ? 0
      : bySeverity(left.severity, right.severity)) ||
    left.plan - right.plan ||
    text(right.subject, left.subject) ||
    text(left.address, right.address) ||
    text(left.attribute, right.attribute)
  );
}

function rank({ newAccess, lostAccess }: AccessChange): number {
  if (newAccess.verdict === 'yes') return 0;
  if (newAccess.verdict === 'undetermined' || lostAccess.verdict === 'undetermined') return 1;
  return lostAccess.verdict === 'yes' ? 2 : 3;
}
