/**
 * Values that a host took out of the plan because they are sensitive: something is there, and its text is not what the
 * plan says. env0 and Terraform's own output print a phrase, Spacelift a hash.
 * https://docs.spacelift.io/vendors/terraform/resource-sanitization
 */
import { asArray, own } from '../base/decode.ts';
import { hole, isArray, isObject, type Json, type Value } from '../base/value.ts';

const hash = /^[0-9a-f]{8,128}$/;

/**
 * The value with opaque holes for what was masked; the value itself where nothing was. `marks` is `after_sensitive` or
 * `before_sensitive` of it: a hash counts only where the plan says that it is sensitive.
 */
export function unmask(value: Value, marks: Json | undefined): Value {
  if (!holdsMasked(value, marks)) return value;
  if (isArray(value)) return value.map((element, at) => unmask(element, marksBelow(marks, at)));
  if (!isObject(value)) return hole({ opaque: true });
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, unmask(member, marksBelow(marks, key))]),
  );
}

/** The marks of a member or element: a mark on the whole counts for every part of it. */
export function marksBelow(marks: Json | undefined, step: string | number): Json | undefined {
  if (marks === true) return true;
  return typeof step === 'number' ? asArray(marks)[step] : own(marks, step);
}

function holdsMasked(value: Value | undefined, marks: Json | undefined): boolean {
  if (typeof value === 'string') return isMasked(value, marks === true);
  if (isArray(value)) return value.some((element, at) => holdsMasked(element, marksBelow(marks, at)));
  if (!isObject(value)) return false;
  return Object.keys(value).some((key) => holdsMasked(value[key], marksBelow(marks, key)));
}

function isMasked(text: string, isSensitive: boolean): boolean {
  return text === '<sensitive>' || text === '(sensitive value)' || (isSensitive && hash.test(text));
}
