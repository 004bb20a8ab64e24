/**
 * What stands on a resource of the plan, as the question reads it.
 */
import { parsePolicy } from '../iam/parse-policy.ts';
import type { DocumentSubject, OwnerSubject } from '../subject/types.ts';
import { putIn, type Texts } from './put-in.ts';
import type { HiddenDocument, ResourceSide, SourcedDocument } from './side.ts';

/**
 * The sides of resources, those with policies first: one that is named by its ARN or address may also be a resource of the
 * plan under its name. Policies of which nobody knows where they stand come last: they may stand on any other.
 */
export function resourceSides(owners: readonly OwnerSubject[], texts: Texts): readonly ResourceSide[] {
  const sides = owners.flatMap((owner) => (owner.arns.length === 0 ? [] : [resourceSide(owner, texts)]));
  const hasPolicies = ({ policies, hidden }: ResourceSide) => policies.length + hidden.length > 0;
  return [
    ...sides.filter(hasPolicies),
    ...sides.filter((side) => !hasPolicies(side)),
    ...owners.flatMap((owner) => (owner.arns.length === 0 ? straySide(owner) : [])),
  ];
}

/** All resources of the service that no other side is about, with a policy that may be theirs or not. */
function straySide({ documents, service, kind }: OwnerSubject): readonly ResourceSide[] {
  const hidden = documents
    .filter(({ state }) => state !== 'default')
    .map(({ origins: [{ address, attribute }] }) => ({
      source: { address, attribute },
      reason: 'which resource it stands on is known only after apply',
    }));
  if (hidden.length === 0 || service === '' || kind !== 'resource') return [];
  const arns = [`arn:*:${service}:*:*:*`];
  return [{ arns, actions: [`${service}:*`], policies: [], hidden, mustAllow: service === 'kms' }];
}

function resourceSide(owner: OwnerSubject, texts: Texts): ResourceSide {
  const { arns, documents, kind, service, account } = owner;
  const read = documents.flatMap((one) => readDocument(one, texts));
  const policies = read.filter((one): one is SourcedDocument => 'document' in one);
  const hidden = read.filter((one): one is HiddenDocument => 'reason' in one);
  return {
    arns,
    actions:
      kind === 'trust' ? ['sts:AssumeRole*', 'sts:TagSession', 'sts:SetSourceIdentity'] : [`${service}:*`],
    policies,
    hidden,
    mustAllow: kind === 'trust' || (service === 'kms' && policies.length + hidden.length > 0),
    ...(account === undefined ? {} : { account }),
  };
}

/** Nothing where nobody wrote one and the service's default leaves IAM policies to decide. */
function readDocument(
  { origins: [{ address, attribute }], state, content, reason, sensitive, publicAccess }: DocumentSubject,
  texts: Texts,
): readonly (SourcedDocument | HiddenDocument)[] {
  if (state === 'default') return [];
  const source = { address, attribute, sensitive };
  if (content === undefined) return [{ source, reason: reason ?? 'it is known only after apply' }];
  const parsed = parsePolicy(content);
  if (!parsed.ok) return [{ source, reason: 'it is no policy document, and AWS would refuse it' }];
  const document = putIn(parsed.document, texts);
  return [{ source, document, content, ...(publicAccess === undefined ? {} : { publicAccess }) }];
}
