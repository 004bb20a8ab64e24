/**
 * Whether what a plan knows of an argument contradicts what the source gives for it. Providers print some values in their
 * own way (case, a dot at the end, the order of a set, a digest of a text), and that is no contradiction.
 */
import { isArray, isHole, isObject, isTemplate, type Value, type ValueObject } from '../../base/value.ts';

/** A known text, number or bool. */
export function isSettled(value: Value | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** True where both are known, and are not the same. What is unknown or null on either side contradicts nothing. */
export function contradicts(planned: Value | undefined, written: Value | undefined): boolean {
  if (isSettled(planned)) return isSettled(written) && !isSameText(String(planned), String(written));
  if (isArray(planned)) return isArray(written) && listsContradict(planned, written);
  return isObject(planned) && isObject(written) && objectsContradict(planned, written);
}

function isSameText(planned: string, written: string): boolean {
  if (planned === written || isDigest(planned)) return true;
  const [left, right] = [planned, written].map((one) => one.trim().replace(/\.$/, '').toLowerCase());
  if (left === right) return true;
  const [document, other] = [documentIn(planned), documentIn(written)];
  if (document !== undefined && other !== undefined) return document === other;
  return planned !== '' && written !== '' && Number(planned) === Number(written);
}

/** What providers keep in the place of long texts. */
function isDigest(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/.test(text);
}

/** A JSON document in one form: order in lists does not matter, nor whether a single value stands in one. */
function documentIn(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return canonical(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const parts = [...new Set(value.map(canonical))].sort();
    return parts.length === 1 ? (parts[0] ?? '') : `[${parts.join()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(String(value));
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`);
  return `{${members.sort().join()}}`;
}

/** Sets have no order, and hold nothing twice: each must have its like on the other side. */
function listsContradict(planned: readonly Value[], written: readonly Value[]): boolean {
  if (![...planned, ...written].every(isWhole)) return false;
  const hasLike = (one: Value, among: readonly Value[], isPlanned: boolean): boolean =>
    among.some((other) => (isPlanned ? !contradicts(one, other) : !contradicts(other, one)));
  return (
    !planned.every((one) => hasLike(one, written, true)) ||
    !written.every((one) => hasLike(one, planned, false))
  );
}

/** What only one side has may be the provider's. */
function objectsContradict(planned: ValueObject, written: ValueObject): boolean {
  return Object.entries(written).some(
    ([name, one]) => Object.hasOwn(planned, name) && contradicts(planned[name], one),
  );
}

/** True where one side of a map of texts has an entry that the other lacks; for arguments, since blocks have defaults. */
export function lacksEntry(planned: Value | undefined, written: Value | undefined): boolean {
  if (!isObject(planned) || !isObject(written)) return false;
  const values = [...Object.values(planned), ...Object.values(written)];
  if (!values.every((one) => typeof one === 'string' || one === null)) return false;
  const names = (of: ValueObject) => Object.keys(of).filter((name) => (of[name] ?? '') !== '');
  const [left, right] = [names(planned), names(written)];
  return left.some((name) => !right.includes(name)) || right.some((name) => !left.includes(name));
}

/** True where nothing in it is unknown. */
export function isWhole(value: Value): boolean {
  if (isHole(value) || isTemplate(value)) return false;
  if (isArray(value)) return value.every(isWhole);
  return !isObject(value) || Object.values(value).every(isWhole);
}
