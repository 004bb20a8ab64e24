/**
 * A document with unknown parts between two without: `most` allows whatever it may turn out to allow, `least` no more than
 * it certainly will. What holds for both holds for every value that Terraform learns during apply.
 */
import { isHole, isTemplate, type Text } from '../base/value.ts';
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Clause, Condition, PolicyDocument, PrincipalClause, Statement } from '../iam/types.ts';

/** The two sides, the same document where nothing is unknown. */
export interface Bounds {
  readonly most: PolicyDocument;
  readonly least: PolicyDocument;
  readonly known: boolean;
}

const bounds = new WeakMap<PolicyDocument, Bounds>();

/** The bounds of a document; worked out once, so that the engine meets the same documents again. */
export function boundsOf(document: PolicyDocument): Bounds {
  const done = bounds.get(document) ?? readBounds(document);
  bounds.set(document, done);
  return done;
}

function readBounds(document: PolicyDocument): Bounds {
  const { statements, moreStatements } = document;
  if (moreStatements === undefined && statements.every(isKnown))
    return { most: document, least: document, known: true };
  const further = (effect: 'Allow' | 'Deny') =>
    moreStatements === undefined ? [] : everything(effect).statements;
  const rest = { ...(document.version === undefined ? {} : { version: document.version }) };
  return {
    most: { ...rest, statements: [...statements.flatMap((one) => sided(one, 'Allow')), ...further('Allow')] },
    least: { ...rest, statements: [...statements.flatMap((one) => sided(one, 'Deny')), ...further('Deny')] },
    known: false,
  };
}

/** Allows, or denies, every request of everyone. */
export function everything(effect: 'Allow' | 'Deny'): PolicyDocument {
  const tree = {
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Principal: '*', Action: '*', Resource: '*' }],
  };
  const parsed = parsePolicy({ form: 'tree', tree });
  if (!parsed.ok) throw new Error('a policy of our own that is none');
  return parsed.document;
}

/** Nothing but text that is known. */
function isKnown({ effect, action, resource, principal, conditions, moreConditions }: Statement): boolean {
  return (
    !isHole(effect) &&
    isKnownClause(action) &&
    (resource === undefined || isKnownClause(resource)) &&
    (principal === undefined || isKnownPrincipal(principal)) &&
    moreConditions === undefined &&
    conditions.every(isKnownCondition)
  );
}

function isKnownClause({ values, more }: Clause): boolean {
  return more === undefined && values.every(isString);
}

function isKnownPrincipal({ principals, more }: PrincipalClause): boolean {
  return more === undefined && principals.every(({ type, value }) => isString(type) && isString(value));
}

function isKnownCondition({ operator, values, more }: Condition): boolean {
  return more === undefined && isString(operator) && values.every(isString);
}

function isString(text: Text): text is string {
  return typeof text === 'string';
}

/** The statement as it is on the side that favours an effect: as wide as it may be there, as narrow as it must be else. */
function sided(statement: Statement, favoured: 'Allow' | 'Deny'): readonly Statement[] {
  if (isKnown(statement)) return [statement];
  const effect = isHole(statement.effect) ? favoured : statement.effect;
  const one = effect === favoured ? widest(statement) : narrowest(statement);
  return one === undefined ? [] : [{ ...one, effect }];
}

function widest(statement: Statement): Statement {
  const { action, resource, principal, conditions, moreConditions: _, ...rest } = statement;
  return {
    ...rest,
    action: widestClause(action),
    ...(resource === undefined ? {} : { resource: widestClause(resource) }),
    ...(principal === undefined ? {} : { principal: widestPrincipal(principal) }),
    conditions: conditions.filter(isKnownCondition),
  };
}

function widestClause(clause: Clause): Clause {
  const { more: _, ...rest } = clause;
  if (isKnownClause(clause)) return clause;
  const known = clause.values.filter(isString);
  if (!clause.negated) {
    const guessed = clause.values.map((value) => (isString(value) ? value : widestText(value)));
    return { ...rest, values: clause.more === undefined ? guessed : [...known, '*'] };
  }
  return known.length > 0 ? { ...rest, values: known } : { ...rest, negated: false, values: ['*'] };
}

/** What is unknown in a text may be any text. */
function widestText(text: Text): string {
  if (isTemplate(text)) return text.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  return typeof text === 'string' ? text : '*';
}

function widestPrincipal(clause: PrincipalClause): PrincipalClause {
  if (isKnownPrincipal(clause)) return clause;
  const { pointer } = clause;
  return {
    element: 'Principal',
    negated: false,
    pointer,
    principals: [{ type: 'AWS', value: '*', pointer }],
  };
}

/** Undefined where the statement may turn out to match nothing. */
function narrowest(statement: Statement): Statement | undefined {
  const { action, resource, principal, conditions, moreConditions } = statement;
  if (moreConditions !== undefined || !conditions.every(isKnownCondition)) return undefined;
  const clauses = [action, ...(resource === undefined ? [] : [resource])];
  if (clauses.some((one) => one.negated && !isKnownClause(one))) return undefined;
  if (principal?.negated === true && !isKnownPrincipal(principal)) return undefined;
  const narrowed = {
    ...statement,
    action: withKnown(action),
    ...(resource === undefined ? {} : { resource: withKnown(resource) }),
    ...(principal === undefined ? {} : { principal: principalsKnown(principal) }),
  };
  const isEmpty =
    narrowed.action.values.length === 0 ||
    narrowed.resource?.values.length === 0 ||
    narrowed.principal?.principals.length === 0;
  return isEmpty ? undefined : narrowed;
}

function withKnown({ more: _, ...clause }: Clause): Clause {
  return { ...clause, values: clause.values.filter(isString) };
}

function principalsKnown({ more: _, ...clause }: PrincipalClause): PrincipalClause {
  return {
    ...clause,
    principals: clause.principals.filter(({ type, value }) => isString(type) && isString(value)),
  };
}
