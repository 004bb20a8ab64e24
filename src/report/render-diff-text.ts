/**
 * What a plan changes in what is granted, as a reviewer reads it in ten seconds: who gains what, who loses what, each with
 * one request and the statement that decides; then what stays the same, and what could not be compared.
 */
import type { Witness } from '../ask/witness.ts';
import { grouped, labelled, plural } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { AccessChange, Allowance, DiffResult, Direction, NotCompared } from '../scan/diff/types.ts';
import { type Paint, painter } from './color.ts';
import {
  askerInWords,
  gateInWords,
  isAboutCallers,
  isQuiet,
  kindInWords,
  statementInWords,
  toldOf,
  totalsOf,
  wordOf,
} from './diff-words.ts';

/** How text is laid out. */
export interface DiffTextOptions {
  readonly width: number;
  readonly color: boolean;
  /** The configuration that holds. */
  readonly configuration?: string;
}

/** Most allowances that are shown in one direction. */
const most = 3;
/** Most changes that are shown one by one: nobody reads more, and JSON has them all. */
const mostChanges = 1000;
/** Most names that are shown in a list. */
const mostNames = 10;

/** Renders; ends with a line break. */
export function renderDiffText(result: DiffResult, options: DiffTextOptions): string {
  const paint = painter(options.color);
  const { changes, undetermined } = result;
  const told = toldOf(changes);
  const left = told.length - mostChanges;
  const blocks = [
    ...told.slice(0, mostChanges).map((one) => changeBlock(one, result, options.width, paint)),
    ...(left > 0 ? [[`and ${plural(left, 'more change')}, the least severe (--format json has all)`]] : []),
    ...quietBlock(
      changes.filter((one) => !one.told && isQuiet(one)),
      result,
      options.width,
      paint,
    ),
    ...undeterminedBlock(undetermined, result, options.width, paint),
    [totals(result, paint), ...configured(options, paint)],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function configured({ configuration }: DiffTextOptions, paint: Paint): readonly string[] {
  return configuration === undefined ? [] : [paint('dim', printable(`configuration ${configuration}`))];
}

function totals(result: DiffResult, paint: Paint): string {
  if (result.changes.length === 0 && result.undetermined.length === 0)
    return 'no access changes: the plan leaves every policy and principal as it is';
  const { gate } = result;
  return `${totalsOf(result)}; ${paint(gate.passed ? 'good' : 'high', gateInWords(result))}`;
}

function changeBlock(
  change: AccessChange,
  result: DiffResult,
  width: number,
  paint: Paint,
): readonly string[] {
  const word = wordOf(change);
  const { severity = 'dim' } = change;
  const head = `${word}  ${severity === 'dim' ? '' : `${severity}  `}`;
  const lines = labelled(head, printable(placeOf(change, result)), { width, indent: 0 });
  return [
    ...lines.map((line, at) => (at === 0 ? `${paint(severity, head)}${line.slice(head.length)}` : line)),
    ...more(change, paint),
    `  ${paint('dim', printable(kindInWords(change)))}`,
    ...boundaryLines(change, width),
    ...directionLines('+', change, change.newAccess, width, paint),
    ...directionLines('-', change, change.lostAccess, width, paint),
  ];
}

function placeOf({ address, attribute, plan }: AccessChange | NotCompared, { plans }: DiffResult): string {
  const file = plans.length > 1 ? `${plans[plan]?.file ?? ''}: ` : '';
  return `${file}${address}${attribute === '' ? '' : ` ${attribute}`}`;
}

function more({ addresses }: AccessChange, paint: Paint): readonly string[] {
  const others = addresses.slice(1);
  const shown = others.slice(0, 3).map((one) => `  ${paint('dim', 'and')} ${printable(one)}`);
  const left = others.length - shown.length;
  return left > 0
    ? [...shown, `  ${paint('dim', `and ${plural(left, 'more copy', 'more copies')}`)}`]
    : shown;
}

function boundaryLines({ boundary, life }: AccessChange, width: number): readonly string[] {
  if (boundary === undefined || life !== 'changed') return [];
  const { before, after } = boundary;
  const change = after === null ? `no more, was ${before}` : `${after}, was ${before ?? 'none'}`;
  return labelled('boundary  ', printable(change), { width, indent: 4 });
}

function directionLines(
  sign: '+' | '-',
  change: AccessChange,
  direction: Direction,
  width: number,
  paint: Paint,
): readonly string[] {
  const layout = { width, indent: 4 };
  if (direction.verdict === 'no') return [];
  if (direction.verdict === 'undetermined') {
    const needs = direction.references.length === 0 ? '' : ` (needs ${direction.references.join(', ')})`;
    const about = sign === '+' ? 'new access' : 'lost access';
    return labelled('', printable(`${about} undetermined: ${direction.reason}${needs}`), layout);
  }
  const { allowances, assuming } = direction;
  const shown = allowances.slice(0, most).flatMap((one) => allowanceLines(sign, change, one, width, paint));
  const left = allowances.length - most;
  return [
    ...shown,
    ...(left > 0 ? [`  ${paint('dim', `${sign} and ${plural(left, 'more statement')}`)}`] : []),
    ...(assuming.length === 0
      ? []
      : labelled('unless  ', printable(`${assuming.join(', ')}, not known here, decides otherwise`), layout)),
  ];
}

function allowanceLines(
  sign: '+' | '-',
  { kind }: AccessChange,
  { witness, actions, statement, denied, anyone, asker, written = '' }: Allowance,
  width: number,
  paint: Paint,
): readonly string[] {
  const layout = { width, indent: 4 };
  const line = (label: string, text: string) => labelled(label.padEnd(8), printable(text), layout);
  const role = sign === '+' ? 'high' : 'dim';
  if (witness === undefined) return [`  ${paint(role, sign)} its values are sensitive and not shown`];
  // A trust policy is about its own role.
  const on = kind === 'trust' ? '' : ` on ${witness.resource}`;
  const request = `${witness.action}${likewise(witness, actions)}${on}`;
  const lifted = statement !== undefined ? '' : sign === '+' ? 'not denied any more: ' : 'denied now: ';
  const [first = '', ...rest] = labelled('', printable(`${lifted}${request}`), layout);
  const keys = Object.entries(witness.context).map(([key, value]) => `${key} = ${[value].flat().join(', ')}`);
  const { principal } = witness;
  const who = !anyone
    ? `${principal}${askerInWords(asker)}`
    : principal === 'anonymous'
      ? 'anyone'
      : `anyone, such as ${principal}`;
  const by = sign === '+' ? 'by' : 'was by';
  const against = sign === '+' ? 'denied before by' : 'denied now by';
  return [
    `  ${paint(role, sign)} ${first.trimStart()}`,
    ...rest,
    ...(isAboutCallers(kind) && statement !== undefined ? line('who', who) : []),
    ...(keys.length === 0 ? [] : line('with', keys.join(', '))),
    ...(statement === undefined ? [] : line(by, `${statementInWords(statement)}: ${written}`)),
    ...(denied === undefined ? [] : labelled(`${against} `, printable(statementInWords(denied)), layout)),
  ];
}

function likewise({ action }: Witness, actions: readonly string[]): string {
  const others = actions.filter((one) => one !== action);
  if (others.length === 0) return '';
  const shown = others.slice(0, 2).join(', ');
  return others.length > 2 ? ` (also ${shown}, ${grouped(others.length - 2)} more)` : ` (also ${shown})`;
}

function quietBlock(
  quiet: readonly AccessChange[],
  result: DiffResult,
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  const groups = [
    [
      'changed',
      'SAME',
      'written in another way, or attached in another way, and what is allowed is the same',
    ],
    ['created', 'CREATED', 'without permissions in this plan'],
    ['destroyed', 'DESTROYED', 'without permissions in this plan'],
  ] as const;
  return groups.flatMap(([life, word, why]) => {
    const those = quiet.filter((one) => one.life === life);
    if (those.length === 0) return [];
    const head = labelled(`${word}  `, `${grouped(those.length)} ${why}`, { width, indent: 0 });
    const names = those.slice(0, mostNames).map((one) => `  ${printable(placeOf(one, result))}`);
    const left = those.length - mostNames;
    return [
      [...head, ...names, ...(left > 0 ? [`  and ${grouped(left)} more`] : [])].map((one) =>
        paint('dim', one),
      ),
    ];
  });
}

function undeterminedBlock(
  undetermined: readonly NotCompared[],
  result: DiffResult,
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  if (undetermined.length === 0) return [];
  const layout = { width, indent: 4 };
  const entries = undetermined.flatMap((one) => [
    `  ${printable(placeOf(one, result))}`,
    ...labelled('why   ', printable(one.reason), layout),
    ...(one.references.length === 0 ? [] : labelled('needs ', printable(one.references.join(', ')), layout)),
  ]);
  const head = `NOT COMPARED  ${plural(undetermined.length, 'place')} that this plan does not tell enough about`;
  return [[paint('medium', head), ...entries]];
}
