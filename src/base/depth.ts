/**
 * How deep JSON is nested. V8's JSON.parse reads any depth, while everything that walks a value afterwards would run
 * out of stack: so what is deeper than any real plan or policy is refused before.
 */

/** Terraform's own values and blocks stay below a few dozen; the configuration of nested modules takes two levels each. */
export const deepest = 1000;

/** True where arrays and objects are nested deeper than `deepest` levels. Looks at nothing below that depth. */
export function isTooDeep(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object' && isTooDeep(element, left - 1)) return true;
    return false;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key in members) {
    const member = members[key];
    if (typeof member === 'object' && isTooDeep(member, left - 1)) return true;
  }
  return false;
}
