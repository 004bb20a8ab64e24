/**
 * Documents made beside a request, so that about every second element matches it.
 */
import type { Caller, Request } from '../../src/iam/request.ts';
import {
  accounts,
  callers,
  type Family,
  families,
  keysByFamily,
  targets,
  valuesByFamily,
} from './generate-requests.ts';
import type { Random } from './random.ts';
import type { Json, WrittenStatement } from './specification-answers.ts';

/** What a document is for: identity policies name no principal, RCPs always everyone. */
export interface Shape {
  readonly principals: 'none' | 'everyone' | 'any';
  /** The share of statements that allow. */
  readonly allow: number;
  /** The share of statements that are about everything. */
  readonly all: number;
}

/** A document of up to three statements. */
export function makeDocument(random: Random, request: Request, shape: Shape): Json {
  const statements = Array.from({ length: 1 + random.below(3) }, () => makeStatement(random, request, shape));
  const version = makeVersion(random);
  const single = statements.length === 1 && random.chance(0.3);
  return { ...version, Statement: (single ? statements[0] : statements) as Json };
}

/** A document in which nothing but one condition decides. */
export function makeConditioned(random: Random, request: Request): Json {
  return {
    ...makeVersion(random),
    Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: makeConditions(random, request, 1) },
  };
}

function makeVersion(random: Random): { readonly Version?: string } {
  return random.weighted<{ readonly Version?: string }>([
    [14, () => ({ Version: '2012-10-17' })],
    [3, () => ({ Version: '2008-10-17' })],
    [3, () => ({})],
  ]);
}

function makeStatement(random: Random, request: Request, shape: Shape): WrittenStatement {
  const effect = random.chance(shape.allow) ? 'Allow' : 'Deny';
  const principal = makePrincipal(random, request.caller, shape.principals);
  if (random.chance(shape.all)) {
    const condition = random.chance(0.3) ? makeCondition(random, request, shape) : {};
    return { Effect: effect, ...principal, Action: '*', Resource: '*', ...condition };
  }
  return {
    Effect: effect,
    ...principal,
    ...(random.chance(0.15)
      ? { NotAction: makeList(random, () => makeAction(random, request.action)) }
      : { Action: makeList(random, () => makeAction(random, request.action)) }),
    ...random.weighted<WrittenStatement>([
      [16, () => ({ Resource: makeList(random, () => makeResource(random, request.resource)) })],
      [3, () => ({ NotResource: makeList(random, () => makeResource(random, request.resource)) })],
      [shape.principals === 'none' ? 0 : 3, () => ({})],
    ]),
    ...makeCondition(random, request, shape),
  };
}

/** Mostly any conditions; of resources' policies some on who asks, which decides how far a grant to everyone goes. */
function makeCondition(random: Random, request: Request, shape: Shape): WrittenStatement {
  const { caller } = request;
  if (shape.principals === 'any' && 'arn' in caller && random.chance(0.4)) {
    const operator = random.pick(['ArnLike', 'StringEquals', 'ArnNotEquals', 'StringLikeIfExists', 'Null']);
    const value =
      operator === 'Null'
        ? 'false'
        : random.pick([caller.arn, `${caller.arn.slice(0, 30)}*`, 'arn:aws:iam::111122223333:user/eve']);
    return { Condition: { [operator]: { 'aws:PrincipalArn': value } } };
  }
  return random.chance(0.55) ? { Condition: makeConditions(random, request, 3) } : {};
}

/** One value, a list, or now and then an empty list. */
function makeList(random: Random, make: () => string): Json {
  return random.weighted<Json>([
    [10, make],
    [10, () => Array.from({ length: 1 + random.below(3) }, make)],
    [0.5, () => []],
  ]);
}

function makeAction(random: Random, action: string): string {
  const [service = '', name = ''] = action.split(':');
  return random.weighted([
    [6, () => action],
    [2, () => '*'],
    [2, () => `${service}:*`],
    [3, () => `${service}:${wild(random, name)}`],
    [2, () => flip(random, action)],
    [2, () => random.pick(targets)[0]],
    [0.3, () => '*:*'],
    [0.3, () => wild(random, action)],
    [0.2, () => `${service} :${name}`],
    [0.2, () => service],
    [0.2, () => `*:${name}`],
  ]);
}

