/**
 * The search within one class of actions: for each caller that can matter, first whether any request at all would do,
 * then whether one of the actions really makes such a request, with a resource of its types and keys that it carries.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { ActionClass } from './action-classes.ts';
import { kindsOf } from './action-kinds.ts';
import type { Universe } from './action-set.ts';
import { type Cube, variablesIn } from './cube.ts';
import { domainOf } from './domains.ts';
import { type Filled, fillingFrom, fillingsOf } from './fillings.ts';
import type { Budget } from './find-text.ts';
import { Undecided } from './glob-machine.ts';
import { cubesIn, type Grant, namesCaller, narrowed, withoutKept } from './grant.ts';
import { isFilled } from './holes.ts';
import { anyResource, formsOf, hiddenResource, type ResourceForm } from './resource-forms.ts';
import { findModel, type Surroundings } from './search.ts';
import { canAsk } from './who-asks.ts';
import { type Found, foundOf } from './witness.ts';
import type { World } from './worlds.ts';

/** What one search is about. */
export interface Search {
  readonly granted: Grant;
  readonly withheld: Grant;
  readonly worlds: readonly World[];
  readonly universe: Universe;
  /** What AWS's pages leave open counts as a match. */
  readonly open: boolean;
  /** States that the whole question may still look at. */
  readonly total: Budget;
}

/** States of one caller and class. */
const statesOfClass = 40_000;

/**
 * A request for an action of the class that is granted and not withheld; undefined where there is none. Throws `Undecided`
 * where a caller leaves it open and no other one decides it.
 */
export function searchClass(search: Search, actions: ActionClass): Found | undefined {
  let open: Undecided | undefined;
  for (const world of search.worlds) {
    try {
      const found = searchWorld(search, actions, world);
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      open ??= error;
    }
  }
  if (open !== undefined) throw open;
  return undefined;
}

function searchWorld(search: Search, actions: ActionClass, world: World): Found | undefined {
  const { open, universe, total } = search;
  const isActive = (cube: Cube) => actions.held.has(cube) && namesCaller(cube, world.caller, open);
  const withheld = narrowed(search.withheld, isActive);
  const granted = withoutKept(narrowed(search.granted, isActive), withheld);
  if (granted.layers.some((layer) => layer.length === 0)) return undefined;
  const general = (key: string) => domainOf(key, world, universe.catalogue, undefined);
  for (const filled of fillingsOf(cubesIn(granted), cubesIn(withheld), withheld.denials, general)) {
    if (total.left < 0)
      throw new Undecided('the policies are too contrived: they exceed the budget of steps');
    const surroundings: Surroundings = {
      forms: [...anyResource, ...hiddenForms(granted)],
      domainOf: withFilling(general, filled),
      filling: fillingFrom(filled),
      reading: { open },
      budget: { left: statesOfClass },
    };
    const possible = findModel(granted, [withheld], surroundings);
    total.left -= statesOfClass - surroundings.budget.left;
    if (possible === undefined) continue;
    const found = searchActions({ ...search, granted, withheld }, actions, world, filled, surroundings);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Actions whose resources and keys are alike are tried once. */
function searchActions(
  { granted, withheld, universe }: Search,
  actions: ActionClass,
  world: World,
  filled: Filled,
  surroundings: Surroundings,
): Found | undefined {
  const keys = keysIn([...cubesIn(granted), ...cubesIn(withheld)]);
  const heads = headsOf(granted.layers[0] ?? []);
  for (const { name, action } of kindsOf(actions, keys, universe)) {
    if (!canAsk(world.caller, name)) continue;
    const typed = formsOf(action).filter(({ machine }) => beginsLike(machine.head, heads));
    const forms = [...typed, ...hiddenForms(granted)];
    if (forms.length === 0) continue;
    const ofAction = (key: string) => domainOf(key, world, universe.catalogue, action);
    if ([...filled].some(([key, value]) => value !== undefined && !ofAction(key).present)) continue;
    const here: Surroundings = {
      ...surroundings,
      forms,
      domainOf: withFilling(ofAction, filled),
      budget: { left: statesOfClass },
    };
    const model = findModel(granted, [withheld], here);
    if (model !== undefined)
      return foundOf({
        action: name,
        actions: actions.actions(),
        model,
        world,
        keys,
        filled,
        surroundings: here,
      });
  }
  return undefined;
}

/** What is known only after apply may be a resource of any type. */
function hiddenForms({ layers: [first = []] }: Grant): readonly ResourceForm[] {
  const isHidden = ({ resource }: Cube) =>
    resource?.patterns.some(({ parts }) => parts.some((part) => typeof part === 'string' && isFilled(part)));
  return first.some(isHidden) ? [hiddenResource] : [];
}

/** What the resources of the allowances begin with; an empty text where they may begin with anything. */
function headsOf(allowances: readonly Cube[]): readonly string[] {
  const heads = allowances.flatMap(({ resource }) =>
    resource === undefined || resource.negated
      ? ['']
      : resource.patterns.map(({ parts: [first] }) =>
          typeof first === 'string' ? first.slice(0, first.search(/[*?\\]|$/)) : '',
        ),
  );
  return [...new Set(heads)];
}

/** False for a resource form that no allowance can match, which most of a wide class of actions have. */
function beginsLike(form: string, heads: readonly string[]): boolean {
  return heads.some((head) => form.startsWith(head) || head.startsWith(form));
}

/** Every key that a condition or a variable of the cubes names, lower case, sorted. */
function keysIn(cubes: readonly Cube[]): readonly string[] {
  const keys = cubes.flatMap((cube) => [...cube.conditions.map(({ key }) => key), ...variablesIn(cube)]);
  return [...new Set(keys)].sort();
}

/** A key that a variable stands for has the value that was filled in. */
function withFilling(general: Surroundings['domainOf'], filled: Filled): Surroundings['domainOf'] {
  if (filled.size === 0) return general;
  return (key) => {
    if (!filled.has(key)) return general(key);
    const value = filled.get(key);
    return value === undefined
      ? { absent: true, present: false }
      : { ...general(key), absent: false, values: [value], multivalued: false };
  };
}
