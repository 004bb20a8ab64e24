/**
 * Guards that are written so that they guard nobody, or nobody gets past them: a wildcard under an operator that takes it for a
 * letter, and a denial that leaves out every address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { readOperator } from '../../iam/operators.ts';
import type { Condition } from '../../iam/types.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { conditionsAllow, hiddenConditions } from '../exact/demands.ts';
import { type Predicate, predicate, type RuleContext } from '../predicate.ts';
import { oneOf } from '../shape/scalar.ts';
import { widestOf } from './fixed-value.ts';

const wildcardLiteral = predicate({
  name: 'wildcard-literal',
  subjects: ['statement'],
  facts: ['key', 'operator', 'value'],
  summary:
    'a condition compares with `*` or `?` by an operator that takes them for letters, on a key whose values hold neither: it then never holds (`never-equal`), or always (`never-unequal`)',
  argument: oneOf(['never-equal', 'never-unequal']),
  inFrame: 'whole',
  bind:
    (how) =>
    ({ statement }) =>
      any([
        ...statement.conditions.map((one) => literalIn(one, how === 'never-unequal')),
        hiddenConditions(statement),
      ]),
});

const addressesExempted = predicate({
  name: 'exempts-every-address',
  subjects: ['statement'],
  facts: ['key'],
  summary:
    'the conditions on the address of the caller leave out every address of the Internet Protocol version 4, so that no such request is matched',
  argument: oneOf(['ipv4']),
  inFrame: 'whole',
  bind: (_, context) => (subject) => exemptsEveryAddress(subject, context),
});

/** The predicates of this family. */
export const guardPredicates: readonly Predicate[] = [wildcardLiteral, addressesExempted];

/** Keys whose values are names and numbers of AWS, or tags, which have no `*` and no `?`; lower-case. */
const plainKeys: readonly RegExp[] = [
  /^aws:(principal|source|resource)(arn|account|orgid|orgpaths|owner)$/,
  /^aws:(principal|resource|request)tag\//,
  /^aws:(principaltype|principalservicename|principalservicenameslist|requestedregion|tagkeys)$/,
  /^aws:(sourcevpc|sourcevpce|sourcevpcarn|calledvia|calledviafirst|calledvialast|userid|username)$/,
  /^iam:(passedtoservice|permissionsboundary|policyarn|awsservicename|associatedresourcearn)$/,
  /^kms:(viaservice|calleraccount|granteeprincipal)$/,
  /^lambda:functionarn$/,
  /^s3:(existingobjecttag|requestobjecttag)\//,
  /:(sub|aud|repository|repository_owner|job_workflow_ref)$/,
];

function literalIn({ operator, key, values, more, pointer }: Condition, negated: boolean): Verdict {
  if (!plainKeys.some((one) => one.test(key.toLowerCase()))) return no;
  if (typeof operator !== 'string')
    return unknown({ pointer, reason: 'the operator of a condition is known only after apply' });
  const { base } = readOperator(operator);
  if (base === undefined || base.family !== 'string' || base.wildcards || base.negated !== negated) return no;
  const literal = values.filter((value) => typeof value === 'string' && hasWildcard(value));
  if (literal.length > 0)
    return yes({ pointer, facts: { key: [key], operator: [base.name], value: literal.map(String) } });
  const hidden = more ?? values.map((value) => widestOf(value).hidden).find((one) => one !== undefined);
  if (hidden === undefined) return no;
  const { reference } = hidden;
  const reason = `a value of \`${key}\` is known only after apply`;
  return unknown({ pointer, reason, ...(reference === undefined ? {} : { reference }) });
}

/** `${*}` and `${?}` are how a policy writes the letters themselves. */
function hasWildcard(value: string): boolean {
  return /[*?]/.test(value.replace(/\$\{[*?$]\}/g, ''));
}

const addressKeys: readonly string[] = ['aws:sourceip', 'aws:vpcsourceip'];

function exemptsEveryAddress(subject: StatementSubject, { catalogue }: RuleContext): Verdict {
  const about = subject.statement.conditions.filter(isExemption);
  return any([...about.map((one) => exempts(subject, one, catalogue)), hiddenConditions(subject.statement)]);
}

function isExemption({ key, operator }: Condition): boolean {
  if (!addressKeys.includes(key.toLowerCase())) return false;
  if (typeof operator !== 'string') return true;
  const { base } = readOperator(operator);
  return base?.family === 'ip' && base.negated;
}

/** Does this one condition let no request from an IPv4 address through? */
function exempts(
  { policy, statement }: StatementSubject,
  condition: Condition,
  catalogue: RuleContext['catalogue'],
): Verdict {
  const { moreConditions: _, ...rest } = statement;
  const alone = { policy, statement: { ...rest, conditions: [condition] } };
  const asked = { condition: { IpAddress: { [condition.key]: ['0.0.0.0/0'] } } };
  const told = conditionsAllow(alone, asked, catalogue);
  if (told.answer !== 'no') return told.answer === 'yes' ? no : told;
  return yes({ pointer: condition.pointer, facts: { key: [condition.key] } });
}
