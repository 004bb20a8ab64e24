/**
 * What names mean in a module instance.
 * https://developer.hashicorp.com/terraform/language/expressions/references
 */
import type { Context } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { valueOfJson } from '../functions/json.ts';
import { readJson } from '../syntax/read-json.ts';
import { convert } from '../value/convert.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { asSensitive } from '../value/inspect.ts';
import { type Entries, type HclValue, text } from '../value/values.ts';
import { contextOfInstance, keysOf, repetitionOf, together } from './repetition.ts';
import type { InstanceKey, ModuleStep } from './resolver.ts';
import { moduleAddress } from './resolver.ts';
import { resourceValue, unknownOutput } from './resources.ts';
import { indexOf, remembered, type Scope, type Session } from './scope.ts';
import { typeConstraint } from './type-constraint.ts';
import type { Module } from './types.ts';

/** The context of a module instance, without `each` and `count`. */
export function contextOf(scope: Scope): Context {
  const { configuration, budget } = scope.session;
  const context: Context = {
    budget,
    files: { read: configuration.readFile, list: configuration.listFiles },
    resolve: (root, names) => resolveName(scope, root, names, context),
  };
  return context;
}

function resolveName(
  scope: Scope,
  root: string,
  names: readonly string[],
  context: Context,
): ReturnType<Context['resolve']> {
  const [first, second] = names;
  if (first === undefined) return giveUp(`\`${root}\` alone is not supported`);
  switch (root) {
    case 'local':
      return { value: localValue(scope, first, context), used: 1 };
    case 'var':
      return { value: variableValue(scope, first), used: 1 };
    case 'path':
      return { value: pathValue(scope, first), used: 1 };
    case 'terraform':
    case 'tofu':
      if (first !== 'workspace') return giveUp(`\`${root}.${first}\` is not supported`);
      return {
        value: text(scope.session.resolver.workspace ?? giveUp('the workspace is not known')),
        used: 1,
      };
    case 'module':
      return { value: callValue(scope, first, context), used: 1 };
    case 'data':
      if (second === undefined) return giveUp(`\`data.${first}\` alone is not supported`);
      return { value: resourceValue(scope, 'data', first, second, context), used: 2 };
    case 'each':
    case 'count':
    case 'self':
    case 'ephemeral':
      return giveUp(`\`${root}.${first}\` is not known here`);
    default:
      return {
        value: resourceValue(
          scope,
          'managed',
          root === 'resource' ? first : root,
          root === 'resource' ? (second ?? '') : first,
          context,
        ),
        used: root === 'resource' ? 2 : 1,
      };
  }
}

function localValue(scope: Scope, name: string, context: Context): HclValue {
  const local = scope.index.locals.get(name) ?? giveUp(`\`local.${name}\` is not in the source`);
  return remembered(scope, `local.${name}`, () => evaluate(local.expression, context));
}

function pathValue(scope: Scope, name: string): HclValue {
  if (name === 'module') return text(scope.module.folder);
  return name === 'root' ? text('.') : giveUp(`\`path.${name}\` depends on the machine`);
}

/** A variable's value: the plan's for the root, the call's argument otherwise; converted, defaults applied. */
function variableValue(scope: Scope, name: string): HclValue {
  const block = scope.index.blocks.get(`variable.${name}`) ?? giveUp(`\`var.${name}\` is not in the source`);
  const { attributes } = block.body;
  return remembered(scope, `var.${name}`, () => {
    const constraint = attributes.get('type');
    const type = constraint === undefined ? 'any' : typeConstraint(constraint.expression);
    const isNullable = !isLiteral(attributes.get('nullable')?.expression, false);
    const fallback = attributes.get('default');
    const given = givenValue(scope, name);
    const isDefault = given === undefined || (given.kind === 'null' && !isNullable && fallback !== undefined);
    const value = isDefault
      ? fallback === undefined
        ? giveUp(`\`var.${name}\` has no value in the plan`)
        : evaluate(fallback.expression, contextOf(scope))
      : given;
    const converted = convert(value, type);
    const isHidden =
      isLiteral(attributes.get('sensitive')?.expression, true) ||
      isLiteral(attributes.get('ephemeral')?.expression, true);
    return isHidden ? asSensitive(converted) : converted;
  });
}

