/**
 * A policy that says the same with other patterns is judged the same: a wildcard written out, and ARNs that another one
 * covers.
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/value.ts';
import { context } from './files.ts';
import { judged } from './judged.ts';

const resources = ['*', 'arn:aws:s3:::*', 'arn:aws:s3:::logs/*', 'arn:aws:iam::123456789012:role/*'];
const patterns = [
  's3:Get*',
  's3:Put*',
  'iam:Create*',
  'iam:Pass*',
  'kms:D*',
  'ec2:Describe*',
  'lambda:Update*',
  'sts:Assume*',
  'secretsmanager:Get*',
  'dynamodb:*Item',
];

/** Rules about what is granted, with their answers. */
function answers(action: Json, resource: Json): readonly string[] {
  const statement = { Effect: 'Allow', Action: action, Resource: resource };
  return judged({ Version: '2012-10-17', Statement: statement })
    .filter(({ rule }) => ['grant', 'boundary', 'escalation'].includes(rule.family))
    .map(({ rule, verdict }) => `${rule.id} ${verdict.answer}`)
    .sort();
}

describe.each(patterns)('%s', (pattern) => {
  const expanded = context.catalogue.expand(pattern);

  it.each(resources)('is what it expands to, on %s', (resource) => {
    expect(expanded.length).toBeGreaterThan(0);
    expect(answers(expanded, resource)).toEqual(answers(pattern, resource));
    expect(answers([pattern, ...expanded.slice(0, 3)], resource)).toEqual(answers(pattern, resource));
  });

  it.each<[string, readonly string[]]>([
    ['*', ['*', 'arn:aws:s3:::logs']],
    ['*', ['arn:*', '*']],
    ['arn:aws:s3:::*', ['arn:aws:s3:::*', 'arn:aws:s3:::a*']],
    ['arn:aws:s3:::logs/*', ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/2026/*']],
    [
      'arn:aws:iam::123456789012:role/*',
      ['arn:aws:iam::123456789012:role/app/*', 'arn:aws:iam::123456789012:role/*'],
    ],
  ])('on %s is the same on %j', (one, many) => expect(answers(pattern, many)).toEqual(answers(pattern, one)));
});

it('is a test about something: on everything each pattern but one is too much', () => {
  const quiet = patterns.filter((pattern) => answers(pattern, '*').length === 0);
  expect(quiet).toEqual(['ec2:Describe*']);
});
