/**
 * The form of actions, resources and Sids, as IAM asks for it before it knows any service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
import type { Text } from '../base/value.ts';
import { refused } from './defects.ts';
import type { Clause, Defect, Statement } from './types.ts';

/** Actions that name no service: `Actions/Conditions must be prefaced by a vendor`, and have one colon only. */
export function checkActions({ action }: Statement, defects: Defect[]): void {
  for (const [value, pointer] of written(action)) {
    const colons = value.split(':').length - 1;
    if (colons === 0 && !/^[*?]+$/.test(value)) {
      const message = `\`${value}\` names no service: an action is \`*\` or \`SERVICE:ACTION\``;
      defects.push(refused('invalid-action', pointer, message));
    }
    if (colons > 1) defects.push(refused('invalid-action', pointer, `\`${value}\` has more than one colon`));
  }
}

/** Resources that can be no ARN: `Resource … must be in ARN format or "*"`. */
export function checkResources({ resource }: Statement, defects: Defect[]): void {
  if (resource === undefined) return;
  for (const [value, pointer] of written(resource)) {
    if (mayBeArn(value)) continue;
    const message = `\`${value}\` is no ARN: a resource is \`*\` or begins with \`arn:\``;
    defects.push(refused('invalid-arn-prefix', pointer, message));
  }
}

const prefix = 'arn:';

/** A wildcard or a variable may stand for the rest of the prefix. */
function mayBeArn(value: string): boolean {
  const open = value.search(/[*?]|\$\{/);
  return value.startsWith(prefix) || (open >= 0 && prefix.startsWith(value.slice(0, open)));
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

/** The values that are known, each with its place. */
function written({ values, pointer, listed }: Clause): readonly (readonly [string, string])[] {
  return values.flatMap((value: Text, index) =>
    typeof value === 'string' ? [[value, listed ? `${pointer}/${index}` : pointer] as const] : [],
  );
}
