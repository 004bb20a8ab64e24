/**
 * Where AWS's pages leave open what a statement matches, so that a question must be asked in both readings.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
import { readOperator } from '../iam/operators.ts';
import type { PrincipalClause } from '../iam/types.ts';
import type { Cube, KeyCondition } from './cube.ts';

/** True where the readings of AWS's pages can differ on the statement. */
export function isOpen({ resource, conditions, statement }: Cube): boolean {
  return (
    (resource?.patterns.some(({ parts }) => isOpenArn(parts[0])) ?? false) ||
    conditions.some(isOpenCondition) ||
    isOpenPrincipal(statement.principal)
  );
}

/** A wildcard before the fifth colon may or may not run across colons; fewer than six parts may or may not be filled up. */
function isOpenArn(start: unknown): boolean {
  if (typeof start !== 'string' || /^\*+$/.test(start)) return false;
  const parts = start.split(':');
  return parts.length < 6 || parts.slice(0, 5).some((part) => /[*?]/.test(part));
}

function isOpenCondition({ condition, variables, texts, negated }: KeyCondition): boolean {
  const { base, set } = readOperator(String(condition.operator));
  const values = condition.values.map(String);
  if (base === undefined || values.length === 0) return true;
  if (texts === undefined && variables && values.some((value) => value.includes('${'))) return true;
  if (negated || (base.family === 'null' && set === undefined)) return true;
  return values.includes('') || base.family === 'arn';
}

/** Whom `NotPrincipal` leaves out is open where it lists a principal without its account, or the account alone. */
function isOpenPrincipal(principal: PrincipalClause | undefined): boolean {
  if (principal === undefined) return false;
  return principal.negated || principal.principals.some(({ type, value }) => type !== 'AWS' && value === '*');
}

/** Why a statement cannot be read at all; undefined for one that can. */
export function unreadable({ statement }: Cube): string | undefined {
  const odd = statement.action.values.find((value) => typeof value === 'string' && hasOddPrefix(value));
  return odd === undefined
    ? undefined
    : `no page of AWS says what the wildcard in the service of \`${String(odd)}\` matches`;
}

/** A wildcard in the service, or where a service should be, is in no grammar. */
export function hasOddPrefix(action: string): boolean {
  if (/^\*+(:\*+)?$/.test(action)) return false;
  return /[*?]/.test(action.includes(':') ? action.slice(0, action.indexOf(':')) : action);
}
