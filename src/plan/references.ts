/**
 * Where a reference leads: through module inputs and outputs, `count` and `for_each`, to a resource or a constant.
 * The configuration in a plan has no locals and no operators, so what goes through `local.` stays undetermined, and a
 * function around a reference cannot be seen: a resolution says what a value depends on, not what it is.
 * https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
import type { Value } from '../base/value.ts';
import { constantAt } from './constant.ts';
import { hasModule } from './instances.ts';
import { lost, type Trail, toResource, type Walk } from './target.ts';
import { formatSteps, keyAt, longest, nameAt, type Step, stepsOf } from './traversal.ts';
import type { Expression, ModuleCall, ModuleStep, Plan, Resolution } from './types.ts';
import { moduleAt, type Scope } from './written.ts';

/** Through how many inputs and outputs one reference is followed, and how many an expression may have behind it. */
const furthest = 64;
const most = 2000;

/** Where each reference of an expression leads, each place once. A constant leads to its value. */
export function resolveExpression(plan: Plan, scope: Scope, expression: Expression): readonly Resolution[] {
  const walk: Walk = { plan, seen: new Set(), left: furthest };
  const distinct = new Map<string, Resolution>();
  for (const one of follow(walk, scope, expression, [])) distinct.set(JSON.stringify(one), one);
  return [...distinct.values()];
}

/** Where one reference leads: to several places where it goes through an input or output that has several references. */
export function resolve(plan: Plan, scope: Scope, reference: string): readonly Resolution[] {
  return resolveExpression(plan, scope, { references: [reference] });
}

function follow(
  walk: Walk,
  scope: Scope,
  expression: Expression,
  rest: readonly Step[],
): readonly Resolution[] {
  if (expression.constant !== undefined) return [constantAt(expression.constant, rest, formatSteps(rest))];
  const references = longest(expression.references);
  if (references.length === 0)
    return [lost('', 'a function computes it, and the plan does not hold its text')];
  const isIndexed = references.some(isOwnKey);
  const step = (reference: string): readonly Resolution[] => {
    const own = stepsOf(reference);
    if (walk.left === 0 || walk.seen.size >= most || own === undefined)
      return [lost(reference, 'it cannot be followed')];
    const steps = [...own, ...rest];
    const visit = JSON.stringify([scope.steps, scope.key, steps]);
    if (walk.seen.has(visit)) return [];
    walk.seen.add(visit);
    return followSteps({ ...walk, scope, reference, steps, own: own.length, isIndexed, left: walk.left - 1 });
  };
  const found = references.filter((one) => !isPlainKey(one)).flatMap(step);
  const isUsed = isIndexed && found.some((one) => isKeyedBy(one, scope.key));
  return isUsed ? found : [...found, ...references.filter(isPlainKey).flatMap(step)];
}

/** True where the key chose the instance that was found: it is then an index, and no value of its own. */
function isKeyedBy(one: Resolution, key: string | number | undefined): boolean {
  if (one.found !== 'resource' || key === undefined) return false;
  return one.key === key || one.modules.some((step) => step.key === key);
}

function followSteps(trail: Trail): readonly Resolution[] {
  const { reference, steps } = trail;
  switch (nameAt(steps, 0)) {
    case 'var':
      return followVariable(trail);
    case 'module':
      return followOutput(trail);
    case 'each':
      return nameAt(steps, 1) === 'key' ? [ownKey(trail)] : followEach(trail);
    case 'count':
      return [ownKey(trail)];
    case 'local':
      return [lost(reference, 'the plan does not hold the values of locals')];
    case 'path':
    case 'terraform':
    case 'self':
      return [lost(reference, 'the plan does not hold its value')];
    default:
      return [toResource(trail)];
  }
}

