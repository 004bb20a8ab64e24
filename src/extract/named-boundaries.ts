/**
 * Customer managed policies that conditions demand as the permissions boundary of whoever is made: those who delegate write
 * such a policy, and attach it to nobody themselves.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
import { asObject, own } from '../base/decode.ts';
import { isHole, type Json, type Text } from '../base/value.ts';
import { globsMeet } from '../iam/glob.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import { patternOf } from '../iam/pattern.ts';
import type { Content } from '../iam/types.ts';
import type { ResourceChange } from '../plan/types.ts';
import { rowsOf } from './catalogue/row-lookup.ts';
import type { Context } from './context.ts';
import { documentsOf, ownArns } from './documents.ts';

const key = 'iam:permissionsboundary';

/** The addresses of those of the policies that a condition on the boundary names. */
export function boundariesNamed(context: Context, policies: readonly ResourceChange[]): readonly string[] {
  if (policies.length === 0) return [];
  const documents = context.plan.changes.filter(mayDemand).flatMap((one) => documentsOf(context, one));
  const named = documents.flatMap(({ content }) => (content === undefined ? [] : demanded(content)));
  return policies
    .filter((one) => named.some((value) => names(value, one, context)))
    .map(({ address }) => address);
}

/** A cheap look: a text that holds the key, or a document that is known only after apply. */
function mayDemand({ type, mode, raw: { after, after_unknown: unknown } }: ResourceChange): boolean {
  if (mode !== 'managed') return false;
  for (const attribute of attributesOf(type))
    if (holdsKey(own(after, attribute)) || hasUnknown(own(unknown, attribute))) return true;
  return false;
}

const attributes = new Map<string, readonly string[]>();

/** The attributes in which the type has documents, or blocks with documents. */
function attributesOf(type: string): readonly string[] {
  const known = attributes.get(type);
  if (known !== undefined) return known;
  const found = (rowsOf(type) ?? []).map(({ path }) => path.split(/[[.]/, 1)[0] ?? '');
  attributes.set(type, found);
  return found;
}

function holdsKey(value: Json | undefined): boolean {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  return typeof text === 'string' && mentions(text);
}

function hasUnknown(mark: Json | undefined): boolean {
  return mark === true || (typeof mark === 'object' && JSON.stringify(mark).includes('true'));
}

/** Most texts do not hold even the end of the word, in either case. */
function mentions(text: string): boolean {
  return (text.includes('oundary') || text.includes('OUNDARY')) && text.toLowerCase().includes(key);
}

function demanded(content: Content): readonly Text[] {
  const isAbout = content.form === 'tree' || mentions(content.text);
  const parsed = isAbout ? parsePolicy(content) : undefined;
  if (parsed?.ok !== true) return [];
  return parsed.document.statements.flatMap(({ conditions }) =>
    conditions.flatMap((one) => (one.key.toLowerCase() === key ? one.values : [])),
  );
}

/** By its reference, or by an ARN that ends in its path and name; one that ends in a wildcard names no policy. */
function names(value: Text, policy: ResourceChange, { account }: Context): boolean {
  if (isHole(value)) return value.reference === `${policy.address}.arn`;
  const { widest } = patternOf(value);
  const [, name = '*'] = widest.split(':policy/');
  if (/[*?]/.test(name) || asObject(policy.raw.after) === undefined) return false;
  return ownArns(policy, account(policy)).some((arn) => globsMeet(arn, widest) === true);
}
