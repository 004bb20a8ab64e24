/**
 * Resource addresses by a real grammar: `for_each` keys are quoted strings that may hold quotes, dots, brackets
 * and newlines. Formatting and parsing undo each other.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
import { formatSteps, keyAt, nameAt, type Step, stepsOf } from './traversal.ts';
import type { Address, ModuleStep } from './types.ts';

/** The key of an instance; nothing where the resource or module is not repeated. */
type Key = Pick<ModuleStep, 'key' | 'keyUnknown'>;

/** Parses an address; undefined where it is none. Linear in its length. */
export function parseAddress(text: string): Address | undefined {
  const steps = stepsOf(text);
  if (steps === undefined) return undefined;
  const { modules, end } = takeModules(steps);
  const first = nameAt(steps, end);
  const mode = first === 'data' || first === 'ephemeral' ? first : 'managed';
  const at = mode === 'managed' ? end : end + 1;
  const type = nameAt(steps, at);
  const name = nameAt(steps, at + 1);
  const key = takeKey(steps, at + 2);
  if (type === '' || name === '' || steps.length !== key.end) return undefined;
  return { modules, mode, type, name, ...key.key };
}

/** Parses a module address (`module.a["x"].module.b`); undefined where it is none. The root is the empty text. */
export function parseModules(text: string): readonly ModuleStep[] | undefined {
  const steps = stepsOf(text);
  if (steps === undefined) return undefined;
  const { modules, end } = takeModules(steps);
  return end === steps.length ? modules : undefined;
}

/** Writes an address as Terraform does. */
export function formatAddress(address: Address): string {
  const { modules, mode, type, name } = address;
  const prefix = mode === 'managed' ? [] : [{ name: mode }];
  return formatSteps([...moduleSteps(modules), ...prefix, { name: type }, { name }, ...keySteps(address)]);
}

/** Writes a module path as Terraform does; empty for the root. */
export function formatModules(modules: readonly ModuleStep[]): string {
  return formatSteps(moduleSteps(modules));
}

/** The address with all `count` and `for_each` keys taken out: what copies have in common. */
export function withoutKeys(address: string): string {
  if (!address.includes('[')) return address;
  const parsed = parseAddress(address);
  if (parsed === undefined) return address;
  const { modules, mode, type, name } = parsed;
  return formatAddress({ modules: modules.map((step) => ({ name: step.name })), mode, type, name });
}

function takeModules(steps: readonly Step[]): { modules: readonly ModuleStep[]; end: number } {
  const modules: ModuleStep[] = [];
  let end = 0;
  while (nameAt(steps, end) === 'module' && nameAt(steps, end + 1) !== '') {
    const key = takeKey(steps, end + 2);
    modules.push({ name: nameAt(steps, end + 1), ...key.key });
    end = key.end;
  }
  return { modules, end };
}

function takeKey(steps: readonly Step[], at: number): { key: Key; end: number } {
  const step = steps[at];
  if (step !== undefined && 'keyUnknown' in step) return { key: step, end: at + 1 };
  const key = keyAt(steps, at);
  return key === undefined ? { key: {}, end: at } : { key: { key }, end: at + 1 };
}

function moduleSteps(modules: readonly ModuleStep[]): readonly Step[] {
  return modules.flatMap((step) => [{ name: 'module' }, { name: step.name }, ...keySteps(step)]);
}

function keySteps({ key, keyUnknown }: Key): readonly Step[] {
  if (keyUnknown) return [{ keyUnknown }];
  return key === undefined ? [] : [{ key }];
}
