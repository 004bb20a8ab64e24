/**
 * Policy variables: `${key}`, `${key, 'default'}`, and the escapes `${*}`, `${?}`, `${$}`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { type Letters, literal, withWildcards } from './letters.ts';
import type { KeyValue } from './request.ts';

/** The value of a condition key, given in lower case; undefined where the request does not carry it. */
export type Resolve = (key: string) => KeyValue | undefined;

/**
 * The text with its variables replaced; what comes from the request, from a default or from an escape is literal.
 * Undefined where a variable has no value: its key is absent and it has no default, or its key is multi-valued ("You
 * can use any single-valued context key"). A `${` that no `}` closes is text.
 */
export function replaceVariables(text: string, resolve: Resolve): Letters | undefined {
  const letters: number[] = [];
  let at = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
    const close = text.indexOf('}', open);
    if (close < 0) break;
    const value = variableValue(text.slice(open + 2, close), resolve);
    if (value === undefined) return undefined;
    append(letters, withWildcards(text.slice(at, open)));
    append(letters, literal(value));
    at = close + 1;
  }
  append(letters, withWildcards(text.slice(at)));
  return letters;
}

/** Not by spreading: a long value would not fit on the stack. */
function append(letters: number[], more: Letters): void {
  for (const code of more) letters.push(code);
}

function variableValue(variable: string, resolve: Resolve): string | undefined {
  if (variable === '*' || variable === '?' || variable === '$') return variable;
  const { key, otherwise } = readVariable(variable);
  const value = resolve(key.toLowerCase());
  if (value === undefined) return otherwise;
  return typeof value === 'string' ? value : undefined;
}

/**
 * What stands between the braces. "To add a default value to a variable, surround the default value with single quotes
 * (' '), and separate the variable text and the default value with a comma and space (, )."
 */
export function readVariable(variable: string): { readonly key: string; readonly otherwise?: string } {
  const comma = variable.indexOf(", '");
  if (comma < 0 || !variable.endsWith("'") || variable.length < comma + 4) return { key: variable };
  return { key: variable.slice(0, comma), otherwise: variable.slice(comma + 3, -1) };
}
