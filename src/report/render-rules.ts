/**
 * Rules as people read them: the list in force, one explained with its examples, and how a run of examples ended.
 */
import { labelled, plural } from '../base/layout.ts';
import { printable } from '../base/printable.ts';
import type { Json } from '../base/value.ts';
import type { ExampleRun } from '../rule/examples/test-rules.ts';
import type { Profile, Rule, RuleFile } from '../rule/types.ts';
import { safeJson } from './safe-json.ts';

/** The rules in force, one line each. */
export function renderRulesList(rules: readonly Rule[], profile: string): string {
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const lines = rules.map(
    (rule) => `${rule.severity.padEnd(8)}  ${rule.id.padEnd(width)}  ${printable(rule.title)}`,
  );
  return `${[...lines, '', `${plural(rules.length, 'rule')} in force (profile ${profile})`].join('\n')}\n`;
}

/** The same as JSON. */
export function renderRulesJson(rules: readonly Rule[], profile: string): string {
  const listed = rules.map(({ id, family, title, severity, appliesTo, references, frameworks }) => ({
    id,
    family,
    title,
    severity,
    appliesTo,
    references,
    frameworks,
  }));
  return safeJson({ version: 1, profile, rules: listed });
}

/** One rule: what it means, what to do, when to accept it, and its examples. */
export function renderExplain({ rule, examples }: RuleFile, width: number): string {
  const block = (label: string, text: string) =>
    labelled(`${label}:`.padEnd(13), printable(text), { width, indent: 0 });
  const frameworks = Object.entries(rule.frameworks).map(([name, rows]) => `${name} ${rows.join(', ')}`);
  const lines = [
    `${rule.id} (${rule.severity})`,
    printable(rule.title),
    '',
    ...block('why', rule.rationale),
    ...block('edit', rule.remediation),
    ...block('accept when', rule.acceptWhen),
    ...(frameworks.length === 0 ? [] : block('frameworks', frameworks.join('; '))),
    ...rule.references.map((reference, at) => `${(at === 0 ? 'read:' : '').padEnd(13)}${reference}`),
    ...examples.flatMap(({ title, expect, given }) => [
      '',
      `${expect.verdict}: ${printable(title)}${expect.verdict === 'violates' ? ` (at ${expect.pointer || 'the document'})` : ''}`,
      ...pretty(given),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A profile: the rows of its framework with the rules that answer them. */
export function renderProfile(profile: Profile, rules: readonly Rule[]): string {
  const inForce = profile.rules.includes('*')
    ? rules.map((rule) => rule.id).filter((id) => !profile.except.includes(id))
    : profile.rules;
  const rows = profile.rows.flatMap((row) => [
    `${row.row.padEnd(5)} ${printable(row.title)}`,
    ...row.rules.map((id) => `      ${id}`),
    ...(row.unanswered === undefined ? [] : [`      not answered yet: ${printable(row.unanswered)}`]),
  ]);
  return `${[`profile ${profile.name}: ${printable(profile.title)}`, `${plural(inForce.length, 'rule')} in force`, ...(rows.length > 0 ? ['', ...rows] : [])].join('\n')}\n`;
}

/** How the examples of rules came out. */
export function renderExampleRun({ rules, examples, clauses, failures }: ExampleRun): string {
  const lines = failures.map(
    (one) => `${printable(one.file)}: ${one.rule}: ${printable(one.place)}: ${printable(one.message)}`,
  );
  const total = `${plural(rules, 'rule')}, ${plural(examples, 'example')}, ${plural(clauses, 'clause')}: ${plural(failures.length, 'failure')}`;
  return `${[...lines, total].join('\n')}\n`;
}

function pretty(given: Json): readonly string[] {
  return JSON.stringify(given, null, 2)
    .split('\n')
    .map((line) => `  ${printable(line)}`);
}
