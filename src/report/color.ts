/**
 * Colour by meaning; without colour the text is the same.
 */
import type { Severity } from '../rule/types.ts';

/** What text stands for. */
export type Role = Severity | 'dim' | 'bold' | 'mark' | 'good';

const codes: Readonly<Record<Role, string>> = {
  critical: '1;97;41',
  high: '1;31',
  medium: '1;33',
  low: '1;36',
  note: '1;34',
  dim: '2',
  bold: '1',
  mark: '31',
  good: '32',
};

/** Paints text, or leaves it. */
export type Paint = (role: Role, text: string) => string;

/** The painter for a terminal with or without colour. */
export function painter(color: boolean): Paint {
  return color ? (role, text) => `\u001b[${codes[role]}m${text}\u001b[0m` : (_, text) => text;
}
