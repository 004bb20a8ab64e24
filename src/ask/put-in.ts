/**
 * Puts names and ARNs that follow from the plan into a document: what refers to a resource whose ARN is known, or stands for
 * it in a question, is that ARN wherever the reference stands.
 */
import { isHole, isTemplate, type Text, template } from '../base/value.ts';
import type { Clause, PolicyDocument, PrincipalClause, Statement } from '../iam/types.ts';

/** Texts by reference, as holes name it: `aws_s3_bucket.logs.arn`. */
export type Texts = ReadonlyMap<string, string>;

/** The document with every hole filled whose reference is among the texts. */
export function putIn(document: PolicyDocument, texts: Texts): PolicyDocument {
  if (texts.size === 0) return document;
  return { ...document, statements: document.statements.map((one) => statementWith(one, texts)) };
}

function statementWith(statement: Statement, texts: Texts): Statement {
  const { action, resource, principal, conditions } = statement;
  return {
    ...statement,
    action: clauseWith(action, texts),
    ...(resource === undefined ? {} : { resource: clauseWith(resource, texts) }),
    ...(principal === undefined ? {} : { principal: principalWith(principal, texts) }),
    conditions: conditions.map((one) => ({
      ...one,
      values: one.values.map((value) => textWith(value, texts)),
    })),
  };
}

function clauseWith(clause: Clause, texts: Texts): Clause {
  return { ...clause, values: clause.values.map((value) => textWith(value, texts)) };
}

function principalWith(clause: PrincipalClause, texts: Texts): PrincipalClause {
  const principals = clause.principals.map((one) => ({ ...one, value: textWith(one.value, texts) }));
  return { ...clause, principals };
}

function textWith(text: Text, texts: Texts): Text {
  if (isHole(text)) return texts.get(text.reference ?? '') ?? text;
  if (!isTemplate(text)) return text;
  return template(
    text.parts.map((part) => (typeof part === 'string' ? part : (texts.get(part.reference ?? '') ?? part))),
  );
}
