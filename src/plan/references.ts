/**
 * Where a reference leads: through module inputs and outputs, `count` and `for_each`, to a resource or a constant.
 * The configuration in a plan has no locals and no operators, so what goes through `local.` stays undetermined, and a
 * function around a reference cannot be seen.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
import type { Value } from '../base/value.ts';
import { isObject } from '../base/value.ts';
import { moduleAt } from './modules.ts';
import { keyAt, longest, nameAt, pathOf, type Step, stepsOf } from './traversal.ts';
import type { Expression, ModuleStep, Plan, Resolution } from './types.ts';

/** Where an expression stands: its module with keys, and the key and `for_each` of the block it is in. */
export interface Scope {
  readonly modules: readonly ModuleStep[];
  readonly key?: string | number;
  readonly forEach?: Expression;
}

/** Through how many modules and arguments a reference is followed. */
const furthest = 64;

/** Where each reference of an expression leads. A constant expression leads to its value. */
export function resolveExpression(plan: Plan, scope: Scope, expression: Expression): readonly Resolution[] {
  return follow(plan, scope, expression, [], furthest);
}

/** Where one reference leads. */
export function resolve(plan: Plan, scope: Scope, reference: string): readonly Resolution[] {
  return resolveExpression(plan, scope, { references: [reference] });
}

function follow(
  plan: Plan,
  scope: Scope,
  expression: Expression,
  rest: readonly Step[],
  left: number,
): readonly Resolution[] {
  if (expression.constant !== undefined) return [constantAt(expression.constant, rest)];
  const references = longest(expression.references);
  const targets = references.filter((reference) => !isOwnKey(reference));
  if (targets.length === 0) return references.map((one) => lost(one, 'its value depends on the instance'));
  const repeated = references.length > targets.length;
  return targets.flatMap((reference) => {
    const steps = stepsOf(reference);
    if (left === 0 || steps === undefined) return [lost(reference, 'it cannot be followed')];
    return followSteps({ plan, scope, reference, steps: [...steps, ...rest], repeated, left: left - 1 });
  });
}

interface Trail {
  readonly plan: Plan;
  readonly scope: Scope;
  readonly reference: string;
  readonly steps: readonly Step[];
  /** The expression also names its own instance key, so a repeated target is indexed by it. */
  readonly repeated: boolean;
  readonly left: number;
}

function followSteps(trail: Trail): readonly Resolution[] {
  const { reference, steps } = trail;
  switch (nameAt(steps, 0)) {
    case 'var':
      return followVariable(trail);
    case 'module':
      return followOutput(trail);
    case 'each':
      return followEach(trail);
    case 'local':
      return [lost(reference, 'the plan does not hold the values of locals')];
    case 'count':
    case 'path':
    case 'terraform':
    case 'self':
      return [lost(reference, 'the plan does not hold its value')];
    default:
      return [toResource(trail)];
  }
}

function followVariable({ plan, scope, reference, steps, left }: Trail): readonly Resolution[] {
  const name = nameAt(steps, 1);
  const rest = steps.slice(2);
  const parent = scope.modules.slice(0, -1);
  const step = scope.modules.at(-1);
  if (step === undefined) {
    const value = plan.variables[name] ?? plan.configuration.root.variables[name]?.default;
    return value === undefined
      ? [lost(reference, 'the plan does not hold its value')]
      : [constantAt(value, rest)];
  }
  const call = moduleAt(plan.configuration, parent)?.calls[step.name];
  const argument = call?.expressions[name];
  if (argument === undefined) {
    const value = call?.module.variables[name]?.default;
    return value === undefined ? [lost(reference, 'nothing sets it')] : [constantAt(value, rest)];
  }
  if (argument.node !== 'expression') return [lost(reference, 'it is set by a block')];
  const above = {
    modules: parent,
    ...keyOf(step),
    ...(call?.forEach === undefined ? {} : { forEach: call.forEach }),
  };
  return follow(plan, above, argument.expression, rest, left);
}

function followOutput({ plan, scope, reference, steps, repeated, left }: Trail): readonly Resolution[] {
  const name = nameAt(steps, 1);
  const key = keyAt(steps, 2);
  const at = key === undefined ? 2 : 3;
  const call = moduleAt(plan.configuration, scope.modules)?.calls[name];
  const output = call?.module.outputs[nameAt(steps, at)];
  if (call === undefined) return [lost(reference, 'there is no such module')];
  if (output === undefined) return [lost(reference, 'which output of the module is meant cannot be told')];
  const own = repeated && (call.count ?? call.forEach) !== undefined ? scope.key : undefined;
  const step: ModuleStep = { name, ...keyOf({ key: key ?? own }) };
  return follow(plan, { modules: [...scope.modules, step] }, output, steps.slice(at + 1), left);
}

/** `each.value` of a `for_each` over a resource is that resource's instance of the same key. */
function followEach({ plan, scope, reference, steps, left }: Trail): readonly Resolution[] {
  const over = scope.forEach === undefined ? [] : longest(scope.forEach.references);
  const [only] = over;
  const target = only === undefined || over.length > 1 ? undefined : stepsOf(only);
  if (nameAt(steps, 1) !== 'value' || target === undefined || only === undefined) {
    return [lost(reference, 'its value depends on the instance')];
  }
  const rest = steps.slice(2);
  const { forEach: _, ...outer } = scope;
  return followSteps({
    plan,
    scope: outer,
    reference: only,
    steps: [...target, ...rest],
    repeated: true,
    left,
  });
}

function toResource({ plan, scope, reference, steps, repeated }: Trail): Resolution {
  const first = nameAt(steps, 0);
  const mode = first === 'data' ? 'data' : first === 'ephemeral' ? 'ephemeral' : 'managed';
  const at = mode === 'managed' ? 0 : 1;
  const type = nameAt(steps, at);
  const name = nameAt(steps, at + 1);
  if (type === '' || name === '') return lost(reference, 'it cannot be followed');
  const key = keyAt(steps, at + 2);
  const attribute = pathOf(steps.slice(at + (key === undefined ? 2 : 3)));
  const resource = moduleAt(plan.configuration, scope.modules)?.resources[
    mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`
  ];
  const own = repeated && (resource?.count ?? resource?.forEach) !== undefined ? scope.key : undefined;
  return {
    found: 'resource',
    modules: scope.modules,
    mode,
    type,
    name,
    attribute,
    ...keyOf({ key: key ?? own }),
  };
}

function constantAt(value: Value, rest: readonly Step[]): Resolution {
  let at: Value | undefined = value;
  for (const step of rest) {
    if ('key' in step && Array.isArray(at)) at = at[Number(step.key)];
    else if (isObject(at)) at = at['name' in step ? step.name : String(step.key)];
    else at = undefined;
  }
  return at === undefined
    ? lost(pathOf(rest), 'the constant has no such part')
    : { found: 'constant', value: at };
}

function lost(reference: string, reason: string): Resolution {
  return { found: 'undetermined', reference, reason };
}

function isOwnKey(reference: string): boolean {
  return reference === 'each.key' || reference === 'count.index';
}

function keyOf({ key }: { key?: string | number | undefined }): { key?: string | number } {
  return key === undefined ? {} : { key };
}
