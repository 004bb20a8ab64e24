/**
 * Messages: the rule's text with the facts of the evidence filled in. Text that comes from the plan stays as it is
 * here; each reporter escapes it for its own format.
 */
import type { Evidence, Facts } from '../base/verdict.ts';

/** How many values of a list a message names; the rest is counted. */
const named = 3;

const place = /\{([a-z][a-z-]*)\}/g;

/** Names that a message uses: `sid` in `{sid} allows …`, in order, each once. */
export function namesIn(message: string): readonly string[] {
  return [...new Set([...message.matchAll(place)].map((match) => match[1] ?? ''))];
}

/** Fills a message; a name without a fact becomes an ellipsis. */
export function fillMessage(message: string, facts: Facts): string {
  return message.replace(place, (_, name: string) => inWords(facts[name]));
}

/** Facts that are an example: one says it, and the first is shown. */
const examples: readonly string[] = ['witness', 'by', 'freed'];

/** The facts of all evidence: values of the same name join to one list without repetitions, in order. */
export function factsOf(evidence: readonly Evidence[]): Facts {
  const joined: Record<string, string | readonly string[]> = {};
  for (const { facts } of evidence) {
    for (const [name, value] of Object.entries(facts ?? {})) {
      const before = joined[name];
      if (before !== undefined && examples.includes(name)) continue;
      joined[name] = before === undefined || before === value ? value : union(before, value);
    }
  }
  return joined;
}

function union(left: string | readonly string[], right: string | readonly string[]): readonly string[] {
  return [...new Set([left, right].flat())];
}

function inWords(value: string | readonly string[] | undefined): string {
  if (value === undefined) return '…';
  if (typeof value === 'string') return value;
  const shown = value.slice(0, named).map((one) => `\`${one}\``);
  const hidden = value.length - shown.length;
  if (hidden > 0) return `${shown.join(', ')} and ${hidden} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '…') : `${shown.join(', ')} and ${last}`;
}
