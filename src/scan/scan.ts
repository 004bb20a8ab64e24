/**
 * Subjects × rules → findings, what could not be told, coverage, and the gate's decision. Documents stream by one at a
 * time and are not kept.
 */
import type { Problem } from '../base/problem.ts';
import type { CompiledRule } from '../rule/compile.ts';
import { judgeDeletion, judgePasswordPolicy, judgePlan, judgeResource } from '../rule/judge.ts';
import type { Judgement } from '../rule/judgement.ts';
import type {
  DeletionSubject,
  Extraction,
  PasswordPolicySubject,
  PrincipalSubject,
  ResourceSubject,
} from '../subject/types.ts';
import { type About, findingOf, identityOf } from './finding.ts';
import { type GateOptions, gateOf } from './gate.ts';
import { orderFindings, text } from './order.ts';
import { scanDocument } from './scan-document.ts';
import { scanPrincipal } from './scan-principal.ts';
import { type Gains, incomparable } from './status.ts';
import { emptyTally, sumCoverage, type Tally } from './tally.ts';
import type { Finding, PlanSummary, ScanResult, Undetermined } from './types.ts';
import { undeterminedOf } from './undetermined.ts';

/** What a scan is asked. */
export interface ScanOptions extends GateOptions {
  /** Compares what documents grant before and after; where it is absent what changed counts as widened. */
  readonly gains?: Gains;
}

/** Scans plans. `problems` are those of reading them, carried into the result. */
export function scan(
  extractions: readonly Extraction[],
  rules: readonly CompiledRule[],
  options: ScanOptions,
  problems: readonly Problem[],
): ScanResult {
  const { gains = incomparable } = options;
  const tallies = extractions.map((extraction, plan) => scanPlan(extraction, rules, plan, gains));
  const findings = orderFindings(
    tallies.flatMap((tally) => tally.findings).map((one) => withSeverity(one, options)),
  );
  const undetermined = tallies.flatMap((tally) => tally.undetermined).sort(byPlace);
  const plans = extractions.map((extraction, plan) => summaryOf(extraction, tallies[plan] ?? emptyTally()));
  return {
    plans,
    coverage: sumCoverage(plans.map((plan) => plan.coverage)),
    findings,
    undetermined,
    listed: tallies
      .flatMap((tally) => tally.listed)
      .sort((a, b) => text(a.address, b.address) || text(a.attribute, b.attribute)),
    problems,
    rules: rules.length,
    gate: gateOf(findings, undetermined.length, options),
  };
}

function withSeverity(finding: Finding, { severityOf }: GateOptions): Finding {
  const severity = severityOf?.(finding.rule, finding.address);
  return severity === undefined ? finding : { ...finding, severity };
}

function scanPlan(extraction: Extraction, rules: readonly CompiledRule[], plan: number, gains: Gains): Tally {
  const tally = emptyTally();
  for (const document of extraction.documents()) scanDocument(tally, rules, document, plan, gains);
  const comparing = { gains, beforeOf: principalsBefore(extraction) };
  for (const principal of extraction.principals()) scanPrincipal(tally, rules, principal, plan, comparing);
  for (const policy of extraction.passwordPolicies()) scanPasswordPolicy(tally, rules, policy, plan);
  for (const resource of extraction.resources()) scanResource(tally, rules, resource, plan);
  for (const deletion of extraction.deletions())
    record(tally, judgeDeletion(rules, deletion), aboutOf(deletion, plan), []);
  const whole: About = { origin: planOrigin, sensitive: false, isDocument: false, plan };
  record(tally, judgePlan(rules, { subject: 'plan', around: extraction.surroundings }), whole, []);
  return tally;
}

/** Looks up principals as they stand before the plan, by key; the index is made at the first question. */
function principalsBefore(extraction: Extraction): (key: string) => PrincipalSubject | undefined {
  let index: ReadonlyMap<string, PrincipalSubject> | undefined;
  return (key) => {
    index ??= new Map([...extraction.principalsBefore()].map((one) => [one.key, one]));
    return index.get(key);
  };
}

const planOrigin = { address: '', mode: 'managed', type: '', attribute: '', actions: [] } as const;

function scanPasswordPolicy(
  tally: Tally,
  rules: readonly CompiledRule[],
  subject: PasswordPolicySubject,
  plan: number,
): void {
  tally.passwordPolicies++;
  const about = aboutOf(subject, plan);
  const { before } = subject;
  const earlier = before === undefined ? [] : judgePasswordPolicy(rules, { ...subject, attributes: before });
  record(
    tally,
    judgePasswordPolicy(rules, subject),
    about,
    identities(earlier, { ...about, tree: before ?? {} }),
  );
}

function scanResource(
  tally: Tally,
  rules: readonly CompiledRule[],
  subject: ResourceSubject,
  plan: number,
): void {
  const about = aboutOf(subject, plan);
  const { before } = subject;
  const earlier = before === undefined ? [] : judgeResource(rules, { ...subject, attributes: before });
  record(tally, judgeResource(rules, subject), about, identities(earlier, { ...about, tree: before ?? {} }));
}

function aboutOf(subject: ResourceSubject | DeletionSubject | PasswordPolicySubject, plan: number): About {
  const { origin, attributes, sensitive } = subject;
  const rebuilt = 'rebuilt' in subject && subject.rebuilt !== undefined ? { rebuilt: subject.rebuilt } : {};
  const who = `\`${origin.address}\``;
  return { origin, tree: attributes, who, sensitive, isDocument: false, ...rebuilt, plan };
}

function identities(judgements: readonly Judgement[], about: About): readonly string[] {
  return judgements.filter((one) => one.verdict.answer === 'yes').map((one) => identityOf(one, about));
}

function record(
  tally: Tally,
  judgements: readonly Judgement[],
  about: About,
  earlier: readonly string[],
): void {
  for (const judgement of judgements) {
    if (judgement.verdict.answer === 'unknown') tally.undetermined.push(undeterminedOf(judgement, about));
    else {
      const existed = earlier.length > 0 && earlier.includes(identityOf(judgement, about));
      tally.findings.push(findingOf(judgement, about, { status: existed ? 'existing' : 'new' }));
    }
  }
}

function summaryOf(extraction: Extraction, tally: Tally): PlanSummary {
  const { file, formatVersion, terraformVersion, complete } = extraction;
  const { coverage, passwordPolicies, principals } = tally;
  const version = terraformVersion === undefined ? {} : { terraformVersion };
  return { file, formatVersion, ...version, complete, coverage, passwordPolicies, principals };
}

function byPlace(left: Undetermined, right: Undetermined): number {
  return (
    left.plan - right.plan ||
    text(left.address, right.address) ||
    text(left.attribute, right.attribute) ||
    text(left.rule ?? '', right.rule ?? '') ||
    text(left.pointer ?? '', right.pointer ?? '')
  );
}
