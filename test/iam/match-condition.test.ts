/**
 * Condition operators as AWS's page describes them, one row of its tables after the other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
 */
import { describe, expect, it } from 'vitest';
import { hole } from '../../src/base/value.ts';
import { HoleError } from '../../src/iam/known-text.ts';
import { matchCondition } from '../../src/iam/match-condition.ts';
import { allOperators, readOperator } from '../../src/iam/operators.ts';
import type { KeyValue } from '../../src/iam/request.ts';
import type { Condition } from '../../src/iam/types.ts';

type Expected = 'yes' | 'no' | 'ambiguous';

const keys: Readonly<Record<string, KeyValue>> = {
  'aws:username': 'alice',
  'aws:tagkeys': ['a', 'b'],
  star: '*',
  empty: '',
};

function conditionOf(operator: string, values: readonly string[]): Condition {
  const { ifExists } = readOperator(operator);
  return { operator, ifExists, key: 'k', values, listed: true, pointer: '' };
}

function match(
  operator: string,
  values: string | readonly string[],
  value?: KeyValue,
  variables = true,
): Expected {
  const list = typeof values === 'string' ? [values] : values;
  return matchCondition(conditionOf(operator, list), value, (key) => keys[key], variables);
}

describe('string operators', () => {
  it.each<[string, string, string, Expected]>([
    ['StringEquals', 'Alice', 'Alice', 'yes'],
    ['StringEquals', 'Alice', 'alice', 'no'],
    ['StringEquals', 'a*', 'abc', 'no'],
    ['StringEquals', 'a*', 'a*', 'yes'],
    ['StringNotEquals', 'Alice', 'alice', 'yes'],
    ['StringNotEquals', 'Alice', 'Alice', 'no'],
    ['StringEqualsIgnoreCase', 'Alice', 'aLICE', 'yes'],
    ['StringEqualsIgnoreCase', 'strasse', 'straße', 'no'],
    ['StringEqualsIgnoreCase', 'K', '\u212a', 'no'],
    ['StringNotEqualsIgnoreCase', 'Alice', 'aLICE', 'no'],
    ['StringLike', 'a*e', 'alice', 'yes'],
    ['StringLike', 'a*e', 'Alice', 'no'],
    ['StringLike', 'home/*', 'home/a:b/c', 'yes'],
    ['StringLike', 'a*', 'a\nb', 'yes'],
    ['StringLike', 'a?c', 'abc', 'yes'],
    ['StringLike', 'a?c', 'ac', 'no'],
    ['StringLike', 'a?c', 'abbc', 'no'],
    ['StringLike', '*ab*ab', 'abcabab', 'yes'],
    ['StringLike', '', '', 'yes'],
    ['StringNotLike', 'a*', 'alice', 'no'],
    ['StringNotLike', 'a*', 'bob', 'yes'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });
});

describe('numeric operators', () => {
  it.each<[string, string, string, Expected]>([
    ['NumericEquals', '10', '10.0', 'yes'],
    ['NumericEquals', '10', '010', 'yes'],
    ['NumericEquals', '0', '-0', 'yes'],
    ['NumericEquals', '9007199254740993', '9007199254740992', 'no'],
    ['NumericEquals', '10', '10abc', 'no'],
    ['NumericEquals', '0x10', '16', 'no'],
    ['NumericNotEquals', '10', '11', 'yes'],
    ['NumericNotEquals', '10', '10', 'no'],
    ['NumericNotEquals', 'ten', '10', 'ambiguous'],
    ['NumericLessThan', '10', '9.99', 'yes'],
    ['NumericLessThan', '10', '10', 'no'],
    ['NumericLessThan', '-1', '-2', 'yes'],
    ['NumericLessThan', '10', '9', 'yes'],
    ['NumericLessThanEquals', '10', '10', 'yes'],
    ['NumericLessThanEquals', '10', '10.01', 'no'],
    ['NumericGreaterThan', '10', '10.01', 'yes'],
    ['NumericGreaterThan', '10', '10', 'no'],
    ['NumericGreaterThan', '-0.5', '-0.25', 'yes'],
    ['NumericGreaterThanEquals', '10', '10', 'yes'],
    ['NumericGreaterThanEquals', '10', 'x', 'no'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });
});

describe('date operators', () => {
  it.each<[string, string, string, Expected]>([
    ['DateEquals', '2023-11-14T22:13:20Z', '1700000000', 'yes'],
    ['DateEquals', '2023-11-14', '2023-11-14T00:00:00Z', 'yes'],
    ['DateEquals', '2023-11-14T22:13Z', '2023-11-14T23:13:00+01:00', 'yes'],
    ['DateEquals', '2023-11-14T22:13:20.50Z', '2023-11-14T22:13:20.5Z', 'yes'],
    ['DateEquals', '0001-01-01', '0001-01-01T00:00:00Z', 'yes'],
    ['DateEquals', '2023-02-29', '2023-03-01', 'no'],
    ['DateEquals', 'yesterday', 'yesterday', 'no'],
    ['DateNotEquals', '2023-11-14', '2023-11-15', 'yes'],
    ['DateNotEquals', '2023-11-14', '2023-11-14', 'no'],
    ['DateLessThan', '1700000000', '2023-11-14T22:13:19Z', 'yes'],
    ['DateLessThan', '1700000000', '2023-11-14T22:13:20Z', 'no'],
    ['DateLessThan', '1970-01-01', '1969-12-31T23:59:59.9Z', 'yes'],
    ['DateLessThanEquals', '2023-11-14T22:13:20Z', '1700000000', 'yes'],
    ['DateGreaterThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01.001Z', 'yes'],
    ['DateGreaterThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', 'no'],
    ['DateGreaterThanEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', 'yes'],
    ['DateEquals', '2020-13-01', '2021-01-01', 'no'],
    ['DateEquals', '2020-01', '2020-01-01', 'yes'],
    ['DateEquals', '2020-01-01T24:00Z', '2020-01-02', 'no'],
    ['DateEquals', '2020-01-01T00:00:00', '2020-01-01', 'no'],
    ['DateNotEquals', 'yesterday', '2020-01-01', 'ambiguous'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });
});

describe('Bool', () => {
  it.each<[readonly string[], string, Expected]>([
    [['true'], 'true', 'yes'],
    [['True'], 'TRUE', 'yes'],
    [['true'], 'false', 'no'],
    [['false'], 'false', 'yes'],
    [['1'], '1', 'no'],
    [['true', 'false'], 'false', 'yes'],
    [['${aws:username}'], 'true', 'ambiguous'],
  ])('%j and %j: %s', (policy, value, expected) => {
    expect(match('Bool', policy, value)).toBe(expected);
  });

  it('takes a variable for text where the version has none', () => {
    expect(match('Bool', '${aws:username}', 'true', false)).toBe('no');
  });
});

describe('BinaryEquals', () => {
  it.each<[string, string, Expected]>([
    ['QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'yes'],
    ['QmI=', 'QmM=', 'no'],
    ['QmI=', 'QmJ=', 'yes'],
    ['not base64', 'not base64', 'no'],
  ])('%j and %j: %s', (policy, value, expected) => {
    expect(match('BinaryEquals', policy, value)).toBe(expected);
  });
});

describe('IP address operators', () => {
  it.each<[string, string, string, Expected]>([
    ['IpAddress', '203.0.113.0/24', '203.0.113.255', 'yes'],
    ['IpAddress', '203.0.113.0/24', '203.0.114.0', 'no'],
    ['IpAddress', '203.0.113.77/24', '203.0.113.1', 'yes'],
    ['IpAddress', '203.0.113.7', '203.0.113.7', 'yes'],
    ['IpAddress', '203.0.113.7', '203.0.113.8', 'no'],
    ['IpAddress', '0.0.0.0/0', '8.8.8.8', 'yes'],
    ['IpAddress', '0.0.0.0/0', '::1', 'no'],
    ['IpAddress', '203.0.113.0/23', '203.0.112.1', 'yes'],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:ffff::1', 'yes'],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::1', 'no'],
    ['IpAddress', '2001:db8::1', '2001:db8:0:0:0:0:0:1', 'yes'],
    ['IpAddress', '2001:db8::1', '2001:db8::2', 'no'],
    ['IpAddress', '::ffff:1.2.3.4', '1.2.3.4', 'no'],
    ['IpAddress', '::ffff:1.2.3.4', '::ffff:102:304', 'yes'],
    ['IpAddress', '10.0.0.0/33', '10.0.0.0', 'no'],
    ['IpAddress', '10.0.0/8', '10.0.0.0', 'no'],
    ['IpAddress', '1:2:3:4:5:6:7:8::', '1:2:3:4:5:6:7:8', 'no'],
    ['IpAddress', '::1::', '::1', 'no'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.1', 'no'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.114.1', 'yes'],
    ['NotIpAddress', '203.0.113.0/24', '2001:db8::1', 'yes'],
    ['NotIpAddress', 'everywhere', '203.0.114.1', 'ambiguous'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });
});

describe('ARN operators', () => {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:topic';
  it.each<[string, string, string, Expected]>([
    ['ArnEquals', topic, topic, 'yes'],
    ['ArnLike', 'arn:aws:sns:*:111122223333:*', topic, 'yes'],
    ['ArnEquals', 'arn:aws:sns:*:111122223333:*', topic, 'yes'],
    ['ArnLike', 'arn:aws:sns:*:*', topic, 'ambiguous'],
    ['ArnLike', 'arn:aws:SNS:*:111122223333:*', topic, 'no'],
    ['ArnLike', 'arn:aws:sns:*:11112222333?:top*', topic, 'yes'],
    ['ArnLike', 'arn:aws:*:111122223333:topic', topic, 'ambiguous'],
    ['ArnLike', 'arn:aws:*:x:*:111122223333:topic', 'arn:aws:a:b:x:c:111122223333:topic', 'no'],
    ['ArnLike', 'arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:us-east-1:1:log-group:a:b', 'yes'],
    ['ArnLike', topic, 'topic', 'no'],
    ['ArnLike', '*:aws:sns:*:*:topic', 'x:aws:sns:eu-west-1:111122223333:topic', 'no'],
    ['ArnNotEquals', topic, topic, 'no'],
    ['ArnNotLike', 'arn:aws:sns:*:*:other', topic, 'yes'],
    ['ArnNotLike', topic, 'topic', 'ambiguous'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });
});

describe('Null', () => {
  it.each<[string, KeyValue | undefined, Expected]>([
    ['true', undefined, 'yes'],
    ['true', 'x', 'no'],
    ['false', undefined, 'no'],
    ['false', 'x', 'yes'],
    ['FALSE', ['x'], 'yes'],
    ['false', '', 'ambiguous'],
    ['false', [], 'ambiguous'],
  ])('%j and %j: %s', (policy, value, expected) => {
    expect(match('Null', policy, value)).toBe(expected);
  });

  it('always holds with ForAllValues and never with ForAnyValue', () => {
    for (const value of [undefined, 'x', ['x']]) {
      expect(match('ForAllValues:Null', 'true', value)).toBe('yes');
      expect(match('ForAnyValue:Null', 'true', value)).toBe('no');
    }
  });

  it('is no operator with IfExists', () => {
    expect(match('NullIfExists', 'true', undefined)).toBe('ambiguous');
  });
});

describe('an absent key', () => {
  it.each(
    allOperators
      .filter(({ family }) => family !== 'null')
      .map(({ name, negated }) => [name, negated] as const),
  )('%s is %s, and true with IfExists', (name, negated) => {
    expect(match(name, 'x')).toBe(negated ? 'yes' : 'no');
    expect(match(`${name}IfExists`, 'x')).toBe('yes');
  });

  it.each(allOperators.map(({ name }) => name))('%s with a set operator', (name) => {
    expect(match(`ForAllValues:${name}`, 'x')).toBe('yes');
    expect(match(`ForAnyValue:${name}`, 'x')).toBe('no');
  });
});

describe('IfExists on a key that is there', () => {
  it('compares as without', () => {
    expect(match('StringEqualsIfExists', 'a', 'b')).toBe('no');
    expect(match('StringEqualsIfExists', 'a', 'a')).toBe('yes');
    expect(match('StringNotEqualsIfExists', 'a', 'a')).toBe('no');
    expect(match('BoolIfExists', 'false', 'true')).toBe('no');
  });
});

describe('several values', () => {
  it('are ORed, and NORed under a negated operator', () => {
    expect(match('StringEquals', ['a', 'b'], 'b')).toBe('yes');
    expect(match('StringNotEquals', ['a', 'b'], 'b')).toBe('no');
    expect(match('StringNotEquals', ['a', 'b'], 'c')).toBe('yes');
    expect(match('NotIpAddress', ['10.0.0.0/8', '192.168.0.0/16'], '192.168.1.1')).toBe('no');
  });

  it('leave nothing open where one of them decides', () => {
    expect(match('NumericNotEquals', ['ten', '10'], '10')).toBe('no');
  });
});

describe('set operators', () => {
  it.each<[string, readonly string[], KeyValue | undefined, Expected]>([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], 'yes'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], 'no'],
    ['ForAllValues:StringEquals', ['a', 'b'], 'a', 'yes'],
    ['ForAllValues:StringEquals', ['a', 'b'], 'c', 'no'],
    ['ForAllValues:StringEquals', ['a'], [], 'yes'],
    ['ForAllValues:StringEquals', ['a'], '', 'ambiguous'],
    ['ForAllValues:StringEquals', ['a'], ['a', ''], 'no'],
    ['ForAllValues:StringEqualsIfExists', ['a'], undefined, 'yes'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], 'yes'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], 'no'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'a'], 'yes'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], 'no'],
    ['ForAnyValue:StringEquals', ['a'], 'a', 'yes'],
    ['ForAnyValue:StringEquals', ['a'], [], 'no'],
    ['ForAnyValue:StringEqualsIfExists', ['a'], undefined, 'no'],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['a'], ['a'], 'no'],
    ['ForAnyValue:StringNotEquals', ['a'], undefined, 'no'],
    ['ForAnyValue:StringLike', ['*'], [''], 'ambiguous'],
    ['ForAnyValue:StringLike', ['a*'], ['b', 'abc'], 'yes'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });
});

