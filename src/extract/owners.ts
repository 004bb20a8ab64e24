/**
 * Resources with the policies that stand on them: a bucket with its bucket policy, a role with its trust policy.
 */
import { asObject, own } from '../base/decode.ts';
import type { Plan, ResourceChange } from '../plan/types.ts';
import type { DocumentSubject, OwnerSubject } from '../subject/types.ts';
import { type OwnerForm, type OwnerRow, ownerRowOf } from './catalogue/owners.ts';
import type { Context } from './context.ts';
import { documentsOf, goneReason } from './documents.ts';
import { endsOf } from './ends.ts';
import { type ExtractOptions, lookingInto } from './extract.ts';
import { statementDocument } from './statement-resources.ts';

type Growing = { -readonly [K in keyof OwnerSubject]: OwnerSubject[K] };

/** Every resource of a plan that has a policy, or could have one, by address. */
export function ownersIn(plan: Plan, options: ExtractOptions): readonly OwnerSubject[] {
  const { context } = lookingInto(plan, options);
  const owners = new Map<string, Growing>();
  const changes = [...context.plan.changes].sort((a, b) => (a.address < b.address ? -1 : 1));
  for (const change of changes) {
    if (change.mode !== 'managed' || goneReason(change) !== undefined) continue;
    const documents = policiesOf(context, change);
    const row = ownerRowOf(change.type);
    if (row === undefined) {
      for (const document of documents) add(owners, byItsOwnWords(context, change, document));
      continue;
    }
    if (row.names !== '' && documents.length === 0) continue;
    for (const named of namedBy(context, change, row))
      add(owners, ownerOf(context, change, row.form, named, documents));
  }
  return [...owners.values()];
}

function policiesOf(context: Context, change: ResourceChange): readonly DocumentSubject[] {
  const statement = statementDocument(context, change);
  const all = [...documentsOf(context, change), ...(statement === undefined ? [] : [statement])];
  return all.filter(({ kind }) => kind === 'resource' || kind === 'trust');
}

interface Named {
  readonly address?: string;
  readonly arns: readonly string[];
}

function namedBy({ plan }: Context, change: ResourceChange, { names, form }: OwnerRow): readonly Named[] {
  if (names === '') return [namedItself(change, form)];
  const ends = endsOf(plan, change, names, (type) => form.types.includes(type));
  return ends.map(({ end }) => {
    if (end.end === 'resource') return namedItself(end.change, form);
    return { arns: end.end === 'text' ? arnsOf(end.text, form) : [] };
  });
}

function namedItself({ address, raw }: ResourceChange, form: OwnerForm): Named {
  const path = own(raw.after, 'path');
  for (const attribute of form.by) {
    const text = own(raw.after, attribute);
    if (typeof text !== 'string' || text === '') continue;
    const isRole = form.types.includes('aws_iam_role') && !text.startsWith('arn:');
    return { address, arns: isRole ? [roleArn(text, path)] : arnsOf(text, form) };
  }
  return { address, arns: arnsOf(`‹${address}›`, form) };
}

function roleArn(name: string, path: unknown): string {
  return `arn:*:iam::*:role${typeof path === 'string' ? path : '/'}${name}`;
}

/** An ARN, the address of a queue, or a name. */
function arnsOf(text: string, { arns, below }: OwnerForm): readonly string[] {
  const queue = /^https:\/\/sqs\.([a-z0-9-]+)\.[^/]+\/(\d{12})\/([^/]+)$/.exec(text);
  const whole = text.startsWith('arn:')
    ? [text]
    : queue !== null
      ? [`arn:*:sqs:${queue[1]}:${queue[2]}:${queue[3]}`]
      : arns.map((arn) => arn.replace('NAME', text));
  return whole.flatMap((arn) => [arn, ...below.map((one) => `${arn}${one}`)]);
}

function ownerOf(
  { account: accountOf }: Context,
  change: ResourceChange,
  { arns }: OwnerForm,
  named: Named,
  documents: readonly DocumentSubject[],
): OwnerSubject {
  const account = accountOf(change);
  const service = arns[0]?.split(':')[2] ?? '';
  return {
    addresses: [...new Set([...(named.address === undefined ? [] : [named.address]), change.address])],
    arns: named.arns,
    documents,
    kind: service === 'iam' ? 'trust' : 'resource',
    service,
    ...(account === undefined ? {} : { account }),
  };
}

/** A policy of which nobody here knows what it stands on is about the resources that it names. */
function byItsOwnWords(
  { account: accountOf }: Context,
  change: ResourceChange,
  document: DocumentSubject,
): OwnerSubject {
  const account = accountOf(change);
  return {
    addresses: [change.address],
    arns: arnsIn(document),
    documents: [document],
    kind: document.kind === 'trust' ? 'trust' : 'resource',
    service: document.service ?? '',
    ...(account === undefined ? {} : { account }),
  };
}

function arnsIn({ content }: DocumentSubject): readonly string[] {
  if (content === undefined) return [];
  const text = content.form === 'text' ? content.text : JSON.stringify(content.tree);
  const found = text.match(/"arn:[^"]+"/g) ?? [];
  return [...new Set(found.map((one) => one.slice(1, -1)))].filter(
    (arn) => !arn.split(':')[2]?.includes('iam'),
  );
}

/** Documents of one resource come from several places; a resource that nobody can name stands alone. */
function add(owners: Map<string, Growing>, owner: OwnerSubject): void {
  const key = owner.arns.length > 0 ? owner.arns.join(' ') : (owner.addresses[0] ?? '');
  const known = owners.get(key);
  if (known === undefined) {
    owners.set(key, { ...owner });
    return;
  }
  known.addresses = [...new Set([...known.addresses, ...owner.addresses])];
  known.documents = [...known.documents, ...owner.documents];
}

/** Names and ARNs that the plan tells, as documents may refer to them: `aws_s3_bucket.logs.id`. */
export function namesIn(plan: Plan): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { address, raw, type } of plan.changes) {
    const bucket = own(asObject(raw.after), 'bucket');
    if (type === 'aws_s3_bucket' && typeof bucket === 'string') names.set(`${address}.id`, bucket);
    for (const attribute of ['arn', 'id', 'name', 'bucket', 'url', 'key_id']) {
      const value = own(asObject(raw.after), attribute);
      if (typeof value === 'string') names.set(`${address}.${attribute}`, value);
    }
  }
  return names;
}
