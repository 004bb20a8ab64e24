/**
 * Two accesses compared: what the candidate allows that the reference does not, and the other way round. Documents may have
 * holes: what depends on one is told, never guessed.
 */
import type { PolicyDocument } from '../iam/types.ts';
import type { Universe } from './action-set.ts';
import { fillHoles, isSameText, withText, writtenTexts } from './holes.ts';
import { type Asking, type NewAccess, newAccess } from './new-access.ts';
import type { Access } from './replay.ts';

/** The candidate in terms of the reference. */
export type Relation = 'equal' | 'narrower' | 'wider' | 'incomparable' | 'undetermined';

/** The answer to one question, with what it rests on. */
export type Answer =
  | {
      readonly verdict: 'yes';
      /** One request for each allowance that brings something, the first where one was asked for. */
      readonly found: readonly [NewAccess, ...NewAccess[]];
      /** References whose values are known only after apply and could make the answer another one. */
      readonly assuming: readonly string[];
    }
  | { readonly verdict: 'no'; readonly assuming: readonly string[] }
  | { readonly verdict: 'undetermined'; readonly reason: string; readonly references: readonly string[] };

/** What two accesses are to each other. */
export interface Comparison {
  readonly relation: Relation;
  /** What the candidate allows and the reference does not. */
  readonly newAccess: Answer;
  /** What the reference allows and the candidate does not. */
  readonly lostAccess: Answer;
}

/** Compares. Throws `Mismatch` for a defect of grantlint. */
export function compareAccess(
  reference: Access,
  candidate: Access,
  universe: Universe,
  extent: Asking['extent'],
): Comparison {
  const gained = askAccess(candidate, reference, { universe, extent });
  const lost = askAccess(reference, candidate, { universe, extent });
  return { relation: relationOf(gained, lost), newAccess: gained, lostAccess: lost };
}

function relationOf(gained: Answer, lost: Answer): Relation {
  if (gained.verdict === 'undetermined' || lost.verdict === 'undetermined') return 'undetermined';
  if (gained.verdict === 'no') return lost.verdict === 'no' ? 'equal' : 'narrower';
  return lost.verdict === 'no' ? 'wider' : 'incomparable';
}

/** Asks what `granted` allows that `withheld` does not, holes filled. */
export function askAccess(granted: Access, withheld: Access, asking: Asking): Answer {
  if (isSameAccess(granted, withheld)) return { verdict: 'no', assuming: [] };
  const after = filledAccess(granted);
  const before = filledAccess(withheld);
  const shapeless = after.shapeless ?? before.shapeless;
  const references = [...new Set([...after.references, ...before.references])].sort();
  if (shapeless !== undefined) {
    const { reason, reference } = shapeless;
    return {
      verdict: 'undetermined',
      reason,
      references: reference === undefined ? references : [reference],
    };
  }
  const outcome = newAccess(after.access, before.access, asking);
  if (outcome.verdict === 'undetermined') return { ...outcome, references };
  const turning = turningHoles(after, before, outcome.verdict, asking);
  if (outcome.verdict === 'yes')
    return { verdict: 'yes', found: asWritten(outcome.found, granted, after), assuming: turning };
  if (turning.length === 0) return { verdict: 'no', assuming: references };
  return {
    verdict: 'undetermined',
    reason: 'it depends on a value that is known only after apply',
    references: turning,
  };
}

type Found = readonly [NewAccess, ...NewAccess[]];

/** What was found, in terms of the documents that were asked about and not of those whose holes were filled. */
function asWritten(found: Found, asked: Access, filled: Filled): Found {
  if (filled.references.length === 0) return found;
  const originals = new Map(
    filled.access.layers.flatMap((documents, at) =>
      documents.map((document, index) => [document, asked.layers[at]?.[index] ?? document] as const),
    ),
  );
  const written = (one: NewAccess): NewAccess => {
    const document = originals.get(one.document) ?? one.document;
    const statement = document.statements[one.document.statements.indexOf(one.statement)] ?? one.statement;
    return { ...one, document, statement };
  };
  const [first, ...others] = found;
  return [written(first), ...others.map(written)];
}

/** Values of a hole that are tried: more would tell the same. */
const mostValues = 8;
const mostHoles = 8;

/**
 * References of the holes that turn the answer around when they become a text that the policies write out, or, where
 * nothing tells that they are ARNs, `*`. Every other value is like the constant that stands for them.
 */
function turningHoles(
  after: Filled,
  before: Filled,
  verdict: 'yes' | 'no',
  asking: Asking,
): readonly string[] {
  const alone = new Map([...after.alone, ...before.alone]);
  if (alone.size === 0) return [];
  const written = [
    ...new Set([after, before].flatMap(({ access }) => access.layers.flat().flatMap(writtenTexts))),
  ];
  return [...alone].slice(0, mostHoles).flatMap(([reference, constant]) => {
    const values = written.filter((text) => isLike(text, constant)).slice(0, mostValues);
    const tried = /arn$/.test(reference) ? values : ['*', ...values];
    const isTurning = tried.some((value) => {
      const asked = newAccess(
        withValue(after.access, constant, value),
        withValue(before.access, constant, value),
        { ...asking, extent: 'one' },
      );
      return asked.verdict !== verdict;
    });
    return isTurning ? [reference] : [];
  });
}

/** A resource's ARN can become the ARN of such a resource, and another value any. */
function isLike(text: string, constant: string): boolean {
  const service = /^arn:[^:]*:([a-z0-9-]+):/.exec(constant)?.[1];
  return service === undefined || text.split(':')[2] === service;
}

function withValue({ layers }: Access, from: string, to: string): Access {
  return { layers: layers.map((documents) => documents.map((document) => withText(document, from, to))) };
}

function isSameAccess({ layers }: Access, other: Access): boolean {
  return (
    layers.length === other.layers.length &&
    layers.every(
      (documents, at) =>
        documents.length === other.layers[at]?.length &&
        documents.every((document, index) => isSame(document, other.layers[at]?.[index])),
    )
  );
}

function isSame(left: PolicyDocument, right: PolicyDocument | undefined): boolean {
  return right !== undefined && isSameText(left, right);
}

interface Filled {
  readonly access: Access;
  readonly references: readonly string[];
  readonly alone: ReadonlyMap<string, string>;
  readonly shapeless?: { readonly reason: string; readonly reference?: string };
}

function filledAccess({ layers }: Access): Filled {
  const filled = layers.map((documents) => documents.map(filledOnce));
  const all = filled.flat();
  const shapeless = all.find((one) => one.shapeless !== undefined)?.shapeless;
  return {
    access: { layers: filled.map((documents) => documents.map(({ document }) => document)) },
    references: all.flatMap((one) => one.references),
    alone: new Map(all.flatMap((one) => [...one.alone])),
    ...(shapeless === undefined ? {} : { shapeless }),
  };
}

const known = new WeakMap<PolicyDocument, ReturnType<typeof fillHoles>>();

function filledOnce(document: PolicyDocument) {
  const done = known.get(document) ?? fillHoles(document);
  known.set(document, done);
  return done;
}
