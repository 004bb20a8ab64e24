/**
 * A document that is known in part, as two that are known: the least that it allows whatever Terraform learns during apply,
 * and the most. What both answer alike is certain. An attribute of an AWS resource is no unknown here: it is a fixed text
 * that nobody wrote down, which the engine knows how to take.
 */
import { type Hole, isHole, type Text } from '../../base/value.ts';
import type { Doubt } from '../../base/verdict.ts';
import { patternOf } from '../../iam/pattern.ts';
import type { Clause, Condition, PolicyDocument, PrincipalClause, Statement } from '../../iam/types.ts';
import { widestOf } from '../predicates/fixed-value.ts';

/** What a document allows at least and at most. */
export interface Bounds {
  readonly least: PolicyDocument;
  readonly most: PolicyDocument;
  /** What decides between them; empty where both are the document itself. */
  readonly doubts: readonly Doubt[];
}

/**
 * The bounds of a document. Statements that are unknown as a whole are left out: the judge tells of them. `anyResource`:
 * no resource in particular is asked about, so that an allowance of an unknown one allows something all the same, where
 * what is denied is denied on every resource alike.
 */
export function boundsOf(document: PolicyDocument, anyResource: boolean): Bounds {
  const doubts = document.statements.flatMap(doubtsOf);
  return doubts.length === 0 ? exact(document) : { ...bounded(document, anyResource), doubts };
}

function exact(document: PolicyDocument): Bounds {
  const { moreStatements, ...rest } = document;
  const whole = moreStatements === undefined ? document : rest;
  return { least: whole, most: whole, doubts: [] };
}

function bounded({ version, statements }: PolicyDocument, anyResource: boolean) {
  const isUndenied =
    anyResource && statements.every((one) => one.effect === 'Allow' || isOnEveryResource(one));
  const of = (wide: boolean): PolicyDocument => ({
    ...(version === undefined ? {} : { version }),
    statements: statements.flatMap((one) => {
      const effect = isHole(one.effect) ? (wide ? 'Allow' : 'Deny') : one.effect;
      return bound({ ...one, effect }, wide === (effect === 'Allow'), isUndenied && effect === 'Allow') ?? [];
    }),
  });
  return { least: of(false), most: of(true) };
}

/** True where a denial tells no resource from another, whatever else it names. */
function isOnEveryResource({ resource }: Statement): boolean {
  return resource === undefined || (!resource.negated && resource.values.includes('*'));
}

/** The statement with every unknown part as wide as it can be, or as narrow; undefined where it may match nothing. */
function bound(statement: Statement, wide: boolean, anyResource: boolean): Statement | undefined {
  const { conditions, moreConditions, ...rest } = statement;
  const unsure = conditions.some((one) => hiddenInCondition(one) !== undefined);
  if (!wide && (unsure || moreConditions !== undefined)) return undefined;
  const action = boundClause(statement.action, wide);
  // A value of `NotResource` may turn out to be `*`, and one of `Resource` of a service that `NotAction` leaves out.
  const someResource = anyResource && statement.resource?.negated === false && !statement.action.negated;
  const resource = statement.resource && boundClause(statement.resource, wide || someResource);
  const principal = statement.principal && boundPrincipal(statement.principal, wide);
  if (action === undefined) return undefined;
  if (statement.resource && resource === undefined) return undefined;
  if (statement.principal && principal === undefined) return undefined;
  return {
    ...rest,
    action,
    ...(resource ? { resource } : {}),
    ...(principal ? { principal } : {}),
    conditions: conditions.filter((one) => hiddenInCondition(one) === undefined),
  };
}

/** A negated clause is widest where it names least. */
function boundClause(clause: Clause, wide: boolean): Clause | undefined {
  const { more, values, ...rest } = clause;
  const isUnsure = more !== undefined || values.some((value) => hiddenIn(value) !== undefined);
  if (!isUnsure) return clause;
  const namesMost = wide !== clause.negated;
  const bounds = namesMost
    ? [...values.map(widest), ...(more === undefined ? [] : ['*'])]
    : values.filter((value) => hiddenIn(value) === undefined);
  if (bounds.length > 0) return { ...rest, values: bounds };
  return clause.negated ? { ...rest, values: [unmatched] } : undefined;
}

/** A pattern that matches nothing: a list without elements is another thing to IAM. */
const unmatched = '‹none›:‹none›';
const nobody = 'arn:aws:iam::000000000000:role/‹none›';

function widest(value: Text): Text {
  return hiddenIn(value) === undefined ? value : patternOf(value).widest;
}

function boundPrincipal(clause: PrincipalClause, wide: boolean): PrincipalClause | undefined {
  const { more, principals, ...rest } = clause;
  const sure = principals.filter(({ type, value }) => typeof type === 'string' && !hiddenIn(value));
  const isUnsure = more !== undefined || sure.length < principals.length;
  if (!isUnsure) return clause;
  if (wide !== clause.negated) {
    const everyone = { type: 'AWS', value: '*', pointer: clause.pointer } as const;
    return { ...rest, principals: [...sure, everyone] };
  }
  if (sure.length > 0) return { ...rest, principals: sure };
  const none = { type: 'AWS', value: nobody, pointer: clause.pointer } as const;
  return clause.negated ? { ...rest, principals: [none] } : undefined;
}

/** What in a value is not one fixed text. */
function hiddenIn(value: Text): Hole | undefined {
  return typeof value === 'string' ? undefined : widestOf(value).hidden;
}

function hiddenInCondition({ operator, values, more }: Condition): Hole | undefined {
  if (typeof operator !== 'string') return isHole(operator) ? operator : operator.parts.find(isHole);
  return more ?? values.map(hiddenIn).find((one) => one !== undefined);
}

/** Every unknown part of a statement, with its place and in words. */
function doubtsOf(statement: Statement): readonly Doubt[] {
  const { effect, action, resource, principal, conditions, moreConditions, pointer } = statement;
  return [
    ...(isHole(effect) ? [doubt(pointer, 'whether the statement allows or denies', effect)] : []),
    ...doubtsIn(action, 'an action'),
    ...(resource ? doubtsIn(resource, 'a resource') : []),
    ...(principal ? doubtsOfPrincipal(principal) : []),
    ...conditions.flatMap((one) => {
      const hidden = hiddenInCondition(one);
      return hidden ? [doubt(one.pointer, `a value of \`${one.key}\``, hidden)] : [];
    }),
    ...(moreConditions ? [doubt(`${pointer}/Condition`, 'a condition', moreConditions)] : []),
  ];
}

function doubtsIn({ values, more, pointer }: Clause, what: string): readonly Doubt[] {
  const hidden = more ?? values.map(hiddenIn).find((one) => one !== undefined);
  return hidden ? [doubt(pointer, what, hidden)] : [];
}

function doubtsOfPrincipal({ principals, more, pointer }: PrincipalClause): readonly Doubt[] {
  const found = principals.flatMap(({ type, value, pointer: at }) => {
    const hidden = isHole(type) ? type : hiddenIn(value);
    return hidden ? [doubt(at, 'a principal', hidden)] : [];
  });
  return more ? [...found, doubt(pointer, 'a principal', more)] : found;
}

function doubt(pointer: string, what: string, { reference }: Hole): Doubt {
  const reason = `${what} is known only after apply`;
  return { pointer, reason, ...(reference === undefined ? {} : { reference }) };
}
