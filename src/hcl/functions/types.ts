/**
 * Conversions that are written down, marks of sensitive values, and the choice among values.
 * https://developer.hashicorp.com/terraform/language/functions/tostring and its neighbours
 */

import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { asSensitive, isSensitive, typeOf } from '../value/inspect.ts';
import { isPrimitive, sameType, type Type } from '../value/types.ts';
import { requireCommon } from '../value/unify.ts';
import { bool, type HclValue, nothing } from '../value/values.ts';
import { define, type FunctionDefinition, type FunctionTable, free } from './define.ts';

function conversion(type: Type): FunctionDefinition {
  return define([free('any', true)], type, ([value = nothing]) => convert(value, type));
}

export const typeFunctions: FunctionTable = {
  tostring: conversion('string'),
  tonumber: conversion('number'),
  tobool: conversion('bool'),
  tolist: conversion({ kind: 'list', element: 'any' }),
  toset: conversion({ kind: 'set', element: 'any' }),
  tomap: conversion({ kind: 'map', element: 'any' }),
  sensitive: define([free('any', true)], 'unsure', ([value = nothing]) => asSensitive(value)),
  // Terraform prints what is marked so; grantlint does not take the mark off, since nobody asked it to print.
  nonsensitive: define([free('any', true)], 'unsure', ([value = nothing]) => value),
  issensitive: define([free('any', true)], 'bool', ([value = nothing]) => bool(isSensitive(value))),
  coalesce: define([], 'unsure', coalesce, free('any', true)),
};

/** The first that is neither null nor an empty text, in the type that all have in common. */
function coalesce(values: readonly HclValue[]): HclValue {
  const typed = values.filter((one) => !(one.kind === 'null' && one.type === 'any'));
  const isMixed = typed.some(
    (one) => !isPrimitive(typeOf(one)) && !sameType(typeOf(one), typeOf(typed[0] ?? one)),
  );
  if (isMixed) return giveUp('`coalesce` of different types is not supported');
  const type = requireCommon(typed.map(typeOf), 'all arguments must have one type');
  for (const value of values) {
    const converted = convert(value, type);
    if (converted.kind === 'null' || (converted.kind === 'string' && converted.value === '')) continue;
    return isSettled(converted) ? converted : derived('coalesce', type, values);
  }
  return refuse('all arguments are null or empty');
}

function isSettled(value: HclValue): boolean {
  if (value.kind === 'unknown') return value.holeType?.startsWith('arn') === true;
  if (value.kind === 'template') return value.parts.some((part) => typeof part === 'string' && part !== '');
  return true;
}
