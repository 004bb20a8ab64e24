/**
 * Actions of one class whose requests look alike: they take the same resources, carry the same of the keys in question, and
 * are made by the same callers.
 * One of each kind is tried.
 */
import type { Action } from '../aws/service.ts';
import type { ActionClass } from './action-classes.ts';
import type { Universe } from './action-set.ts';
import { carriesKey } from './domains.ts';
import { formKey } from './resource-forms.ts';
import { mannerOf } from './who-asks.ts';

/** The most consequential action of a kind. */
export interface ActionKind {
  readonly name: string;
  /** Absent where the catalogue does not know it. */
  readonly action: Action | undefined;
}

/** By the list of names, which classes of the same actions share. */
const known = new WeakMap<readonly string[], Map<string, readonly ActionKind[]>>();

/** One action of each kind, the most consequential first; `keys` in lower case. */
export function kindsOf(
  actions: ActionClass,
  keys: readonly string[],
  universe: Universe,
): readonly ActionKind[] {
  const asked = keys.join(' ');
  const names = actions.actions();
  const ofClass = known.get(names) ?? new Map<string, readonly ActionKind[]>();
  known.set(names, ofClass);
  const done = ofClass.get(asked);
  if (done !== undefined) return done;
  const kinds = new Map<string, ActionKind>();
  for (const name of names) {
    const action = universe.catalogue.action(name);
    const kind =
      action === undefined ? name : `${formKey(action)} ${carried(action, keys, universe)} ${mannerOf(name)}`;
    if (!kinds.has(kind)) kinds.set(kind, { name, action });
  }
  const made = [...kinds.values()];
  ofClass.set(asked, made);
  return made;
}

/** Which keys of its own service the action carries: another's may or may not be there. */
function carried(action: Action, asked: readonly string[], { catalogue }: Universe): string {
  const own = asked.filter((key) => key.startsWith(`${action.service}:`));
  if (own.length === 0) return '';
  return `${action.service} ${own.filter((key) => carriesKey(action, key, catalogue)).join()}`;
}
