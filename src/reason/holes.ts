/**
 * What Terraform learns only during apply, as a constant that stands in no policy: the same wherever its reference stands,
 * matched by wildcards and by nothing that is written. An answer for that constant is an answer for every new resource
 * whose name nobody wrote down.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
import { type Hole, isHole, type Text } from '../base/value.ts';
import { canonicalStatement } from '../iam/canonical.ts';
import type { Clause, Condition, PolicyDocument, PrincipalClause, Statement } from '../iam/types.ts';
import { ownAccount } from './callers.ts';

/** A document without holes, and what was filled in. */
export interface FilledDocument {
  readonly document: PolicyDocument;
  /** References of the holes, each once. */
  readonly references: readonly string[];
  /** Texts that stand for a hole alone, a whole value, by its reference. */
  readonly alone: ReadonlyMap<string, string>;
  /** Something of the document's shape is unknown, so that nothing can be said: why, and what it waits for. */
  readonly shapeless?: { readonly reason: string; readonly reference?: string };
}

/** Fills the holes of a document. */
export function fillHoles(document: PolicyDocument): FilledDocument {
  const references = new Set<string>();
  const alone = new Map<string, string>();
  const note: Note = (hole, constant) => {
    references.add(hole.reference ?? '');
    if (constant !== undefined && hole.reference !== undefined) alone.set(hole.reference, constant);
  };
  const shapeless = shapelessness(document);
  const filled = {
    ...document,
    ...(document.version === undefined ? {} : { version: document.version }),
    statements: document.statements.map((statement) => filledStatement(statement, note)),
  };
  return {
    document: references.size === 0 && shapeless === undefined ? document : filled,
    references: [...references].filter((one) => one !== '').sort(),
    alone,
    ...(shapeless === undefined ? {} : { shapeless }),
  };
}

/** True where two documents say the same in the same order, holes included. */
export function isSameText(left: PolicyDocument, right: PolicyDocument): boolean {
  return left === right || textOf(left) === textOf(right);
}

const texts = new WeakMap<PolicyDocument, string>();

function textOf(document: PolicyDocument): string {
  const { version, statements, moreStatements } = document;
  const text =
    texts.get(document) ??
    JSON.stringify([version, moreStatements?.reference, statements.map(canonicalStatement)]);
  texts.set(document, text);
  return text;
}

/** The document with another text in the place of one. */
export function withText(document: PolicyDocument, from: string, to: string): PolicyDocument {
  const put = (text: Text) => (text === from ? to : text);
  const statements = document.statements.map((statement): Statement => {
    const { resource, principal, conditions } = statement;
    return {
      ...statement,
      conditions: conditions.map((one) => ({ ...one, values: one.values.map(put) })),
      ...(resource === undefined ? {} : { resource: { ...resource, values: resource.values.map(put) } }),
      ...(principal === undefined
        ? {}
        : {
            principal: {
              ...principal,
              principals: principal.principals.map((one) => ({ ...one, value: put(one.value) })),
            },
          }),
    };
  });
  return { ...document, statements };
}

/** Texts of resources, principals and conditions that a document writes out, without wildcards. */
export function writtenTexts({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ resource, principal, conditions }) =>
    [
      ...(resource?.values ?? []),
      ...(principal?.principals.map(({ value }) => value) ?? []),
      ...conditions.flatMap(({ values }) => values),
    ].filter((text): text is string => typeof text === 'string' && !/[*?$‹]/.test(text)),
  );
}

/** Marks that no policy can hold: a filled hole reads `‹aws_s3_bucket.logs.arn›`. */
const open = '‹';
const close = '›';

/** True for a text that holds a filled hole. */
export function isFilled(text: string): boolean {
  return text.includes(open);
}

/** `constant`: what stands for the hole where it is a value by itself. */
type Note = (hole: Hole, constant?: string) => void;
type Place = 'resource' | 'principal' | 'value';

function shapelessness(document: PolicyDocument): FilledDocument['shapeless'] {
  const { moreStatements, statements } = document;
  if (moreStatements !== undefined) return unknownPart('further statements are', moreStatements);
  for (const { effect, action, resource, principal, conditions, moreConditions } of statements) {
    if (isHole(effect)) return unknownPart('the effect of a statement is', effect);
    const hidden = action.values.find((value) => typeof value !== 'string');
    if (action.more !== undefined || hidden !== undefined)
      return unknownPart('an action is', action.more ?? (isHole(hidden) ? hidden : undefined));
    const more =
      resource?.more ?? principal?.more ?? moreConditions ?? conditions.find((one) => one.more)?.more;
    if (more !== undefined) return unknownPart('part of a statement is', more);
    if (conditions.some(({ operator }) => typeof operator !== 'string'))
      return unknownPart('a condition operator is', undefined);
  }
  return undefined;
}

function unknownPart(what: string, hole: Hole | undefined): FilledDocument['shapeless'] {
  const reason = `${what} known only after apply`;
  return hole?.reference === undefined ? { reason } : { reason, reference: hole.reference };
}