describe('a multi-valued key without a set operator', () => {
  it.each<[string, KeyValue, Expected]>([
    ['StringEquals', ['a'], 'no'],
    ['StringEqualsIfExists', ['a'], 'no'],
    ['Bool', ['true'], 'no'],
    ['StringNotEquals', ['b'], 'ambiguous'],
    ['StringEquals', [], 'no'],
    ['StringEqualsIfExists', [], 'ambiguous'],
    ['StringNotEquals', [], 'ambiguous'],
  ])('%s "a" and %j: %s', (operator, value, expected) => {
    expect(match(operator, 'a', value)).toBe(expected);
  });
});

describe('a condition without values', () => {
  it('matches with ForAllValues and IfExists an absent key only, and never with ForAnyValue', () => {
    expect(match('ForAllValues:StringEquals', [])).toBe('yes');
    expect(match('ForAllValues:StringEquals', [], ['a'])).toBe('no');
    expect(match('StringEqualsIfExists', [])).toBe('yes');
    expect(match('StringEqualsIfExists', [], 'a')).toBe('no');
    expect(match('ForAnyValue:StringEquals', [], ['a'])).toBe('no');
    expect(match('ForAllValues:StringEquals', [], '')).toBe('ambiguous');
    expect(match('ForAllValues:StringEquals', [], [])).toBe('yes');
  });

  it('is open in the plain form', () => {
    expect(match('StringEquals', [], 'a')).toBe('ambiguous');
    expect(match('Null', [])).toBe('ambiguous');
  });
});