/** Replaces a stretch by `*`, or letters by `?`. */
function wild(random: Random, text: string): string {
  const from = random.below(text.length + 1);
  const to = from + random.below(text.length + 1 - from);
  return random.weighted([
    [3, () => `${text.slice(0, from)}*`],
    [3, () => `${text.slice(0, from)}*${text.slice(to)}`],
    [1, () => `*${text.slice(from)}`],
    [2, () => (from < text.length ? `${text.slice(0, from)}?${text.slice(from + 1)}` : `${text}?`)],
    [1, () => `${text.slice(0, from)}?*${text.slice(to)}`],
  ]);
}

function flip(random: Random, text: string): string {
  return random.chance(0.5) ? text.toUpperCase() : text.toLowerCase();
}

function makeResource(random: Random, resource: string): string {
  const parts = resource.split(':');
  const at = random.below(parts.length);
  return random.weighted([
    [5, () => resource],
    [4, () => '*'],
    [5, () => wild(random, resource)],
    [3, () => parts.map((part, place) => (place === at ? '*' : part)).join(':')],
    [
      3,
      () => parts.map((part, place) => (place === at && part !== '' ? wild(random, part) : part)).join(':'),
    ],
    [2, () => random.pick(targets)[1]],
    [1, () => flip(random, resource)],
    [6, () => withVariable(random, resource)],
    [1, () => parts.filter((_, place) => place !== at).join(':')],
    [1, () => [...parts.slice(0, at), '*'].join(':')],
    [0.3, () => '**'],
    [0.3, () => '?*'],
  ]);
}

/** Puts a variable where the text holds what the variable may stand for. */
function withVariable(random: Random, text: string): string {
  return random.weighted([
    [4, () => text.replace('bob', '${aws:username}')],
    [2, () => text.replace('bob', '${AWS:UserName}')],
    [3, () => text.replace('red', '${aws:PrincipalTag/Team}')],
    [2, () => text.replace('red', "${aws:PrincipalTag/Team, 'red'}")],
    [1, () => text.replace('red', "${aws:PrincipalTag/Absent, 'red'}")],
    [1, () => text.replace('red', "${aws:PrincipalTag/Team, ''}*")],
    [3, () => text.replace('red', "${aws:TagKeys, 'red'}")],
    [1, () => text.replace('red', "${aws:PrincipalTag/Absent, '*'}")],
    [1, () => text.replace('111122223333', '${aws:PrincipalAccount}')],
    [2, () => text.replace('a*b', 'a${*}b')],
    [1, () => text.replace('a*b', 'a${?}b')],
    [1, () => text.replace('bucket', '${aws:username}')],
    [1, () => `${text}${random.pick(['${$}', '${', '$', '}', '${*}'])}`],
  ]);
}

const ownArn = (caller: Caller) => ('arn' in caller ? caller.arn : undefined);

function makePrincipal(random: Random, caller: Caller, named: Shape['principals']): WrittenStatement {
  if (named === 'none') return {};
  if (named === 'everyone') return { Principal: '*' };
  const written = random.weighted<Json>([
    [4, () => '*'],
    [2, () => ({ AWS: '*' })],
    [10, () => group(Array.from({ length: 1 + random.below(3) }, () => makeEntry(random, caller)))],
  ]);
  return random.chance(0.18) ? { NotPrincipal: written } : { Principal: written };
}

