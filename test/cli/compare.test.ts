/**
 * `grantlint compare` through the built command.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fileWith, grantlint, root } from './command.ts';

const file = (statements: unknown) =>
  fileWith(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'policy.json');
const read = { Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::logs/*'] };
const write = { ...read, Sid: 'Write', Action: ['s3:PutObject'] };
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, 'dist/schema/compare.schema.json'), 'utf8')) as object,
);

describe('the relation and the exit code', () => {
  it.each<[string, unknown, unknown, string, number]>([
    ['the same in other words', read, [{ ...read, Action: 's3:GetObject' }], 'equal', 0],
    ['more', read, [read, write], 'wider', 1],
    ['less', [read, write], read, 'narrower', 0],
    ['other things', read, write, 'incomparable', 1],
  ])('%s', (_, reference, candidate, relation, exit) => {
    const outcome = grantlint(['compare', file(reference), file(candidate), '--format', 'json']);
    expect(outcome).toMatchObject({ exit, err: '' });
    const result = JSON.parse(outcome.out);
    validate(result);
    expect(validate.errors ?? []).toEqual([]);
    expect(result.relation).toBe(relation);
    expect(grantlint(['compare', file(reference), file(candidate)]).out).toContain(relation.toUpperCase());
  });

  it('is 4 where the answer is not known, with the reason', () => {
    const odd = { ...read, Action: 's*:GetObject' };
    const outcome = grantlint(['compare', file(read), file(odd), '--format', 'json']);
    expect(outcome.exit).toBe(4);
    expect(JSON.parse(outcome.out)).toMatchObject({
      relation: 'undetermined',
      'new-access': {
        verdict: 'undetermined',
        witness: null,
        statement: null,
        reason: expect.stringMatching(/./),
      },
    });
  });
});

describe('JSON', () => {
  it('has the request, and the statement that allows it', () => {
    const { out } = grantlint(['compare', file([read]), file([read, write]), '--format', 'json']);
    expect(JSON.parse(out)).toEqual({
      relation: 'wider',
      'new-access': {
        verdict: 'yes',
        witness: {
          principal: expect.stringMatching(/^arn:aws:iam::\d{12}:role\//),
          action: 's3:PutObject',
          resource: expect.stringMatching(/^arn:aws:s3:::logs\/./),
          context: {},
        },
        statement: { pointer: '/Statement/1', sid: 'Write' },
        reason: null,
      },
      'lost-access': { verdict: 'no', witness: null, statement: null, reason: null },
    });
  });
});

describe('files', () => {
  it('come from standard input where one is `-`', () => {
    const input = readFileSync(file(read), 'utf8');
    expect(grantlint(['compare', '-', file(write)], { input }).exit).toBe(1);
    expect(grantlint(['compare', file(read), '-'], { input }).exit).toBe(0);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON, with the place', '{\n  "Statement": [}\n', /policy\.json:2:17: .*not JSON[\s\S]*\^/],
    ['an empty file', ' \n', /empty/],
    ['JSON that is no policy', '{"name": "left-pad"}', /no `Statement`/],
    ['what the AWS CLI prints around a policy', '{"PolicyVersion": {"Document": {}}}', /`PolicyVersion`/],
    ['a plan', '{"format_version": "1.2"}', /this is a plan/],
    ['a statement that AWS refuses', '{"Statement": [{"Effect": "Allow"}]}', /\/Statement\/0/],
    ['a kind that it is not', '{"Statement": [{"Effect": "Allow", "Action": "*"}]}', /needs a `Resource`/],
  ])('%s: exit 3', (_, text, says) => {
    const outcome = grantlint(['compare', file(read), fileWith(text, 'policy.json')]);
    expect(outcome).toMatchObject({ exit: 3, out: '' });
    expect(outcome.err).toMatch(says);
    expect(outcome.err).not.toMatch(/\n\s+at |node:internal/);
  });

  it.each<[string, string[], RegExp]>([
    ['one file', ['compare', 'a.json'], /not enough/i],
    ['three files', ['compare', 'a', 'b', 'c'], /`c`/],
    ['standard input twice', ['compare', '-', '-'], /not both/],
    ['an unknown kind', ['compare', 'a', 'b', '--kind', 'idenity'], /idenity/],
    ['an unknown format', ['compare', 'a', 'b', '--format', 'sarif'], /sarif/],
  ])('%s: exit 2', (_, words, says) => {
    const outcome = grantlint(words);
    expect(outcome).toMatchObject({ exit: 2, out: '' });
    expect(outcome.err).toMatch(says);
  });
});
