/**
 * Addresses and references taken apart: names after dots, keys in brackets.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 * https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
import { unicodePattern } from '../base/unicode-pattern.ts';
import { quote, readQuoted } from './quote.ts';

/** One step: a name, a key, or `[*]`, a key that is unknown yet. */
export type Step =
  | { readonly name: string }
  | { readonly key: string | number }
  | { readonly keyUnknown: true };

const asciiName = /[A-Za-z0-9_-]*/y;
const anyName = unicodePattern(String.raw`[\p{L}\p{N}_-]+`, 'uy');
const numberPattern = /\d+/y;

/** The steps of `module.m["a.b"].out` or `aws_iam_policy.p[0].arn`; undefined where the text has another shape. */
export function stepsOf(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    const isKey = text.charAt(at) === '[';
    if (!isKey && at > 0 && text.charAt(at++) !== '.') return undefined;
    const read = isKey ? readKey(text, at) : readName(text, at);
    if (read === undefined) return undefined;
    steps.push(read.step);
    at = read.end;
  }
  return steps;
}

function readName(text: string, at: number): { step: Step; end: number } | undefined {
  const ascii = matchAt(asciiName, text, at);
  const name = text.charCodeAt(at + ascii.length) > 0x7f ? matchAt(anyName(), text, at) : ascii;
  return name === '' ? undefined : { step: { name }, end: at + name.length };
}

function readKey(text: string, at: number): { step: Step; end: number } | undefined {
  if (text.startsWith('[*]', at)) return { step: { keyUnknown: true }, end: at + 3 };
  const number = matchAt(numberPattern, text, at + 1);
  const key =
    number === '' ? readQuoted(text, at + 1) : { value: Number(number), end: at + 1 + number.length };
  if (key === undefined || text.charAt(key.end) !== ']') return undefined;
  return { step: { key: key.value }, end: key.end + 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** The name of a step; empty where it is a key. */
export function nameAt(steps: readonly Step[], at: number): string {
  const step = steps[at];
  return step !== undefined && 'name' in step ? step.name : '';
}

/** The key of a step, where it is one. */
export function keyAt(steps: readonly Step[], at: number): string | number | undefined {
  const step = steps[at];
  return step !== undefined && 'key' in step ? step.key : undefined;
}

/** Steps as text: `policy`, `inline_policy[0].policy`, `tags["a.b"]`. */
export function formatSteps(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) {
    if ('name' in step) text += text === '' ? step.name : `.${step.name}`;
    else if ('keyUnknown' in step) text += '[*]';
    else text += `[${typeof step.key === 'number' ? step.key : quote(step.key)}]`;
  }
  return text;
}

/**
 * The references that an expression really has: after each, Terraform repeats it shorter (`a.b[0].c`, then `a.b[0]`,
 * then `a.b`). A shorter one that stands alone is a reference of its own: a splat, or a computed index.
 */
export function longest(references: readonly string[]): readonly string[] {
  const found = new Set<string>();
  let last = '';
  for (const reference of references) {
    const next = last.charAt(reference.length);
    const repeats = (next === '.' || next === '[') && last.startsWith(reference);
    if (!repeats) found.add(reference);
    last = reference;
  }
  return [...found];
}