function filledStatement(statement: Statement, note: Note): Statement {
  const { resource, principal, conditions } = statement;
  return {
    ...statement,
    conditions: conditions.map((one) => filledCondition(one, note)),
    ...(resource === undefined ? {} : { resource: filledClause(resource, note) }),
    ...(principal === undefined ? {} : { principal: filledPrincipal(principal, note) }),
  };
}

function filledClause(clause: Clause, note: Note): Clause {
  return { ...clause, values: clause.values.map((value) => filledText(value, 'resource', note)) };
}

function filledCondition(condition: Condition, note: Note): Condition {
  return { ...condition, values: condition.values.map((value) => filledText(value, 'value', note)) };
}

function filledPrincipal(clause: PrincipalClause, note: Note): PrincipalClause {
  const principals = clause.principals.map((entry) => ({
    ...entry,
    value: filledText(entry.value, entry.type === 'AWS' ? 'principal' : 'value', note),
  }));
  return { ...clause, principals };
}

function filledText(text: Text, place: Place, note: Note): Text {
  if (typeof text === 'string') return text;
  if (isHole(text)) {
    const constant = constantOf(text, place);
    note(text, constant);
    return constant;
  }
  const parts = text.parts.map((part, at) => {
    if (typeof part === 'string') return part;
    note(part);
    return at === 0 ? constantOf(part, place) : nameOf(part);
  });
  return parts.join('');
}

let unnamed = 0;
const numbers = new WeakMap<Hole, number>();

/** A hole without a reference is like no other. */
function nameOf(hole: Hole): string {
  if (hole.reference !== undefined) return open + hole.reference.replace(/[:/*?$\\]/g, '.') + close;
  const number = numbers.get(hole) ?? ++unnamed;
  numbers.set(hole, number);
  return `${open}${number}${close}`;
}

/** What stands for a whole value, or begins one: an ARN where the reference ends in one. */
function constantOf(hole: Hole, place: Place): string {
  const name = nameOf(hole);
  const type = /(?:^|\.)(?:data\.)?aws_([a-z0-9_]+)\./.exec(`.${hole.reference ?? ''}`)?.[1] ?? '';
  const isArn = /arn$/.test(hole.reference ?? '') || hole.type?.startsWith('arn') === true;
  if (!isArn) return place === 'resource' ? `arn:aws:${name}:::${name}` : name;
  const template = arnTemplates.find(([pattern]) => pattern.test(type))?.[1];
  if (template !== undefined) return template.replace('NAME', name);
  if (place === 'principal') return `arn:aws:iam::${ownAccount}:role/${name}`;
  const service = /^arn:([a-z0-9-]+)/.exec(hole.type ?? '')?.[1] ?? type.split('_')[0] ?? '';
  return `arn:aws:${service}:eu-west-1:${ownAccount}:${name}`;
}

/** ARNs of the resource types whose documents most often wait for them, by Terraform's type without `aws_`. */
const arnTemplates: readonly (readonly [RegExp, string])[] = [
  [/^s3_bucket/, 'arn:aws:s3:::NAME'],
  [/^iam_role/, `arn:aws:iam::${ownAccount}:role/NAME`],
  [/^iam_user/, `arn:aws:iam::${ownAccount}:user/NAME`],
  [/^iam_group/, `arn:aws:iam::${ownAccount}:group/NAME`],
  [/^iam_policy/, `arn:aws:iam::${ownAccount}:policy/NAME`],
  [/^cloudfront_origin_access_identity/, 'arn:aws:iam::cloudfront:user/NAME'],
  [/^iam_openid_connect_provider/, `arn:aws:iam::${ownAccount}:oidc-provider/NAME`],
  [/^iam_saml_provider/, `arn:aws:iam::${ownAccount}:saml-provider/NAME`],
  [/^sqs_queue/, `arn:aws:sqs:eu-west-1:${ownAccount}:NAME`],
  [/^sns_topic/, `arn:aws:sns:eu-west-1:${ownAccount}:NAME`],
  [/^kms_(key|external_key|replica_key)/, `arn:aws:kms:eu-west-1:${ownAccount}:key/NAME`],
  [/^dynamodb_table/, `arn:aws:dynamodb:eu-west-1:${ownAccount}:table/NAME`],
  [/^lambda_function/, `arn:aws:lambda:eu-west-1:${ownAccount}:function:NAME`],
  [/^secretsmanager_secret/, `arn:aws:secretsmanager:eu-west-1:${ownAccount}:secret:NAME`],
  [/^ssm_parameter/, `arn:aws:ssm:eu-west-1:${ownAccount}:parameter/NAME`],
  [/^cloudwatch_log_group/, `arn:aws:logs:eu-west-1:${ownAccount}:log-group:NAME`],
  [/^ecr_repository/, `arn:aws:ecr:eu-west-1:${ownAccount}:repository/NAME`],
  [/^sfn_state_machine/, `arn:aws:states:eu-west-1:${ownAccount}:stateMachine:NAME`],
  [/^kinesis_stream$/, `arn:aws:kinesis:eu-west-1:${ownAccount}:stream/NAME`],
  [/^kinesis_firehose/, `arn:aws:firehose:eu-west-1:${ownAccount}:deliverystream/NAME`],
];