function isLiteral(
  expression: { readonly kind: string; readonly value?: unknown } | undefined,
  value: boolean,
): boolean {
  return expression?.kind === 'literal' && expression.value === value;
}

function givenValue({ session, caller }: Scope, name: string): HclValue | undefined {
  if (caller === undefined) {
    const planned = session.resolver.variable(name);
    return planned === undefined ? undefined : valueOfJson(readJson(JSON.stringify(planned)));
  }
  const argument = caller.block.body.attributes.get(name);
  return argument === undefined ? undefined : evaluate(argument.expression, caller.context);
}

/** A module call: an object of outputs, or one for each instance. */
function callValue(scope: Scope, name: string, context: Context): HclValue {
  const call = scope.module.calls.get(name) ?? giveUp(`\`module.${name}\` is not in the source`);
  const keys = keysOf(call.block, context);
  if (keys === undefined) return unknownOutput(moduleAddress([...scope.steps, { name }]));
  return together(
    repetitionOf(call.block),
    keys.map((key) => [key, outputsOf(scope, name, call.module, key)]),
  );
}

function outputsOf(
  scope: Scope,
  name: string,
  module: Module | undefined,
  key: InstanceKey | undefined,
): HclValue {
  const step: ModuleStep = key === undefined ? { name } : { name, key };
  if (module === undefined) return openObject(moduleAddress([...scope.steps, step]));
  const inner = scopeWithin(scope, step);
  const outputs = module.blocks.filter(({ type }) => type === 'output');
  const names = outputs.map(({ labels }) => labels[0] ?? '');
  const entries: Entries = {
    size: names.length,
    has: (output) => names.includes(output),
    keys: () => names,
    get: (output) => (names.includes(output) ? outputValue(inner, output) : undefined),
  };
  return { kind: 'object', entries, isOpen: true };
}

/** Outputs of a module that is not on the disk: each is unknown. */
function openObject(address: string): HclValue {
  const entries: Entries = {
    size: 0,
    has: () => true,
    keys: () => giveUp(`the outputs of \`${address}\` are not known: its source is not on the disk`),
    get: (output) => unknownOutput(`${address}.${output}`),
  };
  return { kind: 'object', entries, isOpen: true };
}

/** The value of an output. Throws Undetermined where the module has none. */
export function outputValue(scope: Scope, name: string): HclValue {
  const block = scope.index.blocks.get(`output.${name}`) ?? giveUp(`\`output.${name}\` is not in the source`);
  const value = block.body.attributes.get('value') ?? refuse(`\`output.${name}\` has no value`);
  return remembered(scope, `output.${name}`, () => {
    const made = evaluate(value.expression, contextOf(scope));
    return isLiteral(block.body.attributes.get('sensitive')?.expression, true) ? asSensitive(made) : made;
  });
}

/** The scope of the root. */
export function rootScope(session: Session): Scope {
  return kept(session, '', () => scopeOf(session, session.configuration.root, [], undefined));
}

/** The scope of a called module's instance. Throws Undetermined where the module is not on the disk. */
export function scopeWithin(outer: Scope, step: ModuleStep): Scope {
  const steps = [...outer.steps, step];
  return kept(outer.session, moduleAddress(steps), () => {
    const call = outer.module.calls.get(step.name) ?? giveUp(`\`module.${step.name}\` is not in the source`);
    const module = call.module ?? giveUp(`the source of \`module.${step.name}\` is not on the disk`);
    const context = contextOfInstance(call.block, step.key, contextOf(outer));
    return scopeOf(outer.session, module, steps, { scope: outer, block: call.block, context });
  });
}

function scopeOf(
  session: Session,
  module: Module,
  steps: readonly ModuleStep[],
  caller: Scope['caller'],
): Scope {
  return { session, module, steps, caller, memory: new Map(), index: indexOf(module) };
}

function kept(session: Session, address: string, make: () => Scope): Scope {
  const known = session.scopes.get(address);
  if (known !== undefined) return known;
  const made = make();
  session.scopes.set(address, made);
  return made;
}
