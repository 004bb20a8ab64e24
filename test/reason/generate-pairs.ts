/**
 * Pairs of policies that are nearly the same, over few names, so that allowances, denials, wildcards and conditions meet.
 */
import type { Random } from '../iam/random.ts';

/** A statement as it is written. */
export type Written = Readonly<Record<string, unknown>>;

/** What a pair is about. */
export interface Pair {
  readonly version: string;
  readonly before: readonly Written[];
  readonly after: readonly Written[];
  /** The statements name principals: a resource's policy. */
  readonly named: boolean;
}

/** Actions with some of the resources that they take, and the service's keys that their requests carry. */
export const targets: readonly {
  readonly action: string;
  readonly resources: readonly string[];
  readonly carries?: readonly string[];
}[] = [
  { action: 's3:GetObject', resources: ['arn:aws:s3:::a/x', 'arn:aws:s3:::ab/x/y', 'arn:aws:s3:::b/x:y'] },
  { action: 's3:PutObject', resources: ['arn:aws:s3:::a/x', 'arn:aws:s3:::ab/bob'] },
  {
    action: 's3:ListBucket',
    resources: ['arn:aws:s3:::a', 'arn:aws:s3:::ab'],
    carries: ['s3:prefix', 's3:max-keys'],
  },
  {
    action: 'iam:PassRole',
    resources: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::444455556666:role/x/b'],
  },
  { action: 'lambda:InvokeFunction', resources: ['arn:aws:lambda:eu-west-1:111122223333:function:a:PROD'] },
  { action: 'sqs:SendMessage', resources: ['arn:aws:sqs:eu-west-1:111122223333:a'] },
  { action: 'ec2:DescribeInstances', resources: ['*'] },
  { action: 'unheard:Of', resources: ['arn:aws:unheard:::a', '*'] },
];

/** Words of which resources and values are made. */
const words = ['a', 'b', 'ab', 'x', 'bob', 'alice'] as const;

/** A pair; the second is mostly made from the first. */
export function makePair(random: Random): Pair {
  const named = random.chance(0.35);
  const before = Array.from({ length: 1 + random.below(3) }, () => makeStatement(random, named));
  const after = random.chance(0.15)
    ? Array.from({ length: 1 + random.below(3) }, () => makeStatement(random, named))
    : changed(random, before, named);
  const version = random.chance(0.85) ? '2012-10-17' : '2008-10-17';
  const pair = { version, before, after, named };
  return random.chance(0.3) ? { ...pair, before: after, after: before } : pair;
}

function changed(random: Random, statements: readonly Written[], named: boolean): readonly Written[] {
  const at = random.below(statements.length);
  return random.weighted<readonly Written[]>([
    [2, () => statements.filter((_, place) => place !== at || statements.length === 1)],
    [2, () => [...statements, makeStatement(random, named)]],
    [6, () => statements.map((one, place) => (place === at ? withOtherElement(random, one, named) : one))],
    [2, () => changed(random, changed(random, statements, named), named)],
  ]);
}

function withOtherElement(random: Random, statement: Written, named: boolean): Written {
  const other = { ...makeStatement(random, named), Effect: statement.Effect };
  const { Condition, ...plain } = statement;
  return random.weighted<Written>([
    [2, () => plain],
    [3, () => ({ ...plain, Condition: makeCondition(random) })],
    [2, () => ({ ...plain, Condition: { ...(Condition as object), ...makeCondition(random) } })],
    [2, () => withPart(statement, other, ['Action', 'NotAction'])],
    [3, () => withPart(statement, other, ['Resource', 'NotResource'])],
    [2, () => withPart(statement, other, ['Principal', 'NotPrincipal'])],
  ]);
}

function withPart(statement: Written, other: Written, names: readonly string[]): Written {
  const kept = Object.entries(statement).filter(([name]) => !names.includes(name));
  const taken = Object.entries(other).filter(([name]) => names.includes(name));
  return Object.fromEntries([...kept, ...taken]);
}

function makeStatement(random: Random, named: boolean): Written {
  // Mostly an action with resources that it takes, so that the statement is about something.
  const target = random.chance(0.7) ? random.pick(targets) : undefined;
  const action = () => makeAction(random, target ?? random.pick(targets));
  const resource = () => makeResource(random, target ?? random.pick(targets));
  return {
    Effect: random.chance(0.65) ? 'Allow' : 'Deny',
    ...(named ? makePrincipal(random) : {}),
    [random.chance(0.12) ? 'NotAction' : 'Action']: listOf(random, action),
    [random.chance(0.12) ? 'NotResource' : 'Resource']: listOf(random, resource),
    ...(random.chance(0.6) ? { Condition: makeCondition(random) } : {}),
  };
}

