/**
 * A result with the places in the configuration, and with what would make readable what stayed hidden. The configuration is
 * opened only where there is something to say about it, so this comes after the scan.
 */
import type { SourceRange } from '../subject/types.ts';
import type { Finding, ScanResult, Undetermined } from './types.ts';

/** What is known of one plan's configuration. */
export interface PlanSource {
  /** The place of an argument, or of the nearest thing around it; undefined where the configuration has none. */
  readonly rangeOf?: (address: string, path: readonly (string | number)[]) => SourceRange | undefined;
  readonly hint?: string;
}

/** The result with `source` and `hint`; `plans` in the order of the result's. */
export function withSource(result: ScanResult, plans: readonly PlanSource[]): ScanResult {
  return {
    ...result,
    findings: result.findings.map((finding) => located(finding, plans[finding.plan])),
    undetermined: result.undetermined.map((one) => hinted(one, plans[one.plan])),
  };
}

function located(finding: Finding, plan: PlanSource | undefined): Finding {
  const { address, attribute, pointer, written } = finding;
  const source =
    written === undefined
      ? plan?.rangeOf?.(address, pathOf(attribute, pointer))
      : plan?.rangeOf?.(written, statementPath(pointer));
  return source === undefined ? finding : { ...finding, source };
}

function hinted(one: Undetermined, plan: PlanSource | undefined): Undetermined {
  const { address, attribute, rule, pointer, references } = one;
  const source = plan?.rangeOf?.(address, pathOf(attribute, pointer ?? ''));
  const isHidden = rule === undefined && references.length > 0;
  return {
    ...one,
    ...(isHidden && plan?.hint !== undefined ? { hint: plan.hint } : {}),
    ...(source === undefined ? {} : { source }),
  };
}

/** `policy` and `/Statement/0` lead through the argument; of blocks with names only the first step is certain. */
function pathOf(attribute: string, pointer: string): readonly (string | number)[] {
  const steps = pointerSteps(pointer);
  if (attribute === '') return steps;
  const named = attribute.search(/\["/);
  if (named >= 0) return [attribute.slice(0, named)];
  return [...attribute.split('.'), ...steps];
}

/** A statement of a data source is a block; what is in it has other names there. */
function statementPath(pointer: string): readonly (string | number)[] {
  const [first, index] = pointerSteps(pointer);
  return first === 'Statement' ? ['statement', typeof index === 'number' ? index : 0] : [];
}

function pointerSteps(pointer: string): readonly (string | number)[] {
  if (pointer === '') return [];
  const steps = pointer.slice(1).split('/');
  return steps.map((step) =>
    /^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}
