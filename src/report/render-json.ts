/**
 * The result as JSON, version 1: one value whose keys are always there. `schema/result.schema.json` describes it.
 */
import { severities } from '../rule/types.ts';
import type { Finding, ScanResult, Undetermined } from '../scan/types.ts';
import { safeJson } from './safe-json.ts';

/** Renders; ends with a line break. */
export function renderJson(
  result: ScanResult,
  tool: { readonly version: string; readonly configuration?: string },
): string {
  const { plans, coverage, findings, undetermined, listed, problems, gate, rules } = result;
  const file = (plan: number) => plans[plan]?.file ?? '';
  return safeJson({
    version: 1,
    tool: { name: 'grantlint', version: tool.version },
    configuration: tool.configuration ?? null,
    plans: plans.map((plan) => ({ ...plan, terraformVersion: plan.terraformVersion ?? null })),
    summary: {
      gate: gate.passed ? 'open' : 'closed',
      failOn: gate.failOn,
      asked: gate.asked,
      failing: gate.failing.length,
      unknownFails: gate.unknownFails,
      rules,
      ...Object.fromEntries(
        severities.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
      ),
      undetermined: undetermined.length,
    },
    coverage,
    findings: findings.map((finding) => findingJson(finding, file)),
    undetermined: undetermined.map((one) => undeterminedJson(one, file)),
    listed: listed.map(({ plan, ...one }) => ({ plan: file(plan), ...one })),
    problems: problems.map(({ code, message, hint, file: where, line, column }) => ({
      code,
      message,
      hint: hint ?? null,
      file: where ?? null,
      line: line ?? null,
      column: column ?? null,
    })),
  });
}

function findingJson(finding: Finding, file: (plan: number) => string) {
  const { plan, document: _, written: __, who, rebuilt, source, correction, ...rest } = finding;
  return {
    plan: file(plan),
    who: who ?? null,
    correction: correction ?? null,
    ...rest,
    rebuilt: rebuilt === undefined ? null : { from: rebuilt.from, assuming: rebuilt.assuming ?? null },
    source: source ?? null,
  };
}

function undeterminedJson(one: Undetermined, file: (plan: number) => string) {
  const { plan, rule, pointer, hint, source, ...rest } = one;
  return {
    plan: file(plan),
    rule: rule ?? null,
    pointer: pointer ?? null,
    ...rest,
    hint: hint ?? null,
    source: source ?? null,
  };
}
