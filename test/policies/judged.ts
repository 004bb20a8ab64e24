/**
 * Documents and password policies as our rules judge them, by id of the rule.
 */
import type { Json } from '../../src/base/value.ts';
import { isObject } from '../../src/base/value.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import type { CompiledRule } from '../../src/rule/compile.ts';
import { withHoles } from '../../src/rule/examples/given.ts';
import { judgeDocument, judgePasswordPolicy } from '../../src/rule/judge.ts';
import type { Judgement } from '../../src/rule/judgement.ts';
import type { DocumentSubject, Origin, PolicyKind } from '../../src/subject/types.ts';
import { compiled, ruleFiles } from './files.ts';

export function originOf(type: string): Origin {
  return { address: `${type}.it`, mode: 'managed', type, attribute: 'policy', actions: ['create'] };
}

export function documentSubject(kind: PolicyKind, service?: string): DocumentSubject {
  return {
    subject: 'document',
    origins: [originOf('aws_iam_policy')],
    kind,
    ...(service === undefined ? {} : { service }),
    state: 'known',
    references: [],
    sensitive: false,
    judged: true,
  };
}

/** Judgements about a document; `(known after apply)` in it is a hole. */
export function judged(
  document: Json,
  kind: PolicyKind = 'identity',
  { service, rules = compiled }: { readonly service?: string; readonly rules?: readonly CompiledRule[] } = {},
): readonly Judgement[] {
  const policy = parsePolicy({ form: 'tree', tree: withHoles(document) });
  return judgeDocument(rules, documentSubject(kind, service), policy);
}

/** Ids of the rules that a document violates, and with a `?` of those that cannot be decided, sorted. */
export function found(document: Json, kind: PolicyKind = 'identity', service?: string): readonly string[] {
  return idsOf(judged(document, kind, service === undefined ? {} : { service }));
}

/** The same for an account password policy. */
export function foundInPasswords(
  attributes: Json,
  rules: readonly CompiledRule[] = compiled,
): readonly string[] {
  const tree = withHoles(attributes);
  const subject = {
    subject: 'password-policy',
    sensitive: false,
    origin: originOf('aws_iam_account_password_policy'),
    attributes: isObject(tree) ? tree : {},
  } as const;
  return idsOf(judgePasswordPolicy(rules, subject));
}

export function idsOf(judgements: readonly Judgement[]): readonly string[] {
  return judgements.map((one) => (one.verdict.answer === 'yes' ? one.rule.id : `${one.rule.id}?`)).sort();
}

const families = new Map(ruleFiles.map(({ rule }) => [rule.id, rule.family]));

/** The family of a rule of ours. */
export function familyOf(id: string): string | undefined {
  return families.get(id);
}
