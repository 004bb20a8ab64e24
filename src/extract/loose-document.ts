/**
 * A policy document that stands in a file of its own, as a subject like those of a plan: everything of it is new.
 */
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Content } from '../iam/types.ts';
import type { DocumentSubject, Extraction, PolicyKind } from '../subject/types.ts';
import { allRows } from './catalogue/row-lookup.ts';

/** What a document is for, as the user tells. */
export interface LooseScope {
  readonly kind: PolicyKind;
  /** The Terraform type of the resource that it would be attached to. */
  readonly type?: string;
  readonly account?: string;
}

/** The types of resources that hold documents of a kind, sorted. */
export function typesWith(kind: PolicyKind): readonly string[] {
  const types = allRows.filter((row) => row.kind === kind).map(({ type }) => type);
  return [...new Set(types)].sort();
}

/** One file as an extraction; its address is its name. */
export function looseExtraction(file: string, content: Content, scope: LooseScope): Extraction {
  return {
    file,
    formatVersion: '',
    complete: true,
    documents: () => [documentOf(file, content, scope)],
    principals: () => [],
    principalsBefore: () => [],
    resources: () => [],
    deletions: () => [],
    surroundings: {
      standing: () => [],
      deleted: () => [],
      sameAccount: () => 'yes',
      sameRegion: () => 'yes',
      used: () => [],
    },
    passwordPolicies: () => [],
  };
}

function documentOf(
  file: string,
  content: Content,
  { kind, type = usualTypes[kind] ?? '', account }: LooseScope,
): DocumentSubject {
  const row = allRows.find((one) => one.type === type && one.kind === kind);
  const service = row?.service ?? (kind === 'resource' ? onlyService(content) : undefined);
  return {
    subject: 'document',
    origins: [{ address: file, mode: 'managed', type, attribute: '', actions: ['create'] }],
    kind,
    ...(service === undefined ? {} : { service }),
    state: 'known',
    references: [],
    sensitive: false,
    content,
    ...(account === undefined ? {} : { account }),
    judged: true,
  };
}

/** The service of a resource policy by its actions; undefined where they are of several, or of any. */
function onlyService(content: Content): string | undefined {
  const parsed = parsePolicy(content);
  if (!parsed.ok) return undefined;
  const actions = parsed.document.statements.flatMap(({ action }) => action.values);
  const prefixes = actions.map((one) => (typeof one === 'string' ? (one.split(':')[0] ?? '') : ''));
  const [only, ...others] = new Set(prefixes.map((one) => one.toLowerCase()));
  return only === undefined || others.length > 0 || !/^[a-z0-9-]+$/.test(only) ? undefined : only;
}

/** What most documents of a kind are attached to, where nobody tells. */
const usualTypes: Partial<Readonly<Record<PolicyKind, string>>> = {
  identity: 'aws_iam_policy',
  boundary: 'aws_iam_policy',
  trust: 'aws_iam_role',
  scp: 'aws_organizations_policy',
  rcp: 'aws_organizations_policy',
};
