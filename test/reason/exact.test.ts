/**
 * Where the engine once said "nothing new" though a request is new, or the other way round: one policy each.
 */
import { describe, expect, it } from 'vitest';
import { askAccess } from '../../src/reason/compare.ts';
import { accessOf, compared, universe } from './ask.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const deny = { ...allow, Effect: 'Deny' };
const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});
const also = (...conditions: readonly { readonly Condition: object }[]) => ({
  Condition: Object.assign({}, ...conditions.map(({ Condition }) => Condition)) as object,
});

/** What the second allows and the first does not. */
const gained = (before: unknown, after: unknown) => compared(before, after).newAccess.verdict;

describe('numbers and dates', () => {
  it('finds a number between close bounds', () => {
    const between = also(
      when('NumericGreaterThan', 'own:Count', '0.1'),
      when('NumericLessThan', 'own:Count', '0.15'),
    );
    expect(gained([], { ...allow, ...between })).toBe('yes');
  });

  it('rounds no number', () => {
    const one = { ...allow, ...when('NumericEquals', 'own:Count', '9007199254740992') };
    expect(gained(one, { ...allow, ...when('NumericEquals', 'own:Count', '9007199254740993') })).toBe('yes');
  });

  it('finds an instant between two seconds', () => {
    const between = also(
      when('DateGreaterThan', 'aws:CurrentTime', '2024-01-01T00:00:00Z'),
      when('DateLessThan', 'aws:CurrentTime', '2024-01-01T00:00:01Z'),
    );
    expect(gained([], { ...allow, ...between })).toBe('yes');
  });

  it('knows that a second is all there is between two neighbours', () => {
    const older = { ...allow, ...when('DateLessThan', 'aws:CurrentTime', '2024-01-01T00:00:00Z') };
    const newer = { ...allow, ...when('DateGreaterThanEquals', 'aws:CurrentTime', '1704067200') };
    expect(compared(allow, [older, newer]).relation).toBe('equal');
  });

  it('reads an IPv4 address at the end of an IPv6 range', () => {
    const range = when('IpAddress', 'aws:SourceIp', '::ffff:10.0.0.0/104');
    expect(gained([], { ...allow, ...range })).toBe('yes');
  });
});

