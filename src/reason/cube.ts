/**
 * A statement as the requests that it matches: a product of sets, one a dimension. Actions are decided first, then the
 * principal; what is left is the resource and the condition keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
import { isText } from '../base/value.ts';
import { readOperator } from '../iam/operators.ts';
import type { Clause, Condition, PolicyDocument, Statement } from '../iam/types.ts';
import { type ActionSet, actionSetOf, type Universe } from './action-set.ts';
import type { Form } from './glob-machine.ts';
import { type TextPattern, textPattern, variablesOf } from './text-pattern.ts';

/** One statement, ready for questions. */
export interface Cube {
  readonly statement: Statement;
  /** The document it stands in. */
  readonly document: PolicyDocument;
  readonly actions: ActionSet;
  /** Absent where the statement is about every resource. */
  readonly resource?: ResourceLiteral;
  readonly conditions: readonly KeyCondition[];
  /** The same for cubes whose principals are the same text. */
  readonly callers: string;
  /** The same for cubes whose principals and conditions are the same text. */
  readonly setting: string;
  /** The same for cubes whose principals, resources and conditions are the same text. */
  readonly reach: string;
  /** The texts of `Resource`, those apart in which `${…}` is no variable; empty for `NotResource` and where there is none. */
  readonly named: ReadonlySet<string>;
}

/** `Resource` or `NotResource`. */
export interface ResourceLiteral {
  readonly negated: boolean;
  readonly patterns: readonly TextPattern[];
}

/** One key of one operator. */
export interface KeyCondition {
  readonly condition: Condition;
  /** The key in lower case. */
  readonly key: string;
  /** Policy variables are alive in the document. */
  readonly variables: boolean;
  /** Its values as patterns, where the operator compares text. */
  readonly texts?: { readonly form: Form; readonly patterns: readonly TextPattern[] };
  readonly negated: boolean;
}

/** Cubes of all statements of a document. The document has no holes. */
export function cubesOf(document: PolicyDocument, universe: Universe): readonly Cube[] {
  const variables = document.version === '2012-10-17';
  return document.statements.filter(matchesSomething).map((statement) => {
    const resource = resourceOf(statement.resource, variables);
    const callers = callersOf(statement);
    const setting = callers + settingOf(statement, variables);
    const named = statement.resource?.negated === false ? statement.resource.values.map(String) : [];
    const own = named.map((text) =>
      variables || !text.includes('${') ? text : `without variables: ${text}`,
    );
    return {
      statement,
      document,
      actions: actionSetOf(universe, statement.action),
      conditions: statement.conditions.map((condition) => keyCondition(condition, variables)),
      callers,
      setting,
      reach:
        setting +
        JSON.stringify(
          statement.resource && [statement.resource.negated, [...statement.resource.values].sort()],
        ),
      named: new Set(own),
      ...(resource === undefined ? {} : { resource }),
    };
  });
}

/** An empty list matches nothing, also under `NotAction` and `NotResource`, as Access Analyzer's checks say. */
function matchesSomething({ action, resource }: Statement): boolean {
  return action.values.length > 0 && resource?.values.length !== 0;
}

function callersOf({ principal }: Statement): string {
  return JSON.stringify(
    principal && [principal.negated, principal.principals.map(({ type, value }) => [type, value])],
  );
}

function settingOf({ conditions }: Statement, variables: boolean): string {
  return JSON.stringify([variables, conditions.map(({ operator, key, values }) => [operator, key, values])]);
}

function resourceOf(clause: Clause | undefined, variables: boolean): ResourceLiteral | undefined {
  if (clause === undefined) return undefined;
  const { negated, values } = clause;
  if (!negated && values.some((value) => typeof value === 'string' && /^\*+$/.test(value))) return undefined;
  const patterns = values.map((value) => textPattern(value, { wildcards: true, variables, after: 5 }));
  return { negated, patterns };
}

/** Which texts an operator compares, and how. */
const forms: Readonly<Record<string, { readonly form: Form; readonly wildcards: boolean }>> = {
  StringEquals: { form: 'text', wildcards: false },
  StringNotEquals: { form: 'text', wildcards: false },
  StringEqualsIgnoreCase: { form: 'folded', wildcards: false },
  StringNotEqualsIgnoreCase: { form: 'folded', wildcards: false },
  StringLike: { form: 'text', wildcards: true },
  StringNotLike: { form: 'text', wildcards: true },
  ArnEquals: { form: 'segment', wildcards: true },
  ArnLike: { form: 'segment', wildcards: true },
  ArnNotEquals: { form: 'segment', wildcards: true },
  ArnNotLike: { form: 'segment', wildcards: true },
};

function keyCondition(condition: Condition, variables: boolean): KeyCondition {
  const { base } = readOperator(isText(condition.operator) ? String(condition.operator) : '');
  const form = base === undefined ? undefined : forms[base.name];
  return {
    condition,
    key: condition.key.toLowerCase(),
    variables,
    negated: base?.negated ?? false,
    ...(form === undefined
      ? {}
      : {
          texts: {
            form: form.form,
            patterns: condition.values.map((value) =>
              textPattern(value, { wildcards: form.wildcards, variables, after: 0 }),
            ),
          },
        }),
  };
}

/** All patterns of a cube in which variables may stand. */
export function patternsIn({ resource, conditions }: Cube): readonly TextPattern[] {
  return [...(resource?.patterns ?? []), ...conditions.flatMap((one) => one.texts?.patterns ?? [])];
}

/** Keys that the variables of a cube stand for. */
export function variablesIn(cube: Cube): readonly string[] {
  return patternsIn(cube).flatMap(variablesOf);
}