function group(entries: readonly (readonly [type: string, value: string])[]): Json {
  const types = [...new Set(entries.map(([type]) => type))];
  return Object.fromEntries(
    types.map((type) => {
      const values = entries.filter(([of]) => of === type).map(([, value]) => value);
      return [type, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function makeEntry(random: Random, caller: Caller): readonly [type: string, value: string] {
  const one = random.chance(0.7) ? caller : random.pick(callers);
  const arn = ownArn(one);
  if (arn === undefined) {
    if (one.is === 'service') return ['Service', random.chance(0.1) ? '*' : one.name];
    if (one.is === 'web-identity' || one.is === 'saml')
      return ['Federated', random.chance(0.1) ? '*' : one.provider];
    return one.is === 'canonical-user' ? ['CanonicalUser', one.id] : ['AWS', '*'];
  }
  const [, partition = '', , , account = ''] = arn.split(':');
  const session = one.is === 'role' ? one.session : 'bob';
  return random.weighted<readonly [string, string]>([
    [5, () => ['AWS', arn]],
    [3, () => ['AWS', account]],
    [3, () => ['AWS', `arn:${partition}:iam::${account}:root`]],
    [1, () => ['AWS', random.pick(accounts)]],
    [
      one.is === 'role' ? 5 : 0.5,
      () => ['AWS', `arn:${partition}:sts::${account}:assumed-role/${arn.split('/').at(-1)}/${session}`],
    ],
    [0.5, () => ['AWS', `${arn.slice(0, -1)}*`]],
    [0.5, () => ['AWS', flip(random, arn)]],
    [0.3, () => ['AWS', 'AROAEXAMPLEID1234567']],
    [0.2, () => ['AWS', '*']],
  ]);
}

const operatorsByFamily: Readonly<Record<Family, readonly string[]>> = {
  String: [
    ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    ...['StringLike', 'StringNotLike'],
  ],
  Numeric: [
    ...['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals'],
    ...['NumericGreaterThan', 'NumericGreaterThanEquals'],
  ],
  Date: [
    ...['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals'],
    ...['DateGreaterThan', 'DateGreaterThanEquals'],
  ],
  Bool: ['Bool'],
  Ip: ['IpAddress', 'NotIpAddress'],
  Arn: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
  Binary: ['BinaryEquals'],
};

function makeConditions(random: Random, request: Request, most: number): Json {
  const block: Record<string, Record<string, Json>> = {};
  for (let count = 1 + random.below(most); count > 0; count -= 1) {
    const family = random.pick(families);
    const operator = makeOperator(random, family);
    // One key of one operator, whatever its case: a second one would be the same key twice.
    const key = makeKey(random, family);
    block[operator] = { [key]: makeValues(random, family, [operator, key], request) };
  }
  return block;
}

function makeOperator(random: Random, family: Family): string {
  const set = random.weighted([
    [6, () => ''],
    [1, () => 'ForAllValues:'],
    [1, () => 'ForAnyValue:'],
  ]);
  if (random.chance(0.1)) return `${set}Null`;
  const written = `${set}${random.pick(operatorsByFamily[family])}${random.chance(0.2) ? 'IfExists' : ''}`;
  return random.weighted([
    [40, () => written],
    [1, () => flip(random, written)],
    [0.5, () => random.pick(['StringMatches', 'NullIfExists', 'ForEachValue:StringEquals'])],
  ]);
}

function makeKey(random: Random, family: Family): string {
  const key = random.pick(keysByFamily[random.chance(0.05) ? random.pick(families) : family]);
  return random.weighted([
    [10, () => key],
    [2, () => flip(random, key)],
    [0.5, () => 'aws:PrincipalTag/Absent'],
  ]);
}

function makeValues(
  random: Random,
  family: Family,
  [operator, key]: readonly [string, string],
  request: Request,
): Json {
  if (operator.endsWith('Null')) {
    return random.weighted<Json>([
      [5, () => random.pick(['true', 'false', 'True'])],
      [2, () => random.chance(0.5)],
      [1, () => random.pick([['true', 'false'], [], 'maybe'])],
    ]);
  }
  const values = valuesByFamily[family];
  const given = [request.context.get(key.toLowerCase()) ?? []].flat();
  const make = () => {
    const one = random.pick(given.length > 0 ? given : values);
    return random.weighted([
      [3, () => random.pick(values)],
      // Values that are alike stand side by side.
      [3, () => values[values.indexOf(one) + random.below(3) - 1] ?? one],
      [family === 'String' ? 3 : 0, () => near(random, one)],
    ]);
  };
  if (family === 'Bool' && random.chance(0.3)) return random.chance(0.5);
  if (family === 'Numeric' && random.chance(0.2)) return random.pick([10, 9, 10.5, -1]);
  return makeList(random, make);
}

function near(random: Random, value: string): string {
  return random.weighted([
    [4, () => value],
    [3, () => wild(random, value)],
    [1, () => flip(random, value)],
    [4, () => withVariable(random, value)],
    [3, () => `\${${random.pick(keysByFamily.String)}}`],
  ]);
}
