/**
 * What `grantlint can` shows: the answer in one line, the requests that show it with the statements that decide, and what is
 * not known.
 */
import type { CanAnswer } from '../ask/can.ts';
import type { Decided, Deciding } from '../ask/decided.ts';
import type { HiddenDocument, Source } from '../ask/side.ts';
import type { Place } from '../ask/witness.ts';
import { labelled } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { Value } from '../base/value.ts';
import { type Paint, painter, type Role } from './color.ts';
import { documentLines } from './document-lines.ts';
import { requestLines } from './request-lines.ts';
import { safeJson } from './safe-json.ts';

/** The question in the user's words, and what is said beside the answer. */
export interface AskedQuestion {
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly before: boolean;
  /** What the answer takes for granted. */
  readonly assumes: readonly string[];
}

/** How it is laid out. */
export interface CanOptions {
  readonly width: number;
  readonly color: boolean;
  /** The document of a deciding statement as it may be shown; undefined where it must not be. */
  readonly shown: (deciding: Deciding) => Value | undefined;
}

/** JSON whose keys are always there. */
export function renderCanJson(answer: CanAnswer, question: AskedQuestion): string {
  return safeJson({
    verdict: answer.verdict,
    extent: answer.extent,
    question: {
      principal: question.principal,
      actions: question.actions,
      resources: question.resources,
      state: question.before ? 'before' : 'after',
    },
    allowed: answer.allowed === undefined ? null : decidedJson(answer.allowed),
    refused: answer.refused === undefined ? null : decidedJson(answer.refused),
    unknown: answer.unknown.map(({ source, reason }) => ({ ...sourceJson(source), reason })),
    assumes: question.assumes,
    reason: answer.reason ?? null,
  });
}

function decidedJson({ witness, allowing, denying, missing }: Decided) {
  return {
    witness,
    allowing: allowing.map(decidingJson),
    denying: denying.map(decidingJson),
    missing: missing.map(sourceJson),
  };
}

function decidingJson({ source, place }: Deciding) {
  return { ...sourceJson(source), ...place };
}

function sourceJson({ address, attribute, policy }: Source) {
  return { address, attribute, policy: policy ?? null };
}

const words: Readonly<Record<CanAnswer['verdict'], readonly [Role, string]>> = {
  yes: ['high', 'YES'],
  no: ['good', 'NO'],
  depends: ['medium', 'DEPENDS'],
};

/** Text for a reader; ends with a line break. */
export function renderCanText(answer: CanAnswer, question: AskedQuestion, options: CanOptions): string {
  const { width } = options;
  const paint = painter(options.color);
  const [role, word] = words[answer.verdict];
  const sentence = printable(sentenceOf(answer, question));
  const [head = '', ...rest] = labelled(`${word}  `, sentence, { width, indent: 0 });
  const blocks = [
    [
      `${paint(role, word)}${paint('bold', head.slice(word.length))}`,
      ...rest.map((line) => paint('bold', line)),
      ...(answer.reason === undefined ? [] : labelled('', printable(answer.reason), { width, indent: 2 })),
      ...question.assumes.flatMap((one) =>
        labelled('assuming ', printable(one), { width, indent: 2 }).map((line) => paint('dim', line)),
      ),
    ],
    ...(answer.allowed === undefined ? [] : [allowedBlock(answer, answer.allowed, options, paint)]),
    ...(answer.refused === undefined ? [] : [refusedBlock(answer, answer.refused, options, paint)]),
    ...unknownBlock(answer.unknown, width, paint),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function sentenceOf({ extent }: CanAnswer, { principal, actions, resources, before }: AskedQuestion): string {
  const what = `${actions.join(', ')} on ${resources.join(', ')}`;
  const isPattern = /[*?]/.test(what);
  const some = isPattern && (extent === 'all' || extent === 'some') ? `, ${extent} of it` : '';
  return `${principal}: ${what}${some}${before ? ', before the plan' : ''}`;
}

/** What is only known in part is said to be. */
function heading(name: string, { unknown }: CanAnswer): string {
  return unknown.length === 0 ? name : `${name}, as far as is known`;
}

function allowedBlock(
  answer: CanAnswer,
  { witness, allowing }: Decided,
  options: CanOptions,
  paint: Paint,
): readonly string[] {
  return [
    paint('bold', heading('allowed', answer)),
    ...requestLines(witness, [], { width: options.width, indent: 2 }),
    ...decidingLines('allowed by', allowing, options),
    ...excerpt(allowing[0], options, paint),
  ];
}

function refusedBlock(
  answer: CanAnswer,
  { witness, allowing, denying, missing }: Decided,
  options: CanOptions,
  paint: Paint,
): readonly string[] {
  const layout = { width: options.width, indent: 2 };
  const because = (text: string) => labelled('because'.padEnd(12), printable(text), layout);
  const withheld = missing.map((one) => `${sourceText(one)} does not allow it`).join(', ');
  return [
    paint('bold', heading('not allowed', answer)),
    ...requestLines(witness, [], layout),
    ...(denying.length > 0
      ? decidingLines('denied by', denying, options)
      : [
          ...because(withheld === '' ? 'no policy allows it' : withheld),
          ...(missing.length > 0 ? decidingLines('though by', allowing, options) : []),
        ]),
    ...excerpt(denying[0], options, paint),
  ];
}

function decidingLines(
  label: string,
  deciding: readonly Deciding[],
  { width }: CanOptions,
): readonly string[] {
  return deciding.flatMap((one, at) =>
    labelled((at === 0 ? label : '').padEnd(12), printable(decidingText(one)), { width, indent: 2 }),
  );
}

function excerpt(
  deciding: Deciding | undefined,
  { width, shown }: CanOptions,
  paint: Paint,
): readonly string[] {
  const tree = deciding === undefined ? undefined : shown(deciding);
  const lines =
    deciding === undefined || tree === undefined ? [] : documentLines(tree, deciding.marks, width, paint);
  return lines.length === 0 ? [] : ['', ...lines];
}

function decidingText({ source, place }: Deciding): string {
  return `${sourceText(source)} ${placeText(place)}`;
}

function placeText({ pointer, sid }: Place): string {
  return sid === null ? pointer : `${pointer} (${sid})`;
}

function sourceText({ address, attribute, policy }: Source): string {
  const where = `${address}${attribute === '' ? '' : ` ${attribute}`}`;
  if (policy === undefined) return where;
  return where === '' ? policy : `${where} (${policy})`;
}

function unknownBlock(
  unknown: readonly HiddenDocument[],
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  if (unknown.length === 0) return [];
  const entries = unknown.flatMap(({ source, reason }) => [
    ...labelled('', printable(sourceText(source)), { width, indent: 2 }),
    ...labelled('why  ', printable(reason), { width, indent: 4 }),
  ]);
  return [[paint('medium', 'NOT KNOWN'), ...entries]];
}