function followVariable(trail: Trail): readonly Resolution[] {
  const { plan, scope, reference, steps } = trail;
  const name = nameAt(steps, 1);
  const rest = steps.slice(2);
  const step = scope.steps.at(-1);
  const variables = moduleAt(plan.configuration, scope.steps)?.variables;
  const declared = member(variables, name);
  const secret = declared?.sensitive ? { sensitive: true as const } : {};
  const constant = (value: Value | undefined): readonly Resolution[] =>
    value === undefined
      ? [lost(reference, 'nothing in the plan sets it')]
      : [{ ...constantAt(value, rest, reference), ...secret }];
  if (step === undefined) return constant(member(plan.variables, name) ?? declared?.default);
  const parent = scope.steps.slice(0, -1);
  const call = member(moduleAt(plan.configuration, parent)?.calls, step.name);
  const argument = member(call?.expressions, name);
  if (argument === undefined) return constant(declared?.default);
  if (argument.node !== 'expression') return [lost(reference, 'a block sets it')];
  const found = follow(trail, callScope(parent, step, call), argument.expression, rest);
  return found.map((one) => (one.found === 'constant' ? { ...one, ...secret } : one));
}

/** Arguments of a module call stand in the module above, and see the keys of the call. */
function callScope(parent: readonly ModuleStep[], step: ModuleStep, call: ModuleCall | undefined): Scope {
  return {
    steps: parent,
    ...(step.key === undefined ? {} : { key: step.key }),
    ...(call?.forEach === undefined ? {} : { forEach: call.forEach }),
  };
}

/** After a splat or a computed index Terraform drops the output's name; it is known only where there is one output. */
function followOutput(trail: Trail): readonly Resolution[] {
  const { plan, scope, reference, steps, isIndexed } = trail;
  const name = nameAt(steps, 1);
  const key = keyAt(steps, 2);
  const at = key === undefined ? 2 : 3;
  const call = member(moduleAt(plan.configuration, scope.steps)?.calls, name);
  if (call === undefined) return [lost(reference, 'the configuration in the plan has no such module')];
  const [only, another] = Object.values(call.module.outputs);
  const isNamed = at < steps.length;
  const output = isNamed
    ? member(call.module.outputs, nameAt(steps, at))
    : another === undefined
      ? only
      : undefined;
  if (output === undefined) return [lost(reference, 'which output of the module it means cannot be told')];
  const keys = [key, isIndexed ? scope.key : undefined].filter((one) => one !== undefined);
  const modules = keys.map((one) => [...scope.steps, { name, key: one }]);
  const known = modules.find((path) => key !== undefined || hasModule(plan, path));
  return follow(trail, { steps: known ?? [...scope.steps, { name }] }, output, steps.slice(at + 1));
}

/** `each.value` is the element of the same key: an instance of a repeated resource or module, or of a constant. */
function followEach(trail: Trail): readonly Resolution[] {
  const { scope, reference, steps, left } = trail;
  const { forEach, ...outer } = scope;
  const unknown = [lost(reference, 'its value depends on the instance')];
  if (forEach === undefined || scope.key === undefined || left === 0) return unknown;
  const [only, ...others] = longest(forEach.references);
  const over = only === undefined ? undefined : stepsOf(only);
  const rest = steps.slice(2);
  if (over !== undefined && others.length === 0 && nameAt(over, 0) !== 'var') {
    return followSteps({
      ...trail,
      scope: outer,
      steps: [...over, ...rest],
      isIndexed: true,
      left: left - 1,
    });
  }
  const [map, ...further] = follow(trail, outer, forEach, []);
  if (map?.found !== 'constant' || further.length > 0) return unknown;
  const element = Array.isArray(map.value) ? rest : [{ key: scope.key }, ...rest];
  const { value } = Array.isArray(map.value) ? { value: scope.key } : map;
  return [{ ...map, ...constantAt(value, element, reference) }];
}

function ownKey({ scope, reference }: Trail): Resolution {
  return scope.key === undefined
    ? lost(reference, 'its value depends on the instance')
    : { found: 'constant', value: scope.key };
}

function isOwnKey(reference: string): boolean {
  return isPlainKey(reference) || /^each\.value\b/.test(reference);
}

function isPlainKey(reference: string): boolean {
  return reference === 'each.key' || reference === 'count.index';
}

function member<T>(members: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}
