/**
 * Concrete requests that try to refute "nothing new": made from the words of both policies, without the engine.
 */

import { globalConditionKey, needsCredentials } from '../../src/aws/global-condition-keys.ts';
import { evaluateDocument } from '../../src/iam/evaluate.ts';
import type { Caller, KeyValue, Request } from '../../src/iam/request.ts';
import type { PolicyDocument, Statement } from '../../src/iam/types.ts';
import type { Random } from '../iam/random.ts';
import { targets } from './generate-pairs.ts';

/** A request that the second policy allows and the first does not; undefined where none of `tries` is one. */
export function refutation(
  random: Random,
  before: PolicyDocument,
  after: PolicyDocument,
  tries: number,
): Request | undefined {
  const statements = [...before.statements, ...after.statements];
  const allowances = after.statements.filter(({ effect }) => effect === 'Allow');
  const pool = poolOf(statements);
  if (allowances.length === 0) return undefined;
  for (let at = 0; at < tries; at++) {
    const request = makeRequest(random, random.pick(allowances), pool);
    if (!canBeMade(request) || evaluateDocument(after, request).voice !== 'allows') continue;
    if (
      evaluateDocument(before, request).voice === 'silent' ||
      evaluateDocument(before, request).voice === 'denies'
    )
      return request;
  }
  return undefined;
}

const keysOfOthers = [
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalorgid',
  'aws:principalorgpaths',
];

/**
 * Counts are whole numbers, a token of a provider is good for credentials alone, of these services S3 and SQS take requests
 * that nobody signed, and a service of AWS is none of the principals that its values here would make it.
 */
function canBeMade({ caller, action, context }: Request): boolean {
  const counts = [context.get('s3:max-keys') ?? []].flat(2);
  if (caller.is === 'service' && keysOfOthers.some((key) => context.has(key))) return false;
  if (caller.is === 'anonymous' && !/^(s3|sqs):/i.test(action)) return false;
  if ('provider' in caller && !action.toLowerCase().startsWith('sts:')) return false;
  return counts.every((one) => /^[0-9]+$/.test(one));
}

interface Pool {
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly named: boolean;
  /** Some statement names an action that no catalogue has. */
  readonly isUnlisted: boolean;
  readonly arns: readonly string[];
  readonly resources: readonly string[];
  readonly services: readonly string[];
  readonly words: readonly string[];
}

const texts = (values: readonly unknown[]) => values.filter((value) => typeof value === 'string');

function poolOf(statements: readonly Statement[]): Pool {
  const keys = new Map<string, string[]>();
  for (const { conditions } of statements)
    for (const { key, values } of conditions)
      keys.set(key.toLowerCase(), [...(keys.get(key.toLowerCase()) ?? []), ...texts(values)]);
  const principals = statements.flatMap(({ principal }) => principal?.principals ?? []);
  const all = [...texts(principals.map(({ value }) => value)), ...(keys.get('aws:principalarn') ?? [])];
  const resources = statements.flatMap(({ resource }) => texts(resource?.values ?? []));
  const written = JSON.stringify(statements);
  for (const [, key = ''] of written.matchAll(/\$\{([a-zA-Z:/]+)\}/g))
    if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), []);
  return {
    keys,
    named: principals.length > 0,
    isUnlisted: written.includes('NotInAnyCatalogue'),
    arns: [...new Set(all.filter((one) => one.startsWith('arn:')))],
    resources: [...resources, ...targets.flatMap((one) => one.resources)],
    services: [
      ...texts(principals.flatMap(({ type, value }) => (type === 'Service' ? [value] : []))),
      ...(keys.get('aws:principalservicename') ?? []),
      'zzz.amazonaws.com',
    ],
    words: ['a', 'b', 'ab', 'x', 'bob', 'alice', 'zed', 'azb', 'bxb', 'z'],
  };
}

function instance(random: Random, pattern: string, words: readonly string[]): string {
  return pattern
    .replace(/\$\{[^}]*\}/g, () => random.pick(words))
    .replace(/\*/g, () =>
      random.pick(['', 'z', random.pick(words), `${random.pick(words)}/${random.pick(words)}`]),
    )
    .replace(/\?/g, () => random.pick(['z', 'a', 'b', 'o']));
}

function makeRequest(random: Random, allowance: Statement, pool: Pool): Request {
  const caller = makeCaller(random, pool);
  const context = new Map<string, KeyValue>();
  const source = random.chance(0.5) ? 'aws:sourceip' : 'aws:sourcevpce';
  const target = random.pick(targets);
  for (const [key, values] of pool.keys) {
    if (key.startsWith('s3:') && !(target.carries ?? []).includes(key)) continue;
    if ((key === 'aws:sourceip' || key === 'aws:sourcevpce') && key !== source) continue;
    const value = keyValue(random, caller, key, values, pool, allowance);
    if (value !== undefined) context.set(key, value);
  }
  if (
    source === 'aws:sourceip' &&
    !context.has(source) &&
    caller.is !== 'service' &&
    pool.keys.has('aws:sourcevpce')
  )
    context.set(source, '198.51.100.1');
  const words = [...pool.words, ...texts([...context.values()])];
  return {
    caller,
    action: random.chance(0.05) && pool.isUnlisted ? 's3:NotInAnyCatalogue' : target.action,
    resource: makeResource(random, target, pool, words),
    context,
  };
}

function makeResource(
  random: Random,
  { action, resources }: (typeof targets)[number],
  pool: Pool,
  words: readonly string[],
): string {
  if (action === 'ec2:DescribeInstances') return '*';
  for (let at = 0; at < 6; at++) {
    const made = instance(random, random.pick(pool.resources), words);
    if (fitsAction(action, made)) return made;
  }
  return random.pick(resources);
}

