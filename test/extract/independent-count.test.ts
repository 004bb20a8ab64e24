/**
 * Documents found against an independent count: every string of a plan that is JSON with a `Statement`. Each one must be
 * the content of a document, or one of the few differences that are reviewed here.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { decodeText } from '../../src/plan/decode-text.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { DocumentSubject } from '../../src/subject/types.ts';
import { extracted } from './extracted.ts';
import { type Occurrence, occurrencesIn } from './strings-with-statements.ts';

interface Counted {
  readonly file: string;
  readonly occurrences: readonly Occurrence[];
  readonly documents: readonly DocumentSubject[];
  readonly changed: ReadonlySet<string>;
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

function count(file: string): Counted {
  const bytes = readFileSync(file);
  const plan = readPlan(bytes, file);
  return {
    file,
    occurrences: occurrencesIn(JSON.parse(decodeText(bytes)) as Json),
    documents: [...extracted(plan).documents()],
    changed: new Set(plan.changes.map(({ address }) => address)),
  };
}

/** Why an occurrence is no document's own content; undefined where it is one, and `?` where no reviewed reason holds. */
function differenceIn({ documents, changed }: Counted): (occurrence: Occurrence) => string | undefined {
  const texts = new Set(documents.flatMap((one) => keysOf(one, (text) => text)));
  const meanings = new Set(documents.flatMap((one) => keysOf(one, meaningOf)));
  const places = new Set(documents.flatMap(({ origins }) => origins.map(({ address }) => address)));
  return ({ address, text, type, attribute, section }) => {
    if (texts.has(`${address} ${text}`)) return undefined;
    if (meanings.has(`${address} ${meaningOf(text)}`)) return 'the same document in another form';
    const isData = type === 'data.aws_iam_policy_document' && places.has(address);
    if (isData && /^(source|override)_/.test(attribute)) return 'an argument that went into a document';
    const isOutside = section === 'prior_state' && !type.startsWith('data.') && !changed.has(address);
    return isOutside ? 'it exists, and is not part of this plan' : '?';
  };
}

function keysOf(
  { origins, content, before }: DocumentSubject,
  read: (text: string) => string,
): readonly string[] {
  const texts = [content, before].flatMap((one) => (one?.form === 'text' ? [one.text] : []));
  return origins.flatMap(({ address }) => texts.map((text) => `${address} ${read(text)}`));
}

function meaningOf(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** Documents that are judged and that no string of the plan explains. */
function invented({ occurrences, documents }: Counted): readonly string[] {
  const seen = new Set(occurrences.map(({ address, text }) => `${address} ${text}`));
  return documents
    .filter(({ state, content }) => state === 'known' && content?.form === 'text')
    .flatMap((one) => keysOf({ ...one, origins: [one.origins[0]] }, (text) => text).slice(0, 1))
    .filter((key) => !seen.has(key) && /"Statement"/.test(key) && !key.startsWith('provider.'));
}

function holds(files: readonly string[], least: number): void {
  const counted = files.map(count);
  const unexplained = counted.flatMap((one) => {
    const difference = differenceIn(one);
    return one.occurrences.filter((at) => difference(at) === '?').map(({ text: _, ...at }) => [one.file, at]);
  });
  expect(unexplained).toEqual([]);
  expect(counted.flatMap(invented)).toEqual([]);
  expect(counted.flatMap(({ occurrences }) => occurrences).length).toBeGreaterThanOrEqual(least);
}

const plansIn = (path: string) =>
  readdirSync(folder(path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.endsWith('.tf.json'))
    .map((file) => `${folder(path)}/${file}`);

describe('every string with a statement', () => {
  it('is a document that was found, in our own plans', () => {
    holds(
      plansIn('../../fixtures').filter((file) => file.endsWith('plan.json')),
      300,
    );
  });

  const corpora = '../../../shared/corpora';
  it.skipIf(!existsSync(folder(corpora)))(
    'is a document that was found, in plans that others published',
    () => {
      holds([...plansIn(`${corpora}/plans`), ...plansIn(`${corpora}/made`)], 600);
    },
  );
});
