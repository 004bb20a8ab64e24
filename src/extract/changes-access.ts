/**
 * Does a plan change access that is there already? Only then is there anything to compare.
 */
import type { Plan, ResourceChange } from '../plan/types.ts';
import { linksOf, membershipTypes, principalTypes } from './catalogue/links.ts';
import { rowsOf } from './catalogue/row-lookup.ts';
import { shapes } from './statement-shapes.ts';

/** True where something that grants access is there before, and something that grants access is created, changed or deleted. */
export function changesAccess({ changes }: Plan): boolean {
  const granting = changes.filter((one) => one.mode === 'managed' && isGranting(one.type));
  return granting.some(isThere) && granting.some(isChanged);
}

function isGranting(type: string): boolean {
  return (
    rowsOf(type) !== undefined ||
    linksOf(type) !== undefined ||
    principalTypes.has(type) ||
    membershipTypes.has(type) ||
    shapes.has(type)
  );
}

function isThere({ raw }: ResourceChange): boolean {
  return (raw.before ?? null) !== null;
}

function isChanged({ actions }: ResourceChange): boolean {
  return actions.some((action) => action !== 'no-op' && action !== 'read');
}
