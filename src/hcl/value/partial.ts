/**
 * Objects that are unknown because one of their keys is: Terraform knows nothing of them, and what is written of them still
 * tells what they will hold. Kept beside the value, so that no value which is made of it takes it over.
 */
import type { HclValue, Unknown } from './values.ts';

/** Keys and values as they are written. */
export type Written = readonly (readonly [HclValue, HclValue])[];

const written = new WeakMap<Unknown, Written>();

/** The unknown, with what is written of it. */
export function withWritten(value: Unknown, entries: Written): Unknown {
  written.set(value, entries);
  return value;
}

/** What is written of an unknown object; undefined of any other unknown. */
export function writtenOf(value: Unknown): Written | undefined {
  return written.get(value);
}
