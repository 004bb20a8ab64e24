/**
 * One request as a reader takes it in at a glance: who, which action, on what, with which condition keys.
 */
import type { Witness } from '../ask/witness.ts';
import { grouped, labelled } from '../base/layout.ts';
import { printable } from '../base/printable.ts';

/** How wide, and how far in. */
export interface RequestLayout {
  readonly width: number;
  readonly indent: number;
}

/** The lines of a request; `actions` are all that are treated like the one of the request, which is the first line's. */
export function requestLines(
  { principal, action, resource, context }: Witness,
  actions: readonly string[],
  layout: RequestLayout,
): readonly string[] {
  const line = (name: string, text: string) => labelled(name.padEnd(12), printable(text), layout);
  const keys = Object.entries(context).map(([key, value]) => `${key} = ${valueText(value)}`);
  return [
    ...line('who', principal),
    ...line('action', `${action}${likewise(action, actions)}`),
    ...line('resource', resource),
    ...keys.flatMap((key, at) => line(at === 0 ? 'context' : '', key)),
  ];
}

/** The other actions: two by name, the rest counted. */
function likewise(action: string, actions: readonly string[]): string {
  const others = actions.filter((one) => one !== action);
  if (others.length === 0) return '';
  const named = others.slice(0, 2).join(', ');
  return others.length > 2
    ? ` (likewise ${named} and ${grouped(others.length - 2)} more)`
    : ` (likewise ${named})`;
}

function valueText(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : `[${value.join(', ')}]`;
}
