/**
 * A value of a policy as a pattern: text with wildcards and policy variables. Before a question is asked each variable
 * gets a text, the same wherever it stands; that text is literal. Holes were filled before.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import type { Text } from '../base/value.ts';
import { readVariable } from '../iam/variables.ts';
import { escapeText } from './glob-machine.ts';

/** A policy variable. */
export interface Variable {
  /** The key in lower case. */
  readonly key: string;
  /** `${key, 'text'}` stands for that text where the request does not carry the key. */
  readonly otherwise?: string;
}

/** Part of a pattern: text with `*`, `?` and `\` before what is literal, or what is filled in. */
export type Part = string | Variable;

/** A pattern, and what must be filled in before it can be read. */
export interface TextPattern {
  readonly parts: readonly Part[];
  /** The whole where nothing must be filled in. */
  readonly fixed?: string;
}

/** What is known of the value: whether wildcards and variables are alive in it. */
export interface Alive {
  readonly wildcards: boolean;
  readonly variables: boolean;
  /** Variables stand only after this many colons; 5 in resources, 0 in conditions. */
  readonly after: number;
}

/** Reads a value. Throws for one with a hole. */
export function textPattern(text: Text, alive: Alive): TextPattern {
  if (typeof text !== 'string') throw new Error('a pattern with a hole');
  const parts = joinedParts(partsOf(text, alive));
  const [only] = parts;
  const fixed = parts.length === 0 ? '' : parts.length === 1 && typeof only === 'string' ? only : undefined;
  return { parts, ...(fixed === undefined ? {} : { fixed }) };
}

/** `${…}` up to the next brace; the class excludes the brace, so it is linear. */
const variable = /\$\{([^}]*)\}/g;

function partsOf(text: string, { wildcards, variables, after }: Alive): readonly Part[] {
  const literal = (raw: string) => (wildcards ? raw.replaceAll('\\', '\\\\') : escapeText(raw));
  if (!variables || !text.includes('${')) return [literal(text)];
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(variable)) {
    const [whole, name = ''] = found;
    if (colonsIn(text.slice(0, found.index)) < after) continue;
    parts.push(literal(text.slice(at, found.index)), variableOf(name));
    at = found.index + whole.length;
  }
  return [...parts, literal(text.slice(at))];
}

function variableOf(name: string): Part {
  if (name === '*' || name === '?') return `\\${name}`;
  if (name === '$') return '$';
  const { key, otherwise } = readVariable(name);
  return { key: key.toLowerCase(), ...(otherwise === undefined ? {} : { otherwise }) };
}

function joinedParts(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function colonsIn(text: string): number {
  return text.split(':').length - 1;
}

/** What variables stand for in one question, by key in lower case; undefined where the request does not carry the key. */
export type Filling = (key: string) => string | undefined;

/** The pattern with everything filled in; undefined where a variable has no value. */
export function fill(pattern: TextPattern, filling: Filling): string | undefined {
  if (pattern.fixed !== undefined) return pattern.fixed;
  let text = '';
  for (const part of pattern.parts) {
    if (typeof part === 'string') text += part;
    else {
      const value = filling(part.key) ?? part.otherwise;
      if (value === undefined) return undefined;
      text += escapeText(value);
    }
  }
  return text;
}

/** Keys of the variables in a pattern. */
export function variablesOf({ parts }: TextPattern): readonly string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.key]));
}