function listOf<T>(random: Random, make: () => T): T | readonly T[] {
  return random.chance(0.55) ? make() : Array.from({ length: 1 + random.below(3) }, make);
}

type Target = (typeof targets)[number];

function makeAction(random: Random, { action }: Target): string {
  return random.weighted([
    [4, () => action],
    [3, () => '*'],
    [2, () => `${action.split(':')[0]}:*`],
    [1, () => action.slice(0, -2) + random.pick(['*', '??', '?*'])],
    [1, () => action.toUpperCase()],
    [1, () => 's3:NotInAnyCatalogue'],
  ]);
}

function makeResource(random: Random, { action, resources }: Target): string {
  const resource = random.pick(resources);
  const name = () =>
    random.pick([...words, '*', 'a*', '*b', '?', 'a?', '${aws:username}', '${aws:PrincipalTag/team}']);
  const object = action === 's3:ListBucket' ? 0 : 4;
  return random.weighted([
    [4, () => '*'],
    [3, () => resource],
    [3, () => `${resource.slice(0, -1)}*`],
    [object, () => `arn:aws:s3:::${name()}/${name()}`],
    [object / 2, () => `arn:aws:s3:::a/${name()}${random.pick(['', '/*', '*', '/x'])}`],
    [3 - object / 2, () => `arn:aws:s3:::${name()}`],
    [3, () => resource.replace(/[^:/]+$/, name)],
    [1, () => resource.replace(/[0-9]{12}/, random.pick(['*', '${aws:PrincipalAccount}']))],
    [1, () => random.pick(['arn:aws:s3:*', 'arn:aws:s3:::*', 'arn:*:s3:::a/*', 'arn:aws:*:*:*:a'])],
  ]);
}

const principals: readonly (readonly [string, string])[] = [
  ['AWS', '*'],
  ['AWS', '111122223333'],
  ['AWS', 'arn:aws:iam::444455556666:root'],
  ['AWS', 'arn:aws:iam::111122223333:role/a'],
  ['AWS', 'arn:aws:iam::111122223333:role/x/b'],
  ['AWS', 'arn:aws:iam::111122223333:user/bob'],
  ['AWS', 'arn:aws:sts::111122223333:assumed-role/a/alice'],
  ['Service', 'sns.amazonaws.com'],
  ['Federated', 'arn:aws:iam::111122223333:saml-provider/okta'],
  ['Federated', 'cognito-identity.amazonaws.com'],
];

function makePrincipal(random: Random): Written {
  const element = random.chance(0.12) ? 'NotPrincipal' : 'Principal';
  if (random.chance(0.3)) return { [element]: '*' };
  const entries = Array.from({ length: 1 + random.below(2) }, () => random.pick(principals));
  const types = [...new Set(entries.map(([type]) => type))];
  return {
    [element]: Object.fromEntries(
      types.map((type) => [type, entries.filter(([of]) => of === type).map(([, value]) => value)]),
    ),
  };
}

const pattern = (random: Random) =>
  random.pick([...words, '*', 'a*', '*b', '?', 'b?b', '?*', '${aws:username}', '${aws:PrincipalTag/team}']);
const textOperators = [
  'StringEquals',
  'StringLike',
  'StringNotEquals',
  'StringNotLike',
  'StringEqualsIgnoreCase',
];
const arns = [
  'arn:aws:iam::111122223333:role/a',
  'arn:aws:iam::111122223333:role/*',
  'arn:aws:iam::111122223333:user/*',
  'arn:aws:iam::111122223333:user/bob',
  'arn:aws:iam::*:role/x/*',
  'arn:aws:iam::444455556666:root',
  'arn:aws-cn:iam::111122223333:role/a',
  'arn:aws:iam::1111*:role/*',
];

