/**
 * One instance of a module: its locals, variables and outputs, each evaluated when it is first asked for.
 */
import type { Budget, Context } from '../evaluate/context.ts';
import type { Attribute, Block } from '../syntax/tree.ts';
import { EvaluationError, giveUp, Undetermined } from '../value/errors.ts';
import type { HclValue } from '../value/values.ts';
import type { ModuleStep, Resolver } from './resolver.ts';
import type { Configuration, Module } from './types.ts';

/** What all scopes of one evaluator share. */
export interface Session {
  readonly configuration: Configuration;
  readonly resolver: Resolver;
  readonly scopes: Map<string, Scope>;
  readonly budget: Budget;
}

export interface Scope {
  readonly session: Session;
  readonly module: Module;
  readonly steps: readonly ModuleStep[];
  /** The scope of the call, and what `each` and `count` mean there; none for the root. */
  readonly caller: Caller | undefined;
  readonly memory: Map<string, Remembered>;
  readonly index: ScopeIndex;
}

export interface Caller {
  readonly scope: Scope;
  readonly block: Block;
  readonly context: Context;
}

type Remembered =
  | { readonly kind: 'busy' }
  | { readonly kind: 'value'; readonly value: HclValue }
  | { readonly kind: 'error'; readonly error: Error };

/** The declarations of a module by name. */
export interface ScopeIndex {
  readonly locals: ReadonlyMap<string, Attribute>;
  /** By `variable.NAME`, `output.NAME`, `resource.TYPE.NAME`, `data.TYPE.NAME`. */
  readonly blocks: ReadonlyMap<string, Block>;
}

const indexes = new WeakMap<Module, ScopeIndex>();

/** The declarations of a module, found once. Throws Undetermined where the module could not be read whole. */
export function indexOf(module: Module): ScopeIndex {
  const [problem] = module.problems;
  if (problem !== undefined) return giveUp(problem);
  const known = indexes.get(module);
  if (known !== undefined) return known;
  const locals = module.blocks
    .filter(({ type }) => type === 'locals')
    .flatMap(({ body }) => [...body.attributes]);
  const blocks = module.blocks.map((block): readonly [string, Block] => [
    [block.type, ...block.labels].join('.'),
    block,
  ]);
  const index = { locals: new Map(locals), blocks: new Map(blocks) };
  indexes.set(module, index);
  return index;
}

/** Evaluates once; a name that asks for itself is refused. */
export function remembered(scope: Scope, key: string, evaluate: () => HclValue): HclValue {
  const known = scope.memory.get(key);
  if (known?.kind === 'value') return known.value;
  if (known?.kind === 'error') throw known.error;
  if (known?.kind === 'busy') return giveUp(`\`${key}\` refers to itself`);
  scope.memory.set(key, { kind: 'busy' });
  const { budget } = scope.session;
  const { doubts } = budget;
  try {
    const value = evaluate();
    // Where it fails there is no plan, so that nobody who refers to it sees an error.
    budget.doubts = doubts;
    scope.memory.set(key, { kind: 'value', value });
    return value;
  } catch (error) {
    const isLasting =
      error instanceof EvaluationError || (error instanceof Undetermined && budget.steps >= 0);
    if (isLasting) scope.memory.set(key, { kind: 'error', error: error as Error });
    else scope.memory.delete(key);
    throw error;
  }
}
