/**
 * A diff as programs read it.
 */
import type { AccessChange, Allowance, DiffResult, Direction } from '../scan/diff/types.ts';
import { safeJson } from './safe-json.ts';

/** JSON, version 1: one value whose keys are always there. `schema/diff.schema.json` describes it. */
export function renderDiffJson(
  result: DiffResult,
  tool: { readonly version: string; readonly configuration?: string },
): string {
  const { plans, changes, undetermined, problems, gate } = result;
  const file = (plan: number) => plans[plan]?.file ?? '';
  return safeJson({
    version: 1,
    tool: { name: 'grantlint', version: tool.version },
    configuration: tool.configuration ?? null,
    plans: plans.map((plan) => ({ ...plan, terraformVersion: plan.terraformVersion ?? null })),
    summary: {
      gate: gate.passed ? 'open' : 'closed',
      failOn: gate.failOn,
      failing: gate.failing,
      unknownFails: gate.unknownFails,
      undetermined: undetermined.length,
    },
    changes: changes.map((change) => changeJson(change, file)),
    undetermined: undetermined.map(({ plan, ...one }) => ({ plan: file(plan), ...one })),
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

function changeJson(change: AccessChange, file: (plan: number) => string) {
  const { plan, name, severity, boundary, newAccess, lostAccess, told, ...rest } = change;
  return {
    plan: file(plan),
    ...rest,
    name: name ?? null,
    severity: severity ?? null,
    boundary: boundary ?? null,
    toldByPrincipal: told,
    'new-access': directionJson(newAccess),
    'lost-access': directionJson(lostAccess),
  };
}

function directionJson(direction: Direction) {
  const { verdict } = direction;
  return {
    verdict,
    allowances: verdict === 'yes' ? direction.allowances.map(allowanceJson) : [],
    assuming: verdict === 'yes' ? direction.assuming : [],
    reason: verdict === 'undetermined' ? direction.reason : null,
    references: verdict === 'undetermined' ? direction.references : [],
  };
}

/** Most actions that are named; a statement may allow all of AWS's. */
const mostActions = 50;

function allowanceJson({ witness, statement, denied, written, actions, asker, ...rest }: Allowance) {
  return {
    ...rest,
    asker: asker === undefined ? null : { trust: asker.trust, name: asker.name ?? null },
    actions: actions.slice(0, mostActions),
    actionCount: actions.length,
    written: written ?? null,
    witness: witness ?? null,
    statement: statement ?? null,
    denied: denied ?? null,
  };
}
