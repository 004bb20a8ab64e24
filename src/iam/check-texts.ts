/**
 * The form of actions, resources and Sids, as IAM asks for it before it knows any service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
import { pointerOfValue } from './clauses.ts';
import { refused } from './defects.ts';
import type { Defect, Statement } from './types.ts';

/** Actions that name no service: `Actions/Conditions must be prefaced by a vendor`, and have one colon only. */
export function checkActions({ action }: Statement, defects: Defect[]): void {
  action.values.forEach((value, index) => {
    if (typeof value !== 'string') return;
    const colon = value.indexOf(':');
    if (colon < 0 ? /^[*?]+$/.test(value) : !value.includes(':', colon + 1)) return;
    const message =
      colon < 0
        ? `\`${value}\` names no service: an action is \`*\` or \`SERVICE:ACTION\``
        : `\`${value}\` has more than one colon`;
    defects.push(refused('invalid-action', pointerOfValue(action, index), message));
  });
}

/** Resources that can be no ARN: `Resource … must be in ARN format or "*"`. */
export function checkResources({ resource }: Statement, defects: Defect[]): void {
  resource?.values.forEach((value, index) => {
    if (typeof value !== 'string' || mayBeArn(value)) return;
    const message = `\`${value}\` is no ARN: a resource is \`*\` or begins with \`arn:\``;
    defects.push(refused('invalid-arn-prefix', pointerOfValue(resource, index), message));
  });
}

const prefix = 'arn:';

/** A wildcard or a variable may stand for the rest of the prefix. */
function mayBeArn(value: string): boolean {
  if (value.startsWith(prefix)) return true;
  const open = value.search(/[*?]|\$\{/);
  return open >= 0 && prefix.startsWith(value.slice(0, open));
}

/** Sids that stand twice; IAM takes an empty one for none. */
export function checkSids(statements: readonly Statement[], defects: Defect[]): void {
  const seen = new Set<string>();
  for (const { sid, pointer } of statements) {
    if (typeof sid !== 'string' || sid === '') continue;
    if (seen.has(sid))
      defects.push(
        refused(
          'unique-sids-required',
          `${pointer}/Sid`,
          `\`${sid}\` is the Sid of an earlier statement, too`,
        ),
      );
    seen.add(sid);
  }
}