/** Operators and values by key. */
const makers: readonly (readonly [
  key: string,
  operators: readonly string[],
  value: (random: Random) => string,
])[] = [
  ['aws:PrincipalTag/team', textOperators, pattern],
  ['aws:username', textOperators, pattern],
  ['aws:RequestTag/owner', textOperators, pattern],
  ['s3:prefix', textOperators, pattern],
  [
    'own:Key',
    [...textOperators, 'ArnLike', 'NumericLessThan', 'Bool'],
    (random) => random.pick([...words, '5', 'true', 'arn:aws:sns:::a*', '*']),
  ],
  [
    'aws:PrincipalArn',
    ['ArnLike', 'ArnNotLike', 'StringLike', 'StringEquals', 'StringNotEquals'],
    (random) => random.pick(arns),
  ],
  [
    'aws:SourceArn',
    ['ArnLike', 'ArnNotEquals', 'StringLike', 'StringEquals'],
    (random) =>
      random.pick([
        'arn:aws:sns:*:111122223333:*',
        'arn:aws:sns:eu-west-1:111122223333:a',
        '*',
        'arn:aws:sns:*',
        'arn:*',
      ]),
  ],
  [
    'aws:PrincipalAccount',
    ['StringEquals', 'StringNotEquals', 'StringLike'],
    (random) =>
      random.pick(['111122223333', '123456789012', '999999999999', '1111*', '*', '${aws:ResourceAccount}']),
  ],
  [
    'aws:ResourceAccount',
    ['StringEquals', 'StringNotEquals'],
    (random) => random.pick(['111122223333', '${aws:PrincipalAccount}']),
  ],
  [
    'aws:PrincipalType',
    ['StringEquals', 'StringNotEquals', 'StringLike'],
    (random) => random.pick(['User', 'Account', 'AssumedRole', 'FederatedUser', 'A*']),
  ],
  ['aws:PrincipalIsAWSService', ['Bool', 'BoolIfExists'], (random) => random.pick(['true', 'false'])],
  [
    'aws:PrincipalServiceName',
    ['StringEquals', 'StringLike', 'StringNotEquals'],
    (random) => random.pick(['sns.amazonaws.com', 's*']),
  ],
  ['aws:SecureTransport', ['Bool', 'BoolIfExists'], (random) => random.pick(['true', 'false'])],
  ['aws:MultiFactorAuthPresent', ['Bool', 'BoolIfExists'], (random) => random.pick(['true', 'false'])],
  [
    's3:max-keys',
    [
      'NumericLessThan',
      'NumericGreaterThan',
      'NumericLessThanEquals',
      'NumericGreaterThanEquals',
      'NumericEquals',
      'NumericNotEquals',
    ],
    (random) => random.pick(['9', '10', '100', '0.1', '0.15', '-1', '9.25']),
  ],
  [
    'aws:MultiFactorAuthAge',
    ['NumericLessThan', 'NumericGreaterThan'],
    (random) => random.pick(['60', '3600', '61']),
  ],
  [
    'aws:CurrentTime',
    ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals', 'DateLessThanEquals'],
    (random) =>
      random.pick([
        '2024-01-01T00:00:00Z',
        '2024-01-01T00:00:01Z',
        '1704067200',
        '2025-01-01',
        '2024-01-01T02:00:00+02:00',
      ]),
  ],
  [
    'aws:SourceIp',
    ['IpAddress', 'NotIpAddress'],
    (random) =>
      random.pick([
        '10.0.0.0/8',
        '10.0.0.0/9',
        '10.128.0.0/9',
        '10.0.0.7',
        '0.0.0.0/0',
        '::/0',
        '2001:db8::/32',
        '0.0.0.0/1',
        '128.0.0.0/1',
        '::ffff:10.0.0.0/104',
      ]),
  ],
  [
    'aws:SourceVpce',
    ['StringEquals', 'StringNotEquals', 'StringLike'],
    (random) => random.pick(['vpce-1', 'vpce-2', 'vpce-*']),
  ],
  [
    'aws:TagKeys',
    ['StringEquals', 'StringLike', 'StringNotEquals'],
    (random) => random.pick(['a', 'b', 'a*', '*']),
  ],
  [
    'aws:PrincipalOrgPaths',
    ['StringLike', 'StringEquals'],
    (random) => random.pick(['o-1/*', 'o-1/r/ou/', '*']),
  ],
];

const multivalued = ['aws:TagKeys', 'aws:PrincipalOrgPaths'];

function makeCondition(random: Random): Written {
  const condition: Record<string, Record<string, unknown>> = {};
  for (let count = 1 + random.below(2); count > 0; count--) {
    const [key, operators, value] = random.pick(makers);
    const null_ = random.chance(0.1);
    const set = multivalued.includes(key) ? random.chance(0.85) : random.chance(0.03);
    const operator = null_ ? 'Null' : withModifiers(random, random.pick(operators), set);
    const values = null_ ? random.pick(['true', 'false']) : listOf(random, () => value(random));
    condition[operator] = { ...condition[operator], [key]: values };
  }
  return condition;
}

function withModifiers(random: Random, operator: string, set: boolean): string {
  const prefix = set ? random.pick(['ForAllValues:', 'ForAnyValue:']) : '';
  return prefix + operator + (random.chance(0.12) && !operator.endsWith('IfExists') ? 'IfExists' : '');
}
