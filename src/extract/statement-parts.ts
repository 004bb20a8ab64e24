/**
 * What statements that are resources are put together from.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { hole, type Value, type ValueObject } from '../base/value.ts';

/** Reads one attribute: undefined where unset, a hole where unknown. */
export type Read = (attribute: string) => Value | undefined;

/** AWS reads a host name as a service, and account numbers and ARNs as principals of an account. */
export function principalOf(principal: string): Value {
  if (principal === '*') return '*';
  const isService = principal.includes('.') && !principal.startsWith('arn:');
  return isService ? { Service: principal } : { AWS: principal };
}

/** The ARN of what is named, in any account and Region; an ARN stays as it is, and what is unknown stays unknown. */
export function arnOf(start: string, name: Value | undefined, qualifier?: Value): Value {
  if (typeof name !== 'string') return name ?? hole();
  const arn = name.startsWith('arn:') ? name : `arn:*:${start}${name}`;
  if (qualifier === undefined) return arn;
  return typeof qualifier === 'object' ? hole() : `${arn}:${qualifier}`;
}

/** A condition block of what is set; booleans are text in it. */
export function conditions(
  all: readonly (readonly [operator: string, key: string, value: Value | undefined])[],
): ValueObject {
  const written: Record<string, Record<string, Value>> = {};
  for (const [operator, key, value] of all) {
    if (value !== undefined && value !== null)
      written[operator] = { ...written[operator], [key]: typeof value === 'boolean' ? String(value) : value };
  }
  return Object.keys(written).length === 0 ? {} : { Condition: written };
}
