/**
 * Addresses by Terraform's own grammar and quoting. The texts with keys were printed by Terraform 1.11.4.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAddress,
  formatModules,
  parseAddress,
  parseModules,
  withoutKeys,
} from '../../src/plan/address.ts';
import type { Address, ModuleStep } from '../../src/plan/types.ts';

const printed: readonly { text: string; key: string | number | undefined }[] = [
  { text: 'terraform_data.p', key: undefined },
  { text: 'terraform_data.p[1]', key: 1 },
  { text: 'terraform_data.p["a.b"]', key: 'a.b' },
  { text: 'terraform_data.p["q\\"x"]', key: 'q"x' },
  { text: 'terraform_data.p["$${y}"]', key: '${y}' },
  { text: 'terraform_data.p["%%{if}"]', key: '%{if}' },
  { text: 'terraform_data.p["n\\nl"]', key: 'n\nl' },
  { text: 'terraform_data.p["tab\\u0007"]', key: 'tab\u0007' },
  { text: 'terraform_data.p["a]\\\\[0"]', key: 'a]\\[0' },
  { text: 'terraform_data.p["ü€😀"]', key: 'ü€😀' },
  { text: 'terraform_data.p["$5 50%"]', key: '$5 50%' },
  { text: 'terraform_data.p["\\u200b\\U000e0001"]', key: '\u200b\u{e0001}' },
];

describe('an address that Terraform prints', () => {
  it.each(printed)('$text', ({ text, key }) => {
    expect(parseAddress(text)).toEqual({
      modules: [],
      mode: 'managed',
      type: 'terraform_data',
      name: 'p',
      ...(key === undefined ? {} : { key }),
    });
    expect(formatAddress(parseAddress(text) as Address)).toBe(text);
  });

  it('may stand in modules, be a data source, and have a key that is unknown yet', () => {
    const text = 'module.a["x.y"].module.b[0].data.aws_iam_policy_document.d[*]';
    expect(parseAddress(text)).toEqual({
      modules: [
        { name: 'a', key: 'x.y' },
        { name: 'b', key: 0 },
      ],
      mode: 'data',
      type: 'aws_iam_policy_document',
      name: 'd',
      keyUnknown: true,
    });
    expect(formatAddress(parseAddress(text) as Address)).toBe(text);
  });

  it('may be of an ephemeral resource', () => {
    expect(parseAddress('ephemeral.aws_secretsmanager_secret_version.s')?.mode).toBe('ephemeral');
  });

  it("had Go's escapes in old versions", () => {
    expect(parseAddress('aws_iam_role.r["\\x00\\a\\v"]')?.key).toBe('\x00\x07\v');
  });
});

describe('what is no address', () => {
  it.each([
    '',
    'aws_iam_role',
    'aws_iam_role.',
    '.aws_iam_role.r',
    'aws_iam_role..r',
    'aws_iam_role.r.arn',
    'aws_iam_role.r[0',
    'aws_iam_role.r[0]x',
    'aws_iam_role.r["a]',
    'aws_iam_role.r["a"',
    'aws_iam_role.r["\\q"]',
    'aws_iam_role.r["\\u12"]',
    'aws_iam_role.r["\\U99999999"]',
    'aws_iam_role.r[...]',
    'aws_iam_role.r[a]',
    'module.a',
    'module.a[0]aws_iam_role.r',
    'data.aws_iam_role',
  ])('%j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

const name = fc
  .stringMatching(/^[a-zé][a-z0-9_-]{0,8}$/)
  .filter((one) => !/^(data|module|ephemeral)$/.test(one));
const key = fc.oneof(
  fc.nat(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '"', '\\', '[', ']', '.', '\n', 'u', 'n', '0') }),
);
const instance = fc.oneof(fc.constant({}), fc.record({ key }), fc.constant({ keyUnknown: true as const }));
const modules: fc.Arbitrary<ModuleStep[]> = fc.array(
  fc.tuple(name, instance).map(([one, keys]) => ({ name: one, ...keys })),
  { maxLength: 3 },
);
const address: fc.Arbitrary<Address> = fc
  .tuple(
    modules,
    fc.constantFrom('managed' as const, 'data' as const, 'ephemeral' as const),
    name,
    name,
    instance,
  )
  .map(([path, mode, type, called, keys]) => ({ modules: path, mode, type, name: called, ...keys }));

describe('laws', () => {
  it('parsing undoes formatting', () => {
    fc.assert(
      fc.property(address, modules, (one, path) => {
        expect(parseAddress(formatAddress(one))).toEqual(one);
        expect(parseModules(formatModules(path))).toEqual(path);
      }),
    );
  });

  it('without keys, all copies are one', () => {
    fc.assert(
      fc.property(address, instance, ({ key: _, keyUnknown: __, ...one }, other) => {
        const plain = formatAddress({ ...one, modules: one.modules.map((step) => ({ name: step.name })) });
        expect(withoutKeys(formatAddress({ ...one, ...other }))).toBe(plain);
        expect(withoutKeys(plain)).toBe(plain);
      }),
    );
  });

  it('any text is an address or none', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseAddress(text)));
    expect(withoutKeys('not an [address')).toBe('not an [address');
  });

  it('time grows with length only', () => {
    const long = 'x'.repeat(1e6);
    expect(parseAddress(`a.b["${long}"]`)?.key).toBe(long);
    expect(parseAddress(`a.b["${'\\"'.repeat(5e5)}`)).toBeUndefined();
    expect(parseAddress('module.m[0].'.repeat(1e5))).toBeUndefined();
  }, 5000);
});
