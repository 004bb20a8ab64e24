/**
 * Arguments of resources, evaluated from their source where the plan hides them.
 */
import type { Value, ValueObject } from '../base/value.ts';
import { blocksIn, typeOfBlock } from './configuration/blocks.ts';
import { contextOf, outputValue, rootScope, scopeWithin } from './configuration/names.ts';
import { type Range, rangeIn } from './configuration/place.ts';
import { referencesOf } from './configuration/references.ts';
import { contextOfInstance } from './configuration/repetition.ts';
import type { Resolver } from './configuration/resolver.ts';
import type { Session } from './configuration/scope.ts';
import { blockOf, moduleOf, type Target } from './configuration/target.ts';
import type { Configuration } from './configuration/types.ts';
import { type Context, newBudget } from './evaluate/context.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { attributeOf, indexOf } from './evaluate/traversal.ts';
import type { Attribute, Body } from './syntax/tree.ts';
import { EvaluationError, giveUp, Undetermined } from './value/errors.ts';
import { documentIn, toPlanValue } from './value/export.ts';
import { isSensitive, waitsOf } from './value/inspect.ts';
import { integer } from './value/number.ts';
import { type HclValue, number, text } from './value/values.ts';

export type {
  InstanceKey,
  ModuleStep,
  PlannedInstance,
  Resolver,
  ResourceName,
} from './configuration/resolver.ts';
export type { Target } from './configuration/target.ts';

/** What an argument turned out to be. */
export interface Evaluated {
  /** As the plan would show it, with holes for what is learnt during apply. */
  readonly value: Value;
  /** The JSON document in the value, where the value is a text that is unknown in part. */
  readonly document?: Value;
  /** True where something sensitive went into it: it must not be printed. */
  readonly sensitive: boolean;
  /** The references of the expression, as the plan's `configuration` lists them. */
  readonly references: readonly string[];
  /** What its holes wait for. */
  readonly waits: readonly string[];
  /** Where the argument stands. */
  readonly range: Range;
}

/** Why there is no value. */
export interface NotEvaluated {
  readonly undetermined: string;
}

export interface Evaluator {
  /** The value of one argument of one instance. */
  readonly evaluateAttribute: (target: Target) => Evaluated | NotEvaluated;
  /** All arguments and nested blocks of one instance, as the plan would show what is configured; the path is ignored. */
  readonly evaluateBody: (
    target: Target,
  ) => { readonly value: ValueObject; readonly sensitive: boolean } | NotEvaluated;
  /** The value of an output of the root. */
  readonly evaluateOutput: (name: string) => { readonly value: Value } | NotEvaluated;
}

/** An evaluator; what several arguments share is evaluated once. Each call has a budget of its own. */
export function openEvaluator(configuration: Configuration, resolver: Resolver): Evaluator {
  const session: Session = { configuration, resolver, scopes: new Map(), budget: newBudget() };
  return {
    evaluateAttribute: (target) => answered(session, () => attributeAt(session, target)),
    evaluateBody: (target) =>
      answered(session, () => {
        const { body, context } = instanceOf(session, target);
        const sensitive = { seen: false };
        return { value: bodyValue(body, context, sensitive, true), sensitive: sensitive.seen };
      }),
    evaluateOutput: (name) =>
      answered(session, () => ({ value: toPlanValue(outputValue(rootScope(session), name)) })),
  };
}

/** What went wrong becomes the reason. */
function answered<T>(session: Session, run: () => T): T | NotEvaluated {
  Object.assign(session.budget, newBudget());
  try {
    return run();
  } catch (error) {
    if (error instanceof Undetermined) return { undetermined: error.message };
    if (error instanceof EvaluationError)
      return { undetermined: `Terraform refuses the expression: ${error.message}` };
    if (error instanceof RangeError) return { undetermined: 'the expression is nested too deep' };
    throw error;
  }
}

function instanceOf(session: Session, target: Target): { readonly body: Body; readonly context: Context } {
  const scope = target.module.reduce(scopeWithin, rootScope(session));
  const block = blockOf(moduleOf(session.configuration, target), target);
  return { body: block.body, context: contextOfInstance(block, target.key, contextOf(scope)) };
}

function attributeAt(session: Session, target: Target): Evaluated {
  const { body, context } = instanceOf(session, target);
  const found = find(body, target.path, context);
  const evaluated = evaluate(found.attribute.expression, found.context);
  const value = found.rest.reduce(step, evaluated);
  const document = documentIn(value);
  return {
    value: toPlanValue(value),
    ...(document === undefined ? {} : { document }),
    sensitive: isSensitive(value) || isSensitive(evaluated),
    references: referencesOf(found.attribute.expression),
    waits: waitsOf(value),
    range: rangeIn(found.attribute.source, found.attribute),
  };
}

interface Found {
  readonly attribute: Attribute;
  readonly context: Context;
  /** The steps within the attribute's value. */
  readonly rest: Target['path'];
}

/** The argument that a path leads to, through nested blocks. */
function find(body: Body, [first, ...rest]: Target['path'], context: Context): Found {
  if (first === undefined) return giveUp('an argument is required');
  const attribute = body.attributes.get(String(first));
  if (attribute !== undefined) return { attribute, context, rest };
  const [second] = rest;
  const blocks = blocksIn(body, String(first), context);
  const block = blocks[typeof second === 'number' ? second : 0];
  if (block === undefined) return giveUp(`\`${first}\` is not in the source`);
  return find(block.body, typeof second === 'number' ? rest.slice(1) : rest, block.context);
}

function step(value: HclValue, by: string | number): HclValue {
  if (typeof by === 'number') return indexOf(value, number(integer(BigInt(by))));
  return value.kind === 'map' ? indexOf(value, text(by)) : attributeOf(value, by);
}

/** Arguments that are Terraform's own. */
const own: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'connection',
  'provisioner',
]);

function bodyValue(body: Body, context: Context, sensitive: { seen: boolean }, isTop: boolean): ValueObject {
  const isOurs = (name: string): boolean => !(isTop && own.has(name));
  const attributes = [...body.attributes]
    .filter(([name]) => isOurs(name))
    .map(([name, { expression }]) => {
      const value = evaluate(expression, context);
      if (isSensitive(value)) sensitive.seen = true;
      return [name, toPlanValue(value)] as const;
    });
  const types = [...new Set(body.blocks.map(typeOfBlock))].filter(isOurs);
  const blocks = types.map((type) => {
    const values = blocksIn(body, type, context).map((one) =>
      bodyValue(one.body, one.context, sensitive, false),
    );
    return [type, values] as const;
  });
  return Object.fromEntries<Value>([...attributes, ...blocks]);
}