describe('a key of which several things are asked', () => {
  it('may hold what is no ARN', () => {
    const before = { ...allow, ...when('ArnLike', 'own:Key', 'arn:*:*:*:*:*') };
    expect(gained(before, { ...allow, ...when('StringLike', 'own:Key', 'a*') })).toBe('yes');
  });

  it('holds an ARN where AWS says so', () => {
    const before = { ...allow, ...when('ArnLike', 'aws:SourceArn', 'arn:*:*:*:*:*') };
    expect(gained(before, { ...allow, ...when('StringLike', 'aws:SourceArn', '*') })).not.toBe('yes');
  });

  it('leaves an ARN with parts missing open', () => {
    expect(gained([], { ...allow, ...when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*') })).toBe(
      'undetermined',
    );
  });

  it('leaves open whether an empty tag is there', () => {
    const before = { ...allow, ...when('StringLike', 'aws:RequestTag/team', '?*') };
    expect(gained(before, { ...allow, ...when('Null', 'aws:RequestTag/team', 'false') })).toBe(
      'undetermined',
    );
  });
});

describe('a policy variable', () => {
  const own = when('StringEquals', 'aws:ResourceTag/owner', '${aws:username}');
  const home = { ...allow, Resource: 'arn:aws:s3:::home/${aws:username}' };

  it.each<[string, unknown, unknown]>([
    [
      'the value of another condition',
      [
        { ...allow, ...own },
        { ...deny, ...when('StringEquals', 'aws:ResourceTag/owner', 'bob') },
      ],
      { ...allow, ...own },
    ],
    ['the end of a name', [home, { ...deny, Resource: 'arn:aws:s3:::home/*min' }], home],
    ['a name behind any bucket', [home, { ...deny, Resource: 'arn:aws:s3:::*/admin' }], home],
    ['a name by its own pattern', [home, { ...deny, ...when('StringLike', 'aws:username', 'adm*') }], home],
    [
      'the text of another variable',
      [
        { ...allow, ...own },
        { ...deny, ...when('StringEquals', 'aws:ResourceTag/owner', '${aws:PrincipalTag/x}') },
      ],
      { ...allow, ...own },
    ],
  ])('stands for %s', (_, before, after) => {
    expect(gained(before, after)).toBe('yes');
  });

  it('takes its default as AWS writes it', () => {
    const odd = { ...allow, Resource: "arn:aws:s3:::home/${aws:PrincipalTag/a,'x'}" };
    expect(gained([], odd)).toBe('no');
    expect(gained([], { ...odd, Resource: "arn:aws:s3:::home/${aws:PrincipalTag/a, 'x'}" })).toBe('yes');
  });
});

describe('who asks', () => {
  const everyone = { ...allow, Principal: '*' };
  const arn = (value: string) => when('ArnLike', 'aws:PrincipalArn', value);

  it.each<[string, unknown, unknown]>([
    ['a role of another partition', [], { ...allow, ...arn('arn:aws-us-gov:iam::111122223333:role/a') }],
    ['an account by its first digits', [], { ...allow, ...arn('arn:aws:iam::1111*:role/a') }],
    [
      'another account than the one of the example',
      { ...allow, ...when('StringEquals', 'aws:PrincipalAccount', '123456789012') },
      allow,
    ],
    ['a root user', [], { ...everyone, ...arn('arn:aws:iam::111122223333:root') }],
    ['a federated user', [], { ...everyone, ...when('StringEquals', 'aws:PrincipalType', 'FederatedUser') }],
    [
      'a service by its key',
      [],
      { ...everyone, ...when('StringEquals', 'aws:PrincipalServiceName', 'sns.amazonaws.com') },
    ],
    [
      'an account that only a resource tells',
      [
        { ...allow, ...when('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}') },
        { ...deny, ...when('StringEquals', 'aws:ResourceAccount', '111122223333') },
      ],
      { ...allow, ...when('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}') },
    ],
    [
      'an account that stands for strangers, where a policy names it',
      { ...everyone, Principal: { AWS: '999999999999' } },
      everyone,
    ],
  ])('is %s', (_, before, after) => {
    expect(gained(before, after)).toBe('yes');
  });

  it('has a name and an ARN that belong together', () => {
    const own = {
      ...allow,
      Resource: 'arn:aws:s3:::home/${aws:username}',
      ...arn('arn:aws:iam::*:user/dev-*'),
    };
    const { newAccess } = compared([], own);
    const request = newAccess.verdict === 'yes' ? newAccess.found[0].request : undefined;
    expect(request?.caller).toMatchObject({ is: 'user', arn: expect.stringMatching(/:user\/dev-/) });
  });

  it('is not the named role in disguise', () => {
    const role = 'arn:aws:iam::111122223333:role/a';
    const before = { ...everyone, Principal: { AWS: role } };
    const after = { ...everyone, Principal: { AWS: '111122223333' }, ...arn(role) };
    expect(gained(before, after)).toBe('no');
  });

  it('is open where NotPrincipal lists a principal without its account', () => {
    const spared = { ...deny, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/a' } };
    const role = { ...everyone, Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } };
    expect(gained([role, spared], role)).toBe('undetermined');
  });
});

describe('actions, their resources and their keys', () => {
  it('has no resource that a pattern but `*` matches, for an action that takes none', () => {
    expect(gained([], { ...allow, Action: 'ec2:DescribeInstances', Resource: '?' })).toBe('no');
    expect(gained([], { ...allow, Action: 'ec2:DescribeInstances', Resource: '**' })).toBe('yes');
  });

  it('knows actions of a service of which NotAction names one', () => {
    const rest = { ...allow, Action: undefined, NotAction: 'unheard:Of', Resource: 'arn:aws:unheard:::a' };
    expect(gained([], rest)).toBe('yes');
  });

  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:f';

  it('takes a function with its alias', () => {
    expect(gained([], { ...allow, Action: 'lambda:InvokeFunction', Resource: `${arn}:PROD` })).toBe('yes');
  });

  it('takes each of two forms that the reference lists together', () => {
    const integration = 'arn:aws:apigateway:eu-west-1::/apis/a/integrations/b';
    expect(gained([], { ...allow, Action: 'apigateway:GET', Resource: integration })).toBe('yes');
  });

  it('takes a recovery point of any account', () => {
    const snapshot = 'arn:aws:ec2:eu-west-1:111122223333:snapshot:snap-1';
    expect(gained([], { ...allow, Action: 'backup:DeleteRecoveryPoint', Resource: snapshot })).toBe('yes');
  });

  it('tells an action of NotAction from the rest though no catalogue has it', () => {
    const before = { ...allow, Action: undefined, NotAction: 's3:NotInAnyCatalogue' };
    expect(gained(before, { ...allow, Action: '*' })).toBe('yes');
  });

  it('knows that no user has a slash in the name', () => {
    expect(gained([], { ...allow, ...when('StringEquals', 'aws:username', 'team/bob') })).toBe('no');
    expect(gained([], { ...allow, ...when('StringLike', 'aws:username', 'team?bob') })).toBe('yes');
  });

  it('takes a resource of a service that no catalogue has', () => {
    expect(gained([], { ...allow, Action: '*', Resource: 'arn:aws:unheard:::a' })).toBe('yes');
    const but = { ...allow, Action: '*', Resource: undefined, NotResource: 'arn:aws:unheard:::a' };
    expect(gained(but, { ...allow, Action: '*' })).toBe('yes');
  });

  it('knows keys that come with the credentials', () => {
    const own = when('ArnLike', 'ec2:SourceInstanceARN', 'arn:aws:ec2:*:111122223333:instance/*');
    expect(gained([], { ...allow, Action: 'ec2:DescribeInstances', ...own })).toBe('yes');
  });
});

it('finds a request for each of two allowances of the same action', () => {
  const two = ['a', 'b'].map((bucket) => ({ ...allow, Resource: `arn:aws:s3:::${bucket}/*` }));
  const answer = askAccess(accessOf(two), accessOf([]), { universe, extent: 'each' });
  expect(answer.verdict === 'yes' ? answer.found.length : 0).toBe(2);
});
