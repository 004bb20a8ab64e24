/**
 * The catalogue against the AWS provider's own schema: no row that the provider does not have, no document of the
 * provider that the catalogue does not have.
 */
import { describe, expect, it } from 'vitest';
import { linksOf, policyTypes, principalTypes } from '../../src/extract/catalogue/links.ts';
import { allDataRows, allRows, dataRowsOf, rowsOf } from '../../src/extract/catalogue/row-lookup.ts';
import { endings, looksLikeDocument, reviewed } from './not-documents.ts';
import { declarationsOf, everyArgument } from './provider-types.ts';

const rows = [
  ...allRows.filter((row) => row.type.startsWith('aws_')),
  ...allDataRows.map((row) => ({ ...row, type: `data.${row.type}` })),
];
const namesIn = (path: string) => path.replaceAll('[]', '').split('.');
const places = new Set(rows.map(({ type, path }) => `${type} ${namesIn(path).at(-1)}`));

/** The name as the types write it: `assume_role_policy` is `assumeRolePolicy`. */
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('every row of the AWS provider', () => {
  const old = rows.filter((row) => row.since === undefined);

  it.each(old.map((row) => [`${row.type} ${row.path}`, row] as const))('%s exists', (_, { type, path }) => {
    const declarations = declarationsOf(type) ?? '';
    const missing = namesIn(path).filter((name) => !declarations.includes(` ${camel(name)}`));
    expect(missing).toEqual([]);
  });

  it('names a later provider version where these types do not have it, and only there', () => {
    const lost = rows.filter(({ type, path, since }) => {
      const declarations = declarationsOf(type) ?? '';
      const isThere = namesIn(path).every((name) => declarations.includes(` ${camel(name)}`));
      return since !== undefined && isThere;
    });
    expect(lost).toEqual([]);
  });

  it('stands once', () => {
    const keys = rows.map(({ type, path }) => `${type} ${path}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});

describe('every argument of the AWS provider that looks like a document', () => {
  const candidates = new Set(
    everyArgument()
      .filter(({ isText, name }) => isText && looksLikeDocument.test(name))
      .map(({ type, name }) => `${type} ${name}`),
  );
  const isReviewed = (candidate: string) => {
    const name = candidate.split(' ')[1] ?? '';
    return reviewed.has(candidate) || reviewed.has(name) || endings.some(([ending]) => ending.test(name));
  };

  it('is looked for among hundreds', () => {
    expect(candidates.size).toBeGreaterThan(260);
  });

  it('is in the catalogue, or reviewed with a reason', () => {
    expect([...candidates].filter((one) => !places.has(one) && !isReviewed(one))).toEqual([]);
  });

  it('is not reviewed away where the catalogue has it', () => {
    expect([...places].filter((place) => reviewed.has(place))).toEqual([]);
  });

  it('still exists where it was reviewed', () => {
    const names = new Set([...candidates].flatMap((one) => [one, one.split(' ')[1]]));
    expect([...reviewed.keys()].filter((one) => !names.has(one))).toEqual([]);
  });
});

describe('what the catalogue holds', () => {
  it('has the 86 attributes of the provider that hold a whole IAM document', () => {
    const whole = allRows.filter(
      ({ type, kind, presence }) =>
        type.startsWith('aws_') && !['other-non-IAM', 'embedded'].includes(kind) && presence !== 'echo',
    );
    expect(whole.length).toBe(86);
    expect(new Set(whole.map(({ type }) => type)).size).toBe(83);
  });

  it('finds 26 of them under another name than `policy`, as AWS has them', () => {
    expect(rowsOf('aws_organizations_policy')).toMatchObject([{ path: 'content' }]);
    expect(rowsOf('aws_opensearch_domain')).toMatchObject([{ path: 'access_policies' }]);
    expect(rowsOf('aws_glacier_vault')).toMatchObject([{ path: 'access_policy' }]);
  });

  it('does not count echoes, nor a second form of one document', () => {
    expect(rowsOf('aws_acmpca_permission')).toBeUndefined();
    expect(rowsOf('aws_s3control_multi_region_access_point_policy')).toMatchObject([
      { path: 'details[].policy' },
    ]);
    expect(dataRowsOf('aws_iam_policy_document')).toMatchObject([{ path: 'json' }]);
  });

  it('links by attributes that the provider has', () => {
    const types = new Set(everyArgument().map(({ type }) => type));
    const linking = [...types].flatMap((type) => linksOf(type) ?? []);
    expect(linking.length).toBeGreaterThan(20);
    expect([...types]).toEqual(
      expect.arrayContaining([...principalTypes.keys()].filter((type) => type.startsWith('aws_'))),
    );
    const wrong = linking.filter(({ type, policy, principal }) => {
      const declarations = type.startsWith('aws_') ? declarationsOf(type) : undefined;
      const names = [...namesIn(policy), ...(principal === undefined ? [] : namesIn(principal))];
      return declarations !== undefined && names.some((name) => !declarations.includes(` ${camel(name)}`));
    });
    expect(wrong).toEqual([]);
    expect([...policyTypes.keys()]).toEqual(['aws_iam_policy', 'awscc_iam_managed_policy']);
  });
});
