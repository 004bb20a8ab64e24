/**
 * How functions are described: what they take, what they give, and how much of their arguments they must know.
 * https://developer.hashicorp.com/terraform/language/functions
 */
import type { Context } from '../evaluate/context.ts';
import type { Type } from '../value/types.ts';
import type { HclValue } from '../value/values.ts';

/**
 * How much of an argument must be known: `all` of it; only its `shape` (elements may be unknown, their order not);
 * or nothing: the function looks itself.
 */
export type Need = 'all' | 'shape' | 'none';

export interface Parameter {
  readonly type: Type;
  readonly need: Need;
  readonly nullable: boolean;
}

export interface FunctionDefinition {
  readonly parameters: readonly Parameter[];
  /** Of all further arguments. */
  readonly rest?: Parameter;
  /** The type of an unknown result. */
  readonly result: Type;
  readonly run: (args: readonly HclValue[], context: Context) => HclValue;
}

export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;

/** A parameter that must be wholly known. */
export function known(type: Type): Parameter {
  return { type, need: 'all', nullable: false };
}

/** A collection of which elements may be unknown. */
export function shaped(type: Type): Parameter {
  return { type, need: 'shape', nullable: false };
}

/** A parameter that the function looks at itself. */
export function free(type: Type, nullable = false): Parameter {
  return { type, need: 'none', nullable };
}

/** A function. */
export function define(
  parameters: readonly Parameter[],
  result: Type,
  run: FunctionDefinition['run'],
  rest?: Parameter,
): FunctionDefinition {
  return { parameters, result, run, ...(rest === undefined ? {} : { rest }) };
}
