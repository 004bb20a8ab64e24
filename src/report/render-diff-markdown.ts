/**
 * A diff as a comment on a pull request shows it.
 */
import { plural } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { AccessChange, Allowance, DiffResult, Direction } from '../scan/diff/types.ts';
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

/** Most changes that Markdown shows one by one: hosts cut long comments off. */
const mostChanges = 100;

/** Markdown for a comment; whatever the plan says stands in code spans, where nothing is markup, mention or link. */
export function renderDiffMarkdown(
  result: DiffResult,
  { configuration }: { readonly configuration?: string } = {},
): string {
  const { changes, undetermined } = result;
  const told = toldOf(changes);
  const quiet = changes.filter((one) => !one.told && isQuiet(one));
  const left = told.length - mostChanges;
  const blocks = [
    '### What access this plan changes',
    `${sentence(totalsOf(result))}; **${gateInWords(result)}**`,
    ...told.slice(0, mostChanges).map(changeMarkdown),
    ...(left > 0 ? [`and ${plural(left, 'more change')}`] : []),
    ...listMarkdown(
      'Written in another way, the same access',
      quiet.filter(({ life }) => life === 'changed'),
    ),
    ...listMarkdown(
      'Created without permissions',
      quiet.filter(({ life }) => life === 'created'),
    ),
    ...listMarkdown(
      'Destroyed, had no permissions',
      quiet.filter(({ life }) => life === 'destroyed'),
    ),
    ...(undetermined.length === 0
      ? []
      : [
          [
            `**Not compared:** ${plural(undetermined.length, 'place')} that this plan does not tell enough about`,
            '',
            ...undetermined
              .slice(0, mostChanges)
              .map((one) => `- ${code(`${one.address} ${one.attribute}`.trim())}: ${code(one.reason)}`),
          ].join('\n'),
        ]),
    ...(configuration === undefined ? [] : [`Configuration: ${code(configuration)}`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function changeMarkdown(change: AccessChange): string {
  const { severity, address, attribute, newAccess, lostAccess, addresses } = change;
  const copies = addresses.length > 1 ? ` and ${plural(addresses.length - 1, 'copy', 'copies')}` : '';
  const mark = severity === undefined ? '' : ` (${severity})`;
  const head = `**${wordOf(change)}${mark}** ${code(`${address} ${attribute}`.trim())}${copies}, ${code(kindInWords(change))}`;
  return [
    head,
    '',
    ...boundaryMarkdown(change),
    ...directionMarkdown('new', newAccess, change),
    ...directionMarkdown('lost', lostAccess, change),
  ].join('\n');
}

function boundaryMarkdown({ boundary, life }: AccessChange): readonly string[] {
  if (boundary === undefined || life !== 'changed') return [];
  const [before, after] = [boundary.before, boundary.after].map((one) => (one === null ? 'none' : code(one)));
  return [`- boundary: ${after}, was ${before}`];
}

function directionMarkdown(
  name: 'new' | 'lost',
  direction: Direction,
  change: AccessChange,
): readonly string[] {
  if (direction.verdict === 'no') return [];
  if (direction.verdict === 'undetermined')
    return [`- ${name} access undetermined: ${code(direction.reason)}`];
  const { allowances, assuming } = direction;
  const left = allowances.length - 3;
  return [
    ...allowances.slice(0, 3).map((one) => `- ${allowanceMarkdown(name, one, change)}`),
    ...(left > 0 ? [`- and ${plural(left, 'more statement')} with ${name} access`] : []),
    ...(assuming.length === 0
      ? []
      : [`- unless ${assuming.map(code).join(', ')}, not known here, decides otherwise`]),
  ];
}

function allowanceMarkdown(
  name: 'new' | 'lost',
  { witness, actions, statement, denied, anyone, asker }: Allowance,
  { kind }: AccessChange,
): string {
  const isLifted = statement === undefined && witness !== undefined;
  const [gained, lost] = isLifted
    ? ['not denied any more', 'denied now']
    : ['now allowed', 'not allowed any more'];
  const verb = name === 'new' ? gained : lost;
  if (witness === undefined) return `${verb}: its values are sensitive and not shown`;
  const others = actions.length > 1 ? ` and ${plural(actions.length - 1, 'action')} alike` : '';
  const names = isAboutCallers(kind) && statement !== undefined;
  const trusted = asker === undefined ? '' : `, ${code(askerInWords(asker).slice(2))}`;
  const who = anyone ? ' for **anyone**' : names ? ` for ${code(witness.principal)}${trusted}` : '';
  // A trust policy is about its own role.
  const on = kind === 'trust' ? '' : ` on ${code(witness.resource)}`;
  const keys = Object.entries(witness.context).map(([key, value]) =>
    code(`${key} = ${[value].flat().join(', ')}`),
  );
  const given = keys.length === 0 ? '' : `, with ${keys.join(', ')}`;
  const by = statement === undefined ? '' : `, by ${code(statementInWords(statement))}`;
  const against =
    denied === undefined
      ? ''
      : `, denied ${name === 'new' ? 'before' : 'now'} by ${code(statementInWords(denied))}`;
  return `${verb}: ${code(witness.action)}${others}${on}${who}${given}${by}${against}`;
}

function listMarkdown(title: string, changes: readonly AccessChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const names = changes.slice(0, 20).map(({ address, attribute }) => code(`${address} ${attribute}`.trim()));
  const left = changes.length - names.length;
  return [`${title}: ${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`];
}

/**
 * Text as a code span: its fence is longer than any run of backticks inside. A span ends at nothing else.
 * https://spec.commonmark.org/0.31.2/#code-spans
 */
function code(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ | $/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
