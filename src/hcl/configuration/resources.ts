/**
 * References to resources: what the plan knows of their instances, and typed unknowns for the rest.
 */
import type { Context } from '../evaluate/context.ts';
import type { Block } from '../syntax/tree.ts';
import { giveUp } from '../value/errors.ts';
import { fromPlanValue, type NameHole } from '../value/import.ts';
import type { Entries, HclValue, Unknown } from '../value/values.ts';
import { keysOf, repetitionOf, together } from './repetition.ts';
import { type PlannedInstance, type ResourceName, resourceAddress } from './resolver.ts';
import type { Scope } from './scope.ts';

/** The value of a reference to a resource. Throws Undetermined where the source has no such resource. */
export function resourceValue(
  scope: Scope,
  mode: 'managed' | 'data',
  type: string,
  name: string,
  context: Context,
): HclValue {
  const declared = mode === 'data' ? `data.${type}.${name}` : `resource.${type}.${name}`;
  const block = scope.index.blocks.get(declared) ?? giveUp(`\`${type}.${name}\` is not in the source`);
  const resource: ResourceName = { module: scope.steps, mode, type, name };
  const planned = scope.session.resolver.instances(resource);
  const repetition = repetitionOf(block);
  const instances = planned ?? missingInstances(block, context);
  if (instances === undefined) return unknownOf(resourceAddress(resource), undefined, false);
  return together(
    repetition,
    instances.map((one) => [one.key, instanceValue(scope, resource, one)]),
  );
}

/** Instances that the plan does not show: nothing of them is known but that they are there. */
function missingInstances(block: Block, context: Context): readonly PlannedInstance[] | undefined {
  return keysOf(block, context)?.map((key) => ({ ...(key === undefined ? {} : { key }), value: {} }));
}

/** An instance has every attribute of its schema: one that the plan does not show is unknown. */
function instanceValue(scope: Scope, resource: ResourceName, { key, value }: PlannedInstance): HclValue {
  const address = resourceAddress(resource, key);
  const { holeType } = scope.session.resolver;
  const nameHole: NameHole = (path, hole) => {
    const [attribute] = path;
    const type = hole.type ?? (path.length === 1 ? holeType(resource.type, String(attribute)) : undefined);
    return unknownOf(hole.reference ?? `${address}${path.map(stepText).join('')}`, type, true);
  };
  const known = new Map<string, HclValue>();
  const entries: Entries = {
    size: Object.keys(value).length,
    has: () => true,
    keys: () => giveUp(`all attributes of \`${address}\` together are not known`),
    get: (name) => {
      const before = known.get(name);
      if (before !== undefined) return before;
      const planned = Object.hasOwn(value, name) ? value[name] : undefined;
      const made = planned === undefined ? nameHole([name], {}) : fromPlanValue(planned, nameHole, [name]);
      known.set(name, made);
      return made;
    },
  };
  return { kind: 'object', entries, isOpen: true };
}

function stepText(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `.${step}`;
}

function unknownOf(reference: string, holeType: string | undefined, firm: boolean): Unknown {
  const isText = holeType === 'string' || holeType?.startsWith('arn') === true;
  return {
    kind: 'unknown',
    type: isText ? 'string' : 'unsure',
    reference,
    waits: [reference],
    ...(holeType === undefined ? {} : { holeType }),
    ...(firm ? { firm: true } : {}),
  };
}

/** An unknown that stands for what a module gives that is not on the disk. */
export function unknownOutput(reference: string): Unknown {
  return unknownOf(reference, undefined, false);
}
