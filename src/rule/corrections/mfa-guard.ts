/**
 * A guard on MFA as AWS documents it: denied is everything but what enrolling and signing in need, to whoever has no MFA or
 * says nothing about it; allowed is only to who has it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
import { globMatches } from '../../aws/glob.ts';
import type { Json, JsonObject } from '../../base/value.ts';
import { isMapping } from '../shape/record.ts';

const exceptions: readonly string[] = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetSessionToken',
];

/** Exceptions with which the guard can be undone. */
const harmful: readonly string[] = [
  'iam:DeactivateMFADevice',
  'iam:CreateAccessKey',
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  'sts:AssumeRole',
];

const present = 'aws:MultiFactorAuthPresent';

/** The statement as it should be; undefined where that cannot be told from it alone. */
export function correctMfaGuard(statement: JsonObject): JsonObject | undefined {
  const { Condition: condition, Effect: effect } = statement;
  if (!isMapping(condition)) return undefined;
  if (effect === 'Allow') return { ...statement, Condition: withPresent(condition, 'Bool', 'true') };
  const actions = correctedActions(statement);
  if (actions === undefined) return undefined;
  const { Action: _, NotAction: __, Condition: ___, ...rest } = statement;
  const { Sid: sid, Effect: denies, ...others } = rest;
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: denies ?? 'Deny',
    ...actions,
    ...others,
    Condition: withPresent(condition, 'BoolIfExists', 'false'),
  };
}

/** What asks for MFA, in the one form that guards; a condition on how long ago it was stays. */
function withPresent(condition: JsonObject, operator: string, value: string): JsonObject {
  const others = Object.entries(condition).flatMap(([name, block]): [string, Json][] => {
    if (!isMapping(block)) return [[name, block]];
    const kept = Object.entries(block).filter(([key]) => key.toLowerCase() !== present.toLowerCase());
    return kept.length === 0 ? [] : [[name, Object.fromEntries(kept)]];
  });
  const isAbout = JSON.stringify(condition).toLowerCase().includes(present.toLowerCase());
  if (!isAbout) return condition;
  const kept = Object.fromEntries(others);
  const same = kept[operator];
  return { ...kept, [operator]: { ...(isMapping(same) ? same : {}), [present]: value } };
}

function correctedActions({ Action: action, NotAction: notAction }: JsonObject): JsonObject | undefined {
  if (notAction !== undefined) {
    const named = textsOf(notAction);
    if (named === undefined) return undefined;
    const kept = named.filter((pattern) => !matchesSome(pattern, harmful));
    const missing = exceptions.filter((one) => !kept.some((pattern) => matches(pattern, one)));
    return { NotAction: [...kept, ...missing] };
  }
  const named = textsOf(action ?? null);
  if (named === undefined) return undefined;
  if (named.some((pattern) => /^\*+(:\*+)?$/.test(pattern))) return { NotAction: exceptions };
  const kept = named.filter((pattern) => !matchesSome(pattern, exceptions));
  const isByName = named.every((pattern) => kept.includes(pattern) || !/[*?]/.test(pattern));
  return isByName && kept.length > 0 ? { Action: kept } : undefined;
}

function textsOf(value: Json): readonly string[] | undefined {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((one) => typeof one === 'string');
  return texts.length === list.length ? texts : undefined;
}

function matchesSome(pattern: string, actions: readonly string[]): boolean {
  return actions.some((action) => matches(pattern, action));
}

function matches(pattern: string, action: string): boolean {
  return globMatches(pattern.toLowerCase(), action.toLowerCase());
}
