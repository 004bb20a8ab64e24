/**
 * SARIF 2.1.0 within GitHub's limits. Where no source line is known a result points at the plan file, line 1; the address is
 * a logical location.
 * https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { printable } from '../base/printable.ts';
import type { Severity } from '../rule/types.ts';
import type { Finding, ScanResult, Undetermined } from '../scan/types.ts';
import type { SourceRange } from '../subject/types.ts';
import { safeJson } from './safe-json.ts';

/** GitHub keeps this many results of a run. */
const mostResults = 25_000;

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  note: 'note',
};

/** GitHub shows more than 9.0 as critical, from 7.0 as high, from 4.0 as medium, below as low. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  note: '0.5',
};

/** The rule under which what could not be evaluated is reported: an alert that stays open until it can be. */
const undeterminedRule = 'not-evaluated';

/** Renders; ends with a line break. */
export function renderSarif(
  result: ScanResult,
  tool: { readonly version: string; readonly configuration?: string },
): string {
  const results = [
    ...result.findings.map((finding) => resultOf(finding, result)),
    ...result.undetermined.map((one) => undeterminedResult(one, result)),
  ];
  const cut = results.length - mostResults;
  return safeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'grantlint',
            version: tool.version,
            semanticVersion: tool.version,
            rules: [...rulesOf(result.findings), ...(result.undetermined.length > 0 ? [notEvaluated] : [])],
          },
        },
        results: results.slice(0, mostResults),
        invocations: [
          {
            executionSuccessful: result.problems.length === 0,
            ...(tool.configuration === undefined
              ? {}
              : { properties: { configuration: printable(tool.configuration) } }),
            toolExecutionNotifications: [
              ...result.problems.map(({ code, message }) => notification(code, message, 'error')),
              ...(cut > 0
                ? [notification('results-cut', `${cut} of the least severe results are left out`, 'warning')]
                : []),
            ],
          },
        ],
      },
    ],
  });
}

function notification(id: string, text: string, level: string) {
  return { descriptor: { id }, level, message: { text: printable(text) } };
}

function rulesOf(findings: readonly Finding[]) {
  const firsts = new Map<string, Finding>();
  for (const finding of findings) if (!firsts.has(finding.rule)) firsts.set(finding.rule, finding);
  return [...firsts.values()].map(({ rule, title, worst, edit, severity, references }) => ({
    id: rule,
    shortDescription: { text: limited(title, 1024) },
    fullDescription: { text: limited(worst, 1024) },
    help: { text: `${worst}\n\n${edit}`, markdown: `${worst}\n\n**Edit:** ${edit}` },
    ...(references[0] === undefined ? {} : { helpUri: references[0] }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'aws-iam'], 'security-severity': securitySeverity[severity] },
  }));
}

const notEvaluated = {
  id: undeterminedRule,
  shortDescription: { text: 'A policy could not be evaluated' },
  fullDescription: {
    text: 'The plan does not tell enough of this policy, so nobody knows yet what it grants.',
  },
  help: { text: 'Make the value known before apply, or look at the policy by hand.' },
  defaultConfiguration: { level: 'warning' },
  properties: { tags: ['security', 'aws-iam'], 'security-severity': '4.0' },
};

function resultOf(finding: Finding, { plans }: ScanResult) {
  const { rule, severity, message, edit, addresses, attribute, pointer, fingerprint, plan, status } = finding;
  const from = finding.rebuilt === undefined ? '' : `, rebuilt from ${finding.rebuilt.from}`;
  const where = `${addresses.join(', ')}${attribute === '' ? '' : ` ${attribute}`}${pointer === '' ? '' : ` ${pointer}`}${from}`;
  return {
    ruleId: rule,
    level: levels[severity],
    baselineState: status === 'existing' ? 'unchanged' : 'new',
    message: { text: limited(printable(`${message} (${where}). ${edit}${correctionOf(finding)}`), 4000) },
    locations: [location(plans[plan]?.file ?? '', addresses[0] ?? '', finding.source)],
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'grantlint/v1': fingerprint },
  };
}

/** In one line: a message that goes on in further lines is cut by viewers. */
function correctionOf({ correction }: Finding): string {
  return correction === undefined ? '' : ` Corrected: ${correction.replaceAll(/\n */g, ' ')}`;
}

function undeterminedResult(one: Undetermined, { plans }: ScanResult) {
  const { address, attribute, reason, references, plan, rule, hint } = one;
  const needs = references.length === 0 ? '' : `; it depends on ${references.join(', ')}`;
  const about = rule === undefined ? '' : `${rule}: `;
  return {
    ruleId: undeterminedRule,
    kind: 'open',
    level: 'none',
    message: {
      text: limited(
        printable(
          `${about}${address} ${attribute}: ${reason}${needs}${hint === undefined ? '' : `; ${hint}`}`,
        ),
        4000,
      ),
    },
    locations: [location(plans[plan]?.file ?? '', address, one.source)],
  };
}

function location(plan: string, address: string, source: SourceRange | undefined) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(source?.file ?? plan) },
      region: source === undefined ? { startLine: 1 } : regionOf(source),
    },
    logicalLocations: [{ fullyQualifiedName: printable(address), kind: 'resource' }],
  };
}

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html#_Toc34317685 */
function regionOf({ line, column, endLine, endColumn }: SourceRange) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A relative reference from a path; standard input has none. */
function uriOf(file: string): string {
  const name = file === '-' || file === '' ? 'plan.json' : file.replaceAll('\\', '/').replace(/^\.\//, '');
  return name.split('/').map(encodeURIComponent).join('/');
}

function limited(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
