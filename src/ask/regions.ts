/**
 * A question in parts: for each of its actions and resources, which policies on the resource's side count. A pattern that
 * reaches several resources with policies of their own is asked about each of them, and about the rest.
 */
import { globsCover, globsMeet } from '../iam/glob.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import type { PolicyDocument } from '../iam/types.ts';
import type { ResourceSide } from './side.ts';

/** Part of a question, with the policies that decide it. */
export interface Region {
  readonly action: string;
  readonly resource: string;
  /** What of action and resource belongs to the part; absent where all does. */
  readonly within?: PolicyDocument;
  /** Absent: no policy on the resource's side is known to count. */
  readonly side?: ResourceSide;
}

/** The parts of one action and one resource, both patterns; earlier sides win. */
export function regionsOf(
  action: string,
  resource: string,
  sides: readonly ResourceSide[],
): readonly Region[] {
  const met = sides.filter(
    (side) =>
      side.actions.some((one) => globsMeet(lower(one), lower(action)) !== false) &&
      side.arns.some((arn) => byParts(arn, resource, (left, right) => globsMeet(left, right) !== false)),
  );
  const whole = met.findIndex((side) => covers(side, action, resource));
  if (whole === 0) return [{ action, resource, ...(met[0] === undefined ? {} : { side: met[0] }) }];
  const parts = whole < 0 ? met : met.slice(0, whole + 1);
  const regions = parts.map((side, at) => ({
    action,
    resource,
    side,
    within: within([side], parts.slice(0, at)),
  }));
  if (parts.length === 0) return [{ action, resource }];
  return whole < 0 ? [...regions, { action, resource, within: within([], parts) }] : regions;
}

function covers({ actions, arns }: ResourceSide, action: string, resource: string): boolean {
  return (
    globsCover(actions.map(lower), lower(action)) === true &&
    arns.some((arn) => byParts(arn, resource, (left, right) => globsCover([left], right) === true))
  );
}

/** ARNs part by part, as AWS's page on resources has them; anything else as a whole. */
function byParts(left: string, right: string, compare: (left: string, right: string) => boolean): boolean {
  const a = partsOf(left);
  const b = partsOf(right);
  return a.length === b.length ? a.every((part, at) => compare(part, b[at] ?? '')) : compare(left, right);
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** What the sides are about (everything where there is none), without what earlier ones are. */
function within(sides: readonly ResourceSide[], earlier: readonly ResourceSide[]): PolicyDocument {
  const statementOf = (effect: string) => (side: ResourceSide) => ({
    Effect: effect,
    Action: side.actions,
    Resource: side.arns,
  });
  const all = { Effect: 'Allow', Action: ['*'], Resource: ['*'] };
  const allowed = sides.length === 0 ? [all] : sides.map(statementOf('Allow'));
  const parsed = parsePolicy({
    form: 'tree',
    tree: { Version: '2008-10-17', Statement: [...allowed, ...earlier.map(statementOf('Deny'))] },
  });
  if (!parsed.ok) throw new Error('a part of a question that is no policy');
  return parsed.document;
}