describe('policy variables', () => {
  it.each<[string, string, string, Expected]>([
    ['StringEquals', '${aws:username}', 'alice', 'yes'],
    ['StringEquals', '${AWS:UserName}', 'alice', 'yes'],
    ['StringLike', 'home/${aws:username}/*', 'home/alice/x', 'yes'],
    ['StringLike', '${star}', 'anything', 'no'],
    ['StringLike', '${star}', '*', 'yes'],
    ['StringLike', 'a${*}', 'ab', 'no'],
    ['StringLike', 'a${*}', 'a*', 'yes'],
    ['StringLike', 'a${?}', 'a?', 'yes'],
    ['StringEquals', '${$}{x}', '${x}', 'yes'],
    ['StringEquals', "${absent, 'guest'}", 'guest', 'yes'],
    ['StringEquals', "${aws:username, 'guest'}", 'alice', 'yes'],
    ['StringEquals', "${aws:username, 'guest'}", 'guest', 'no'],
    ['StringEquals', "x${absent, ''}", 'x', 'yes'],
    ['StringEquals', '${empty}x', 'x', 'yes'],
    ['StringEquals', '${absent}', '${absent}', 'no'],
    ['StringNotEquals', '${absent}', 'alice', 'yes'],
    ['StringLike', '${absent}*', 'alice', 'no'],
    ['ArnNotLike', 'arn:aws:iam::1:user/${absent}', 'arn:aws:iam::1:user/x', 'yes'],
    ['StringEquals', '${aws:TagKeys}', 'a', 'no'],
    ['StringEquals', "${aws:TagKeys, 'a'}", 'a', 'no'],
    ['ArnEquals', 'arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/alice', 'yes'],
    ['NumericEquals', '${aws:username}', '1', 'no'],
  ])('%s %j and %j: %s', (operator, policy, value, expected) => {
    expect(match(operator, policy, value)).toBe(expected);
  });

  it('are text where the version has none', () => {
    expect(match('StringEquals', '${aws:username}', 'alice', false)).toBe('no');
    expect(match('StringEquals', '${aws:username}', '${aws:username}', false)).toBe('yes');
  });

  it('leave the other values of the condition in force', () => {
    expect(match('StringEquals', ['${absent}', 'alice'], 'alice')).toBe('yes');
  });
});

describe('what is not an operator, or not known', () => {
  it('is never certain, and never evaluated with holes', () => {
    expect(match('StringMatches', 'a', 'a')).toBe('ambiguous');
    const unknown = { ...conditionOf('StringEquals', []), values: [hole()] };
    expect(() => matchCondition(unknown, 'a', () => undefined, true)).toThrow(HoleError);
  });
});