/** The resources that AWS's reference lists for the action. */
function fitsAction(action: string, resource: string): boolean {
  switch (action) {
    case 's3:GetObject':
    case 's3:PutObject':
      return /^arn:aws:s3:::[^/:]+\/.+$/.test(resource);
    case 's3:ListBucket':
      return /^arn:aws:s3:::[^/:]+$/.test(resource);
    case 'iam:PassRole':
      return /^arn:aws:iam::[0-9]{12}:role\/.+$/.test(resource);
    case 'lambda:InvokeFunction':
      return /^arn:aws:lambda:[^:]+:[0-9]{12}:function:.+$/.test(resource);
    case 'sqs:SendMessage':
      return /^arn:aws:sqs:[^:]+:[0-9]{12}:.+$/.test(resource);
    default:
      return action === 'unheard:Of'
        ? /^(\*|arn:aws:unheard:.+)$/.test(resource)
        : /^(\*|arn:aws:[^:]+:[^:]*:[^:]*:.+)$/.test(resource);
  }
}

function makeCaller(random: Random, pool: Pool): Caller {
  const arn = instance(
    random,
    random.pick([
      ...pool.arns,
      'arn:aws:iam::111122223333:role/a',
      'arn:aws:iam::123456789012:user/bob',
      'arn:aws:iam::555566667777:role/other',
      'arn:aws:iam::444455556666:user/x/alice',
    ]),
    pool.words,
  );
  const [, partition = '', , , account = '', name = ''] = arn.split(':');
  const number = /^[0-9]{12}$/.test(account) ? account : random.pick(['111122223333', '111199999999']);
  const real = `arn:${partition === '' ? 'aws' : partition}:iam::${number}:${name}`;
  const role = random.chance(0.5)
    ? ({
        is: 'role',
        arn: `arn:aws:iam::${number}:role/${random.pick(pool.words)}`,
        session: 'alice',
      } as const)
    : ({ is: 'user', arn: `arn:aws:iam::${number}:user/${random.pick(pool.words)}` } as const);
  const own: Caller = /^role\/.*[^/]$/.test(name)
    ? { is: 'role', arn: real, session: random.pick(['alice', 's']) }
    : /^user\/.*[^/]$/.test(name)
      ? { is: 'user', arn: real }
      : role;
  if (!pool.named) return own;
  return random.weighted<Caller>([
    [8, () => own],
    [1, () => ({ is: 'root', arn: `arn:aws:iam::${number}:root` })],
    [1, () => ({ is: 'anonymous' })],
    [1, () => ({ is: 'service', name: instance(random, random.pick(pool.services), pool.words) })],
    [0.5, () => ({ is: 'saml', provider: 'arn:aws:iam::111122223333:saml-provider/okta' })],
    [0.5, () => ({ is: 'web-identity', provider: 'cognito-identity.amazonaws.com' })],
    [0.5, () => ({ is: 'web-identity', provider: 'example.org' })],
    [0.5, () => ({ is: 'federated-user', arn: `arn:aws:sts::${number}:federated-user/bob` })],
  ]);
}

const booleans = ['aws:principalisawsservice', 'aws:securetransport', 'aws:multifactorauthpresent'];
const lists = ['aws:tagkeys', 'aws:principalorgpaths'];

function keyValue(
  random: Random,
  caller: Caller,
  key: string,
  values: readonly string[],
  pool: Pool,
  allowance: Statement,
): KeyValue | undefined {
  const global = globalConditionKey(key);
  if (caller.is === 'anonymous' && global !== undefined && needsCredentials(global)) return undefined;
  const isSigned = global?.availability === 'signed' && caller.is !== 'anonymous';
  if (global?.availability !== 'always' && !isSigned && random.chance(0.25)) return undefined;
  const own = allowance.conditions
    .filter((one) => one.key.toLowerCase() === key)
    .flatMap((one) => texts(one.values));
  const from = own.length > 0 && random.chance(0.5) ? own : [...values, ...pool.words];
  if (booleans.includes(key)) return random.pick(['true', 'false']);
  if (key === 'aws:currenttime')
    return random.pick([
      '2023-01-01T00:00:00Z',
      '2024-01-01T00:00:00Z',
      '2024-01-01T00:00:00.5Z',
      '2024-01-01T00:00:01Z',
      '2024-06-01T00:00:00Z',
      '2025-01-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
    ]);
  if (key === 's3:max-keys' || key === 'aws:multifactorauthage')
    return random.pick([...values, '0', '0.12', '9.5', '9.2', '50', '60.5', '60', '1000', '-2', '10000']);
  if (key === 'aws:sourceip')
    return random.pick([
      '10.0.0.7',
      '10.0.0.1',
      '10.127.255.255',
      '10.128.0.0',
      '11.0.0.0',
      '9.9.9.9',
      '200.0.0.1',
      '2001:db8::1',
      '::ffff:10.1.1.1',
      '::1',
    ]);
  if (key === 'aws:resourceaccount') return random.pick(['111122223333', '123456789012', '444455556666']);
  if (lists.includes(key)) {
    const one = () => instance(random, random.pick(from.length > 0 ? from : ['a']), ['a', 'b', 'z']) || 'z';
    return Array.from({ length: 1 + random.below(2) }, one);
  }
  if (key === 'aws:sourcearn')
    return random.pick([
      'arn:aws:sns:eu-west-1:111122223333:a',
      'arn:aws:sns:eu-west-1:111122223333:b',
      'arn:aws:sqs:eu-west-1:111122223333:b',
      'arn:aws:s3:::a',
    ]);
  const text = instance(random, random.pick(from.length > 0 ? from : pool.words), pool.words);
  return text === '' ? (global === undefined ? 'z' : 'zz') : text;
}
