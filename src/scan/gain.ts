/**
 * What a document newly allows, asked of the exact engine. Loaded on demand: only plans that change something ask.
 */

import { accessOf, fullAccess, fullAccessForAll } from '../ask/compare-documents.ts';
import { type DocumentKind, documentKinds } from '../ask/document-kinds.ts';
import { witnessOf } from '../ask/witness.ts';
import type { Catalogue } from '../aws/catalogue.ts';
import { isHole } from '../base/value.ts';
import { canonicalConditions, canonicalStatement } from '../iam/canonical.ts';
import type { PolicyDocument, Statement } from '../iam/types.ts';
import { universeOf } from '../reason/action-set.ts';
import { type Answer, askAccess } from '../reason/compare.ts';
import type { Access } from '../reason/replay.ts';
import type { PolicyKind } from '../subject/types.ts';
import type { Gain, Gains } from './status.ts';

/** Opens the questions over the catalogue's actions. They throw `Mismatch` for a defect of grantlint. */
export function gainsIn(catalogue: Catalogue): Gains {
  const universe = universeOf(catalogue);
  const ask = (granted: Access, withheld: Access) =>
    gainOf(askAccess(granted, withheld, { universe, extent: 'one' }), granted);
  return {
    ofDocument: (before, after, kind) => {
      if (isSameMeaning(before, after)) return nothing;
      return after.statements.some(isAllowing)
        ? ask(accessOf(after, documentKind(kind)), accessOf(before, documentKind(kind)))
        : ask(withinDenials(after), withinDenials(before));
    },
    ofStatement: (before, after, statement, kind) => {
      if (isSameMeaning(before, after)) return nothing;
      return statement.effect === 'Deny'
        ? ask(withinDenials(after), withinDenials(before))
        : ask(accessOf(partOf(after, statement), documentKind(kind)), accessOf(before, documentKind(kind)));
    },
    ofAccess: (before, after) => ask(after, before),
    allowsSomething: (document, statement) =>
      ask({ layers: [[partOf(document, statement)]] }, { layers: [[]] }).gains !== 'nothing',
    isNamedBy: (before, statement) =>
      ask(namedBy([statement]), namedBy(before.statements.filter(isLike(statement)))).gains === 'nothing',
  };
}

const nothing: Gain = { gains: 'nothing' };

function gainOf(answer: Answer, { layers }: Access): Gain {
  if (answer.verdict === 'no') return nothing;
  if (answer.verdict === 'undetermined') return { gains: 'unknown', reason: answer.reason };
  const [{ request, statement }] = answer.found;
  return {
    gains: 'something',
    witness: witnessOf(request, layers.flat()),
    named: layers.flat().some(({ statements }) => statements.some((one) => one.principal !== undefined)),
    pointer: statement.pointer,
    assuming: answer.assuming,
  };
}

/** What the engine compares a document as; one of no certain use is compared as it stands. */
function documentKind(kind: PolicyKind): DocumentKind {
  return documentKinds.find((one) => one === kind) ?? 'resource';
}

/** What statements would allow if their conditions always held. */
function namedBy(statements: readonly Statement[]): Access {
  return { layers: [[{ statements: statements.map((one) => ({ ...one, conditions: [] })) }]] };
}

/** Is a statement's effect, and are its conditions, the same as those of another one? */
function isLike(statement: Statement): (other: Statement) => boolean {
  const conditions = canonicalConditions(statement.conditions).join();
  return (other) =>
    other.effect === statement.effect && canonicalConditions(other.conditions).join() === conditions;
}

/** What one statement allows with the denials of its document. */
function partOf(document: PolicyDocument, statement: Statement): PolicyDocument {
  return {
    ...document,
    statements: document.statements.filter((one) => one === statement || !isAllowing(one)),
  };
}

/** What the denials of a document leave of everything: losing a denial widens. */
export function withinDenials(
  document: PolicyDocument,
  hasPrincipals = document.statements.some((one) => one.principal !== undefined),
): Access {
  const denials = document.statements.filter((one) => one.effect === 'Deny' || isHole(one.effect));
  const everything = hasPrincipals ? fullAccessForAll : fullAccess;
  return { layers: [[everything, { ...document, statements: denials }]] };
}

function isAllowing({ effect }: Statement): boolean {
  return effect === 'Allow';
}

/** The same statements in any order, form and spelling. What is known only after apply is left to the engine. */
function isSameMeaning(before: PolicyDocument, after: PolicyDocument): boolean {
  if ((before.version ?? older) !== (after.version ?? older)) return false;
  if (before.moreStatements !== undefined || after.moreStatements !== undefined) return false;
  const [was, is] = [meaningOf(before), meaningOf(after)];
  return was === is && !was.includes('(known after apply');
}

const older = '2008-10-17';

function meaningOf({ statements }: PolicyDocument): string {
  return JSON.stringify([...new Set(statements.map(canonicalStatement))].sort());
}
