/**
 * Holds what we make of an expression against what Terraform planned.
 */
import { evaluateText, filledParts, hasUnordered } from './ours.ts';

export type Answer =
  /** Recovered wholly, or with holes that were filled, and the same to the byte. */
  | 'whole'
  | 'filled'
  /** The same, but for holes without a name that could be filled. */
  | 'matched'
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

/** With the inputs known: byte for byte. */
export function compareKnown(source: string, planned: string | undefined): Verdict {
  const ours = evaluateText(source, true);
  if (ours.kind === 'undetermined') return { answer: 'undetermined', note: ours.reason };
  if (ours.kind === 'error')
    return planned === '!error' ? { answer: 'refused', note: '' } : wrong(`error ${ours.message}`, planned);
  if (ours.value.kind === 'null')
    return planned === undefined || planned === null ? { answer: 'whole', note: '' } : wrong('null', planned);
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
  const ours = evaluateText(source, false);
  if (ours.kind === 'undetermined') return { answer: 'undetermined', note: ours.reason };
  if (ours.kind === 'error')
    return planned === '!error' ? { answer: 'refused', note: '' } : wrong(`error ${ours.message}`, planned);
  if (planned === '!error') return { answer: atPlan === '!error' ? 'lenient' : 'refused', note: '' };
  if (ours.value.kind === 'null')
    return planned === undefined || planned === null ? { answer: 'whole', note: '' } : wrong('null', planned);
  if (ours.value.kind === 'string')
    return ours.value.value === planned ? { answer: 'whole', note: '' } : wrong(ours.value.value, planned);
  const parts = filledParts(ours.value);
  if (planned === undefined || planned === null)
    return ours.value.kind === 'unknown' ? { answer: 'hole', note: '' } : wrong(parts.join('?'), planned);
  if (parts.length === 1 && parts[0] === null) return { answer: 'hole', note: '' };
  const isSame = hasUnordered(ours.value) ? sameUnordered(parts, planned) : sameParts(parts, planned);
  if (!isSame) return wrong(parts.map((one) => one ?? '\u2026').join(''), planned);
  return { answer: parts.includes(null) ? 'matched' : 'filled', note: '' };
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

function canonical(text: string): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(sorted(one))))].sort();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]));
  };
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}
