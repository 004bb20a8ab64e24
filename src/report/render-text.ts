/**
 * The result as a person reads it: most severe first, each with who, what, the worst and the edit; then what was not
 * evaluated, and one line of totals.
 */
import { grouped, labelled, plural, wrap } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { Finding, Listed, ScanResult, Undetermined } from '../scan/types.ts';
import type { SourceRange } from '../subject/types.ts';
import { type Paint, painter } from './color.ts';
import { documentLines } from './document-lines.ts';

/** How text is laid out. */
export interface TextOptions {
  readonly width: number;
  readonly color: boolean;
  /** Existing findings in full. */
  readonly all: boolean;
  /** The configuration that holds. */
  readonly configuration?: string;
}

/** Renders; ends with a line break. */
export function renderText(result: ScanResult, options: TextOptions): string {
  const paint = painter(options.color);
  const [existing, present] = split(result.findings);
  const full = options.all ? result.findings : present;
  const blocks = [
    ...full.map((finding) => findingBlock(finding, result, options, paint)),
    ...(options.all ? [] : existingBlock(existing, result, paint)),
    ...undeterminedBlock(result, options, paint),
    ...listedBlock(result.listed, options, paint),
    [...totals(result, paint), ...assumptions(result, options, paint), ...configured(options, paint)],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function split(
  findings: readonly Finding[],
): readonly [existing: readonly Finding[], present: readonly Finding[]] {
  return [
    findings.filter((one) => one.status === 'existing'),
    findings.filter((one) => one.status !== 'existing'),
  ];
}

function findingBlock(
  finding: Finding,
  result: ScanResult,
  { width }: TextOptions,
  paint: Paint,
): readonly string[] {
  const { severity, rule, title, document, evidence, certainty, status } = finding;
  const label = (name: string, text: string) =>
    labelled(name.padEnd(7), printable(text), { width, indent: 2 });
  const marks = [certainty === 'assumed' ? 'assumed' : '', status === 'new' ? '' : status].filter(
    (one) => one !== '',
  );
  const word = severity.toUpperCase();
  const head = labelled(`${word}  `, title, { width, indent: 0 }).map((line) =>
    line.startsWith(word)
      ? `${paint(severity, word)}${paint('bold', line.slice(word.length))}`
      : paint('bold', line),
  );
  const lines =
    document === undefined
      ? []
      : documentLines(
          document,
          evidence.map((one) => one.pointer),
          width,
          paint,
        );
  return [
    ...head,
    `  ${place(finding, result)}`,
    ...sourceLine(finding.source),
    `  ${paint('dim', [`rule ${rule}`, ...marks].join(', '))}`,
    ...rebuiltLine(finding, width).map((line) => paint('dim', line)),
    ...more(finding, paint),
    ...(lines.length === 0 ? [] : ['', ...lines]),
    '',
    ...(finding.who === undefined ? [] : label('who', finding.who)),
    ...label('what', finding.message),
    ...label('worst', finding.worst),
    ...label('edit', finding.edit),
    ...(finding.correction?.split('\n') ?? []).map(
      (line, at) => `  ${at === 0 ? 'thus   ' : '       '}${printable(line)}`,
    ),
  ];
}

function sourceLine(source: SourceRange | undefined): readonly string[] {
  return source === undefined ? [] : [printable(`  ${source.file}:${source.line}:${source.column}`)];
}

function rebuiltLine({ rebuilt }: Finding, width: number): readonly string[] {
  if (rebuilt === undefined) return [];
  return labelled('rebuilt ', printable(`from ${rebuilt.from}`), { width, indent: 2 });
}

function place({ address, attribute, pointer, plan }: Finding, result: ScanResult): string {
  const file = result.plans.length > 1 ? fileBefore(result.plans[plan]?.file, address) : '';
  const path = attribute === '' ? '' : `  ${attribute}`;
  return printable(`${file}${address}${path}${pointer === '' ? '' : ` ${pointer}`}`);
}

/** The plan's file, where the address does not name it already: that of a document in a file of its own does. */
function fileBefore(file: string | undefined, address: string): string {
  return file === undefined || file === address ? '' : `${file}: `;
}

function more({ addresses, address }: Finding, paint: Paint): readonly string[] {
  const others = addresses.filter((one) => one !== address);
  if (others.length === 0) return [];
  const shown = others.slice(0, 3).map((one) => `  ${paint('dim', 'and')} ${printable(one)}`);
  return others.length > 3
    ? [...shown, `  ${paint('dim', `and ${plural(others.length - 3, 'more copy', 'more copies')}`)}`]
    : shown;
}

function existingBlock(
  existing: readonly Finding[],
  result: ScanResult,
  paint: Paint,
): readonly (readonly string[])[] {
  if (existing.length === 0) return [];
  const head = paint(
    'bold',
    `${plural(existing.length, 'finding')} that this plan does not change (--all shows them in full)`,
  );
  const width = Math.max(...existing.map((one) => one.severity.length));
  return [
    [
      head,
      ...existing.map(
        (one) => `  ${paint(one.severity, one.severity.padEnd(width))}  ${one.rule}  ${place(one, result)}`,
      ),
    ],
  ];
}

function undeterminedBlock(
  { undetermined, plans }: ScanResult,
  { width }: TextOptions,
  paint: Paint,
): readonly (readonly string[])[] {
  if (undetermined.length === 0) return [];
  const groups = new Map<string, Undetermined[]>();
  for (const one of undetermined) {
    const key = JSON.stringify([one.plan, one.address, one.attribute, one.reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const entries = [...groups.values()].flatMap((group) =>
    undeterminedEntry(group, plans.length > 1 ? plans : [], width, paint),
  );
  return [
    [
      paint(
        'medium',
        `NOT EVALUATED  ${plural(groups.size, 'place')} that this plan does not tell enough about`,
      ),
      ...entries,
      ...[...new Set(undetermined.flatMap((one) => one.hint ?? []))].flatMap((hint) =>
        labelled('help  ', printable(hint), { width, indent: 2 }),
      ),
    ],
  ];
}

function undeterminedEntry(
  group: readonly Undetermined[],
  plans: ScanResult['plans'],
  width: number,
  paint: Paint,
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const file = fileBefore(plans[first.plan]?.file, first.address);
  const rules = group.flatMap((one) => one.rule ?? []);
  const references = [...new Set(group.flatMap((one) => one.references))];
  const label = (name: string, text: string) =>
    labelled(name.padEnd(9), printable(text), { width, indent: 4 });
  return [
    printable(
      `  ${file}${first.address}${first.attribute === '' ? '' : `  ${first.attribute}`}${first.pointer ? ` ${first.pointer}` : ''}`,
    ),
    ...sourceLine(first.source).map((line) => `  ${line}`),
    ...label('why', first.reason),
    ...(references.length === 0 ? [] : label('needs', references.join(', '))),
    ...(rules.length === 0
      ? []
      : label('rules', [...new Set(rules)].join(', ')).map((line) => paint('dim', line))),
  ];
}

function listedBlock(
  listed: readonly Listed[],
  { width }: TextOptions,
  paint: Paint,
): readonly (readonly string[])[] {
  if (listed.length === 0) return [];
  const byReason = new Map<string, Listed[]>();
  for (const one of listed) {
    const same = byReason.get(one.reason);
    if (same === undefined) byReason.set(one.reason, [one]);
    else same.push(one);
  }
  const lines = [...byReason].flatMap(([reason, all]) => {
    const names = all
      .slice(0, 3)
      .map((one) => printable(`${one.address}${one.attribute === '' ? '' : ` ${one.attribute}`}`));
    const rest = all.length > 3 ? [`    and ${all.length - 3} more`] : [];
    return [
      ...wrap(`${reason}:`, width - 2).map((line) => `  ${line}`),
      ...names.map((name) => `    ${name}`),
      ...rest,
    ];
  });
  return [
    [`${plural(listed.length, 'document')} listed, not judged`, ...lines].map((line) => paint('dim', line)),
  ];
}

/** What the findings that are marked as assumed rest on, as far as it is one thing for all. */
function assumptions({ findings }: ScanResult, { width }: TextOptions, paint: Paint): readonly string[] {
  const all = [...new Set(findings.flatMap(({ rebuilt }) => rebuilt?.assuming ?? []))];
  return all.flatMap((one) =>
    labelled('assumed  ', printable(one), { width, indent: 0 }).map((line) => paint('dim', line)),
  );
}

function configured({ configuration }: TextOptions, paint: Paint): readonly string[] {
  return configuration === undefined ? [] : [paint('dim', printable(`configuration ${configuration}`))];
}

function totals(result: ScanResult, paint: Paint): readonly string[] {
  const { coverage, findings, gate, undetermined } = result;
  const subjects = result.plans.reduce(
    (sum, plan) => sum + plan.passwordPolicies + plan.principals,
    coverage.found,
  );
  if (subjects === 0 && findings.length === 0 && undetermined.length === 0) {
    return ['no IAM content in this plan: nothing to evaluate'];
  }
  const evaluated = coverage.known + coverage.rebuilt + coverage.partly;
  const present = findings.filter((one) => one.status !== 'existing').length;
  const parts = [
    coverage.found === 0
      ? 'no policy documents found'
      : `${plural(coverage.found, 'policy document')} found (${stated(coverage)})`,
    `${plural(present, 'new finding')}${findings.length > present ? `, ${findings.length - present} existing` : ''}`,
  ];
  if (undetermined.length > 0) parts.push(`${plural(undetermined.length, 'answer')} undetermined`);
  const verdict = gate.passed
    ? paint('good', 'gate open')
    : paint('high', `gate closed (--fail-on ${gate.failOn})`);
  return [
    `${parts.join('; ')}; ${evaluated === 0 && coverage.found > 0 ? 'none of them could be evaluated; ' : ''}${verdict}`,
  ];
}

function stated(coverage: ScanResult['coverage']): string {
  const states = [
    'known',
    'rebuilt',
    'partly',
    'undetermined',
    'default',
    'invalid',
    'other-grammar',
  ] as const;
  return (
    states
      .filter((state) => coverage[state] > 0)
      .map((state) => `${grouped(coverage[state])} ${state}`)
      .join(', ') || 'none'
  );
}
