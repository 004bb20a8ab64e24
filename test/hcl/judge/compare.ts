/**
 * Holds what we make of an expression against what Terraform planned.
 */
import { hasUnordered, isKnown } from '../../../src/hcl/value/inspect.ts';
import type { HclValue } from '../../../src/hcl/value/values.ts';
import { allInputs, evaluateText, filledParts, inputsBehindNameless, noInputs } from './ours.ts';

export type Answer =
  /** Recovered wholly, or with holes that were filled with what the known run has, and the same to the byte. */
  | 'whole'
  | 'filled'
  /** All of it is one hole. */
  | 'hole'
  | 'refused'
  /** Terraform refuses what we evaluate: no plan has it. */
  | 'lenient'
  | 'undetermined'
  | 'wrong';

export interface Verdict {
  readonly answer: Answer;
  readonly note: string;
}

/** What depends on more than the inputs, as on the version of Terraform, has no name and stays a hole. */
const stillHole: Verdict = { answer: 'undetermined', note: 'a hole where all inputs are known' };

/** With the inputs known: byte for byte. */
export function compareKnown(source: string, planned: string | undefined): Verdict {
  const ours = evaluateText(source, allInputs);
  if (ours.kind === 'undetermined') return { answer: 'undetermined', note: ours.reason };
  if (ours.kind === 'error')
    return planned === '!error' ? { answer: 'refused', note: '' } : wrong(`error ${ours.message}`, planned);
  if (ours.value.kind === 'null')
    return planned === undefined || planned === null ? { answer: 'whole', note: '' } : wrong('null', planned);
  if (!isKnown(ours.value)) return stillHole;
  if (ours.value.kind !== 'string') return wrong(ours.value.kind, planned);
  if (planned === '!error') return { answer: 'lenient', note: '' };
  return ours.value.value === planned ? { answer: 'whole', note: '' } : wrong(ours.value.value, planned);
}

/** With the inputs unknown: what is known must be what it turns out to be, holes filled. */
export function compareUnknown(
  source: string,
  planned: string | undefined,
  atPlan: string | undefined,
): Verdict {
  const ours = evaluateText(source, noInputs);
  if (ours.kind === 'undetermined') return { answer: 'undetermined', note: ours.reason };
  // With an input unknown Terraform may refuse what it takes with that known: a plan has it no more then.
  if (ours.kind === 'error')
    return [planned, atPlan].includes('!error')
      ? { answer: 'refused', note: '' }
      : wrong(`error ${ours.message}`, planned);
  if (planned === '!error') return { answer: atPlan === '!error' ? 'lenient' : 'refused', note: '' };
  const { value } = ours;
  // Terraform leaves some of what is null unknown although the inputs are known.
  if (planned === undefined || planned === null) {
    if (value.kind === 'null') return { answer: 'whole', note: '' };
    return isKnown(value) ? wrong(value.kind, planned) : { answer: 'hole', note: '' };
  }
  if (value.kind === 'string')
    return value.value === planned ? { answer: 'whole', note: '' } : wrong(value.value, planned);
  const parts = filledParts(value);
  if (!fits(value, parts, planned)) return wrong(parts.map((one) => one ?? '\u2026').join(''), planned);
  const isHole = value.kind === 'unknown';
  if (!parts.includes(null)) return { answer: isHole ? 'hole' : 'filled', note: '' };
  return withNamelessKnown(source, planned, value, isHole);
}

/**
 * A hole without a name says what it waits for: with no more than that known, it must be gone, and everything must be the
 * same to the byte when the others are filled. One that waits for a type alone says nothing, and gets all inputs.
 */
function withNamelessKnown(source: string, planned: string, value: HclValue, isHole: boolean): Verdict {
  const given = new Set<string>();
  let now = value;
  for (;;) {
    const left = (names: Iterable<string>) => [...names].filter((name) => !given.has(name));
    const more = left(inputsBehindNameless(now));
    const added = more.length > 0 ? more : left(allInputs);
    if (added.length === 0) return stillHole;
    for (const name of added) given.add(name);
    const ours = evaluateText(source, given);
    if (ours.kind === 'undetermined') return { answer: 'undetermined', note: ours.reason };
    if (ours.kind === 'error') return wrong(`error ${ours.message}`, planned);
    now = ours.value;
    const parts = filledParts(now);
    if (!fits(now, parts, planned)) return wrong(parts.map((one) => one ?? '\u2026').join(''), planned);
    if (!parts.includes(null)) return { answer: isHole ? 'hole' : 'filled', note: '' };
  }
}

function fits(value: HclValue, parts: readonly (string | null)[], planned: string): boolean {
  return hasUnordered(value) ? sameUnordered(parts, planned) : sameParts(parts, planned);
}

function wrong(ours: string, planned: string | null | undefined): Verdict {
  return {
    answer: 'wrong',
    note: `ours ${JSON.stringify(ours)}\n      theirs ${JSON.stringify(planned ?? null)}`,
  };
}

function sameParts(parts: readonly (string | null)[], planned: string): boolean {
  const pattern = parts
    .map((one) => (one === null ? '[^]*?' : one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${pattern}$`).test(planned);
}

function sameUnordered(parts: readonly (string | null)[], planned: string): boolean {
  // With a hole that nothing fills, every text that is known whole must still be there.
  if (parts.includes(null)) return wholeTexts(parts).every((one) => planned.includes(one));
  return canonical(parts.join('')) === canonical(planned);
}

/** The JSON strings that lie in known parts from quote to quote. */
function wholeTexts(parts: readonly (string | null)[]): readonly string[] {
  return parts.flatMap((part) => part?.match(/(?<=[[,:{])"(?:[^"\\]|\\.)*"(?=[\],:}])/g) ?? []);
}

/** JSON with its lists sorted, at any depth of texts in texts; of other texts, the characters. */
function canonical(text: string): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(sorted(one))))].sort();
    if (typeof value === 'string') return canonical(value);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]));
  };
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return [...text].sort().join('');
  }
}
