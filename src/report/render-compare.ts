/**
 * What `grantlint compare` shows: the relation in one line, then what is new and what is lost, each with one request and the
 * statement that decides.
 */
import type { Change, Difference, DocumentComparison } from '../ask/compare-documents.ts';
import type { Place } from '../ask/witness.ts';
import { labelled, plural } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { Value } from '../base/value.ts';
import { type Paint, painter, type Role } from './color.ts';
import { documentLines } from './document-lines.ts';
import { requestLines } from './request-lines.ts';
import { safeJson } from './safe-json.ts';

/** A document as it is shown: its file, and its content with secrets masked. */
export interface ShownDocument {
  readonly file: string;
  readonly tree: Value;
  /** The policy that stands beside it and decides with it. */
  readonly beside?: string;
}

/** The two documents, and how the text is laid out. */
export interface CompareOptions {
  readonly reference: ShownDocument;
  readonly candidate: ShownDocument;
  readonly width: number;
  readonly color: boolean;
}

/** JSON whose keys are always there; `null` where there is nothing. */
export function renderCompareJson({ relation, newAccess, lostAccess }: DocumentComparison): string {
  return safeJson({
    relation,
    'new-access': changeJson(newAccess),
    'lost-access': changeJson(lostAccess),
  });
}

function changeJson(change: Change) {
  const [first] = change.verdict === 'yes' ? change.differences : [];
  return {
    verdict: change.verdict,
    witness: first?.witness ?? null,
    statement: first?.statement ?? null,
    reason: change.verdict === 'undetermined' ? change.reason : null,
  };
}

const relations: Readonly<Record<DocumentComparison['relation'], readonly [Role, string, string]>> = {
  equal: ['good', 'EQUAL', 'allows the same as'],
  narrower: ['good', 'NARROWER', 'allows less than'],
  wider: ['high', 'WIDER', 'allows more than'],
  incomparable: ['high', 'INCOMPARABLE', 'allows other things than'],
  undetermined: ['medium', 'UNDETERMINED', 'cannot be told from'],
};

/** Most differences that are shown in one direction. */
const most = 3;

/** Text for a reader; ends with a line break. */
export function renderCompareText(comparison: DocumentComparison, options: CompareOptions): string {
  const { reference, candidate, width } = options;
  const paint = painter(options.color);
  const [role, word, verb] = relations[comparison.relation];
  const files = printable(`${candidate.file} ${verb} ${reference.file}`);
  const [head = '', ...rest] = labelled(`${word}  `, files, { width, indent: 0 });
  const kind = `compared as ${comparison.kind} policies`;
  const blocks = [
    [
      `${paint(role, word)}${paint('bold', head.slice(word.length))}`,
      ...rest.map((line) => paint('bold', line)),
      ...[kind, ...besides([reference, candidate])].map((line) => paint('dim', `  ${line}`)),
    ],
    ...changeBlocks('new', comparison.newAccess, [candidate, reference], width, paint),
    ...changeBlocks('lost', comparison.lostAccess, [reference, candidate], width, paint),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function besides(documents: readonly ShownDocument[]): readonly string[] {
  return documents.flatMap(({ file, beside }) =>
    beside === undefined ? [] : [printable(`${file} beside ${beside}`)],
  );
}

type Pair = readonly [granting: ShownDocument, other: ShownDocument];

function changeBlocks(
  name: 'new' | 'lost',
  change: Change,
  pair: Pair,
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  if (change.verdict === 'no') return [[`${name} access: none`]];
  if (change.verdict === 'undetermined') {
    const head = `${name} access: `;
    return [labelled(head, `undetermined: ${printable(change.reason)}`, { width, indent: 0 })];
  }
  const { differences } = change;
  const shown = differences.slice(0, most).map((one) => differenceBlock(name, one, pair, width, paint));
  const left = differences.length - most;
  return left > 0
    ? [...shown, [paint('dim', `and ${plural(left, 'more allowance')} with ${name} access`)]]
    : shown;
}

function differenceBlock(
  name: 'new' | 'lost',
  { witness, actions, statement, marks, denied }: Difference,
  [granting, other]: Pair,
  width: number,
  paint: Paint,
): readonly string[] {
  const layout = { width, indent: 2 };
  const line = (label: string, text: string) => labelled(label.padEnd(12), printable(text), layout);
  const allowed =
    statement === undefined ? (granting.beside ?? '') : `${granting.file} ${placeText(statement)}`;
  const before = denied === undefined ? 'allows it nowhere' : `denies it: ${placeText(denied)}`;
  const decides = denied === undefined ? granting : other;
  const lines = documentLines(decides.tree, marks, width, paint);
  return [
    paint(name === 'new' ? 'high' : 'bold', `${name} access`),
    ...requestLines(witness, actions, layout),
    ...line('allowed by', allowed),
    ...line('while', `${other.file} ${before}`),
    '',
    ...lines,
  ];
}

function placeText({ pointer, sid }: Place): string {
  return sid === null ? pointer : `${pointer} (${sid})`;
}
