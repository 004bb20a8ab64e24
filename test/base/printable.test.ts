/**
 * Untrusted text made safe to print.
 */
import { describe, expect, it } from 'vitest';
import { withoutInstanceKeys } from '../../src/base/address-keys.ts';
import { wrap } from '../../src/base/layout.ts';
import { printable } from '../../src/base/printable.ts';

describe('printable', () => {
  it.each([
    ['arn:aws:iam::123456789012:root', 'arn:aws:iam::123456789012:root'],
    ['Ünïcode 😀', 'Ünïcode 😀'],
    ['a\nb\tc', 'a\\nb\\tc'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['::error::x', ':\\u{3a}error::x'],
    ['a ::error::x', 'a :\\u{3a}error::x'],
    ['##[group]', '#\\u{23}[group]'],
    ['\u202e', '\\u{202e}'],
  ])('%j is %j', (text, safe) => expect(printable(text)).toBe(safe));
});

describe('wrap', () => {
  it('breaks at spaces, and never inside a word', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('module.a.aws_iam_policy.very_long_name x', 10)).toEqual([
      'module.a.aws_iam_policy.very_long_name',
      'x',
    ]);
  });
});

describe('withoutInstanceKeys', () => {
  it.each([
    ['aws_iam_policy.p[0]', 'aws_iam_policy.p'],
    ['module.a["x.y[\\"]"].aws_iam_role.r["k"]', 'module.a.aws_iam_role.r'],
    ['aws_iam_role.r', 'aws_iam_role.r'],
  ])('%s is %s', (address, bare) => expect(withoutInstanceKeys(address)).toBe(bare));
});
