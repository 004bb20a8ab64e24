/**
 * What a statement should be, for rules that know: a finding then shows it beside the edit in words.
 */
import type { JsonObject } from '../base/value.ts';
import { correctMfaGuard } from './corrections/mfa-guard.ts';

/** The corrections that a rule can name. */
export const corrections = ['mfa-guard'] as const;
export type Correction = (typeof corrections)[number];

const byName: Readonly<Record<Correction, (statement: JsonObject) => JsonObject | undefined>> = {
  'mfa-guard': correctMfaGuard,
};

/** The statement as it should be; undefined where that cannot be told from it alone. */
export function correct(correction: Correction, statement: JsonObject): JsonObject | undefined {
  return byName[correction](statement);
}
