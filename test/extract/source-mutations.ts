/**
 * Edits of a configuration after the plan was made: each changes one place of one file of a fixture, as an editor, a merge
 * or another commit would. A document that is rebuilt must be the one that was planned.
 */
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openConfiguration, openSaved } from '../../src/cli/open-configuration.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { savedPlan } from '../cli/saved-archive.ts';
import type { Random } from '../hcl/judge/random.ts';
import { managedPolicy, placeOf } from './extracted.ts';

/**
 * How an edit came to the disk: later than the plan, or with the times of files put back, which tells nothing; or so with
 * the saved plan beside, which holds the configuration.
 */
export type Circumstances = 'later' | 'put back' | 'put back, saved plan beside';

/** What one edit did. */
export interface Outcome {
  readonly fixture: string;
  readonly file: string;
  readonly edit: string;
  /** Whether the edit changes a document at all, by the evaluation itself. */
  readonly isOther: boolean;
  /**
   * `refused`: nothing was rebuilt from it; `same`: only what was planned; `assumed`: another document was used, and said to
   * rest on the source as it is; `wrong`: another one was used without a word.
   */
  readonly found: 'refused' | 'same' | 'assumed' | 'wrong';
}

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const names = readdirSync(fixtures).filter((name) => name.startsWith('source-'));
const planned = '2026-03-01T10:00:00Z';
const before = new Date('2026-03-01T09:00:00Z');

/** Edits one place of one fixture, and compares what is rebuilt with what the right configuration gives. */
export function mutate(random: Random, circumstances: Circumstances): Outcome {
  const fixture = random.pick(names);
  const folder = join(mkdtempSync(join(tmpdir(), 'edited-')), 'configuration');
  cpSync(join(fixtures, fixture), folder, { recursive: true });
  try {
    const text = readFileSync(join(folder, 'plan.json'), 'utf8');
    const plan = readPlan(
      text.replace(/^\{/, `{"timestamp":${JSON.stringify(planned)},`),
      join(folder, 'plan.json'),
    );
    const files = sourcesIn(folder);
    for (const file of files) utimesSync(join(folder, file), before, before);
    if (circumstances === 'put back, saved plan beside')
      writeFileSync(join(folder, 'saved.tfplan'), savedPlan(folder, planned));
    const right = rebuilt(plan, folder, false);
    const file = random.pick(files);
    const place = join(folder, file);
    const edit = edited(random, readFileSync(place, 'utf8'));
    writeFileSync(place, edit.text);
    if (circumstances !== 'later') utimesSync(place, before, before);
    const used = rebuilt(plan, folder, false);
    rmSync(join(folder, 'saved.tfplan'), { force: true });
    const other = rebuilt(plan, folder, true);
    return { fixture, file, edit: edit.name, isOther: differs(right, other), found: verdictOf(right, used) };
  } finally {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.endsWith('plan.json') && statSync(join(folder, file)).isFile())
    .sort();
}

interface Rebuilt {
  readonly content: string;
  readonly isAssumed: boolean;
}

/** Documents that come from the configuration, by place. */
function rebuilt(plan: Plan, folder: string, isNamed: boolean): ReadonlyMap<string, Rebuilt> {
  const opened = openSaved(plan, folder, isNamed) ?? openConfiguration(plan, folder, isNamed);
  if (typeof opened !== 'function') return new Map();
  const documents = extract(plan, { managedPolicy, openSource: opened }).documents();
  return new Map(
    [...documents].flatMap((one) => {
      if (one.rebuilt === undefined || one.rebuilt.from.includes('data.')) return [];
      const isAssumed = one.rebuilt.assuming !== undefined;
      return [[placeOf(one), { content: JSON.stringify(one.content), isAssumed }] as const];
    }),
  );
}

/** Those that are other documents than the right ones. */
function others(right: ReadonlyMap<string, Rebuilt>, used: ReadonlyMap<string, Rebuilt>): readonly Rebuilt[] {
  return [...used].flatMap(([place, one]) => (right.get(place)?.content === one.content ? [] : [one]));
}

function differs(right: ReadonlyMap<string, Rebuilt>, other: ReadonlyMap<string, Rebuilt>): boolean {
  return others(right, other).length > 0;
}

function verdictOf(
  right: ReadonlyMap<string, Rebuilt>,
  used: ReadonlyMap<string, Rebuilt>,
): Outcome['found'] {
  const wrong = others(right, used);
  if (wrong.length > 0) return wrong.every(({ isAssumed }) => isAssumed) ? 'assumed' : 'wrong';
  return used.size === 0 ? 'refused' : 'same';
}

interface Edit {
  readonly name: string;
  readonly text: string;
}

/** One edit that changes the text. */
function edited(random: Random, text: string): Edit {
  for (;;) {
    const [name, edit] = random.pick(edits);
    const made = edit(random, text);
    if (made !== text) return { name, text: made };
  }
}

const edits: readonly (readonly [name: string, edit: (random: Random, text: string) => string])[] = [
  [
    'another letter in a text',
    (random, text) => at(random, text, /[a-z](?=[^"\n]*"[,\s\]})])/g, (one) => (one === 'z' ? 'y' : 'z')),
  ],
  ['a wildcard in a text', (random, text) => at(random, text, /[A-Za-z]+"/g, () => '*"')],
  ['a line less', (random, text) => at(random, text, /^.*\n/gm, () => '')],
  ['a line twice', (random, text) => at(random, text, /^.*\n/gm, (line) => line + line)],
  [
    'Deny for Allow',
    (random, text) =>
      at(random, text, /"(?:Allow|Deny)"/g, (one) => (one === '"Allow"' ? '"Deny"' : '"Allow"')),
  ],
  [
    'true for false',
    (random, text) => at(random, text, /\b(?:true|false)\b/g, (one) => (one === 'true' ? 'false' : 'true')),
  ],
  ['another number', (random, text) => at(random, text, /\d+/g, (one) => String(Number(one) + 1))],
  ['another name', (random, text) => at(random, text, /\b[a-z_]{3,}(?= *=)/g, (one) => `${one}_x`)],
  [
    'another reference',
    (random, text) => at(random, text, /\b(?:local|var|each|aws_[a-z0-9_]+)\.[a-z_]+/g, (one) => `${one}_x`),
  ],
  ['an element less', (random, text) => at(random, text, /"[^"\n]*", */g, () => '')],
];

/** Changes one of the places that a pattern finds; the text itself where there is none. */
function at(random: Random, text: string, pattern: RegExp, change: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = random.pick(found);
  return text.slice(0, one.index) + change(one[0]) + text.slice(one.index + one[0].length);
}
