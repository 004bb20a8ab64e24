/**
 * `templatefile` and `templatestring`: a template of its own, which sees only the names given to it.
 * https://developer.hashicorp.com/terraform/language/functions/templatefile
 */

import { SyntaxProblem } from '../syntax/cursor.ts';
import { parseBareTemplate } from '../syntax/parse-whole.ts';
import type { Expression } from '../syntax/tree.ts';
import { convert } from '../value/convert.ts';
import { derived } from '../value/derive.ts';
import { giveUp, refuse } from '../value/errors.ts';
import { valuesIn } from '../value/facts.ts';
import { isKnown, marked } from '../value/inspect.ts';
import { utf8 } from '../value/utf8.ts';
import { type HclValue, isMapping } from '../value/values.ts';
import { bind, type Context } from './context.ts';

type Evaluate = (expression: Expression, context: Context) => HclValue;

/** True for the two. */
export function isTemplateFile(name: string): name is 'templatefile' | 'templatestring' {
  return name === 'templatefile' || name === 'templatestring';
}

/** The text that the template gives with the names. */
export function templateFile(
  name: 'templatefile' | 'templatestring',
  args: readonly HclValue[],
  context: Context,
  evaluate: Evaluate,
): HclValue {
  const [source, names, ...more] = args;
  if (source === undefined || names === undefined || more.length > 0)
    return refuse(`\`${name}\` takes two arguments`);
  const given = convert(source, 'string');
  if (given.kind === 'null' || names.kind === 'null') return refuse(`\`${name}\` does not take null`);
  if (given.kind !== 'string' || !isKnown(given) || names.kind === 'unknown')
    return derived(name, 'string', args);
  if (!isMapping(names)) return refuse('an object with the names required');
  const text = name === 'templatefile' ? utf8(context.files.read(given.value)) : given.value;
  const inner: Context = { ...withoutNames(context), resolve: () => undefined };
  const bound = [...valuesIn(names.entries)].reduce((all, [key, value]) => bind(all, key, value), inner);
  return marked(evaluate(parsed(text, given.value), bound), source, ...(names.sensitive ? [names] : []));
}

function withoutNames(context: Context): Context {
  const { bound: _, ...rest } = context;
  return rest;
}

function parsed(text: string, name: string): Expression {
  try {
    return parseBareTemplate(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return giveUp(`\`${name}\` is no template: ${error.message}`);
    throw error;
  }
}
