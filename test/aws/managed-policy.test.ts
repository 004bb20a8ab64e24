/** AWS-managed policies by ARN, in partition aws and carried over to others. */
import { describe, expect, it } from 'vitest';
import { catalogue } from './data.ts';

const documentOf = (arn: string) => {
  const policy = catalogue.managedPolicy(arn);
  return policy?.state === 'known' ? JSON.parse(policy.document) : policy;
};

describe('an AWS-managed policy', () => {
  it('of partition aws is its newest document', () => {
    expect(documentOf('arn:aws:iam::aws:policy/AdministratorAccess')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    expect(catalogue.managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')).toMatchObject({
      certainty: 'definite',
      name: 'AdministratorAccess',
    });
  });

  it('is found by path and name', () => {
    const name = 'service-role/AWSLambdaBasicExecutionRole';
    expect(documentOf(`arn:aws:iam::aws:policy/${name}`)).toMatchObject({
      Statement: [{ Action: expect.arrayContaining(['logs:PutLogEvents']) }],
    });
    expect(catalogue.managedPolicy('arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole')?.state).toBe(
      'undetermined',
    );
  });

  it('that the table lacks is undetermined and says of which day the table is', () => {
    const policy = catalogue.managedPolicy('arn:aws:iam::aws:policy/NewerThanTheTable');
    expect(policy).toMatchObject({ state: 'undetermined', name: 'NewerThanTheTable' });
    expect(policy?.state === 'undetermined' && policy.reason).toContain(
      catalogue.managedPoliciesOrigin().date,
    );
  });

  it.each([
    'arn:aws:iam::123456789012:policy/AdministratorAccess',
    'arn:aws:iam::aws:role/AdministratorAccess',
    'arn:aws:s3::aws:policy/AdministratorAccess',
    'arn:nowhere:iam::aws:policy/AdministratorAccess',
    'AdministratorAccess',
    '',
  ])('is not what %j names', (arn) => {
    expect(catalogue.managedPolicy(arn)).toBeUndefined();
  });
});

describe('in another partition', () => {
  it.each(['aws-cn', 'aws-us-gov'])(
    '%s carries the same document where nothing in it differs',
    (partition) => {
      expect(catalogue.managedPolicy(`arn:${partition}:iam::aws:policy/AdministratorAccess`)).toMatchObject({
        state: 'known',
        certainty: 'assumed',
      });
    },
  );

  it('the ARNs inside name that partition', () => {
    const policy = catalogue.managedPolicy('arn:aws-us-gov:iam::aws:policy/service-role/AWSLambdaRole');
    const inAws = 'service-role/AmazonRDSEnhancedMonitoringRole';
    const carried = catalogue.managedPolicy(`arn:aws-us-gov:iam::aws:policy/${inAws}`);
    expect(policy?.state).toBe('known');
    expect(carried?.state === 'known' && carried.document).toContain('arn:aws-us-gov:logs:');
    expect(carried?.state === 'known' && carried.document).not.toContain('arn:aws:');
  });

  it('a document with an account of partition aws is undetermined', () => {
    const name = 'AWSMarketplaceImageBuildFullAccess';
    expect(catalogue.managedPolicy(`arn:aws:iam::aws:policy/${name}`)?.state).toBe('known');
    expect(catalogue.managedPolicy(`arn:aws-us-gov:iam::aws:policy/${name}`)).toMatchObject({
      state: 'undetermined',
      reason: expect.stringContaining('account'),
    });
  });

  it('service principals are undetermined in aws-cn, whose suffix differs, and carried in aws-us-gov', () => {
    const name = 'AmazonEC2FullAccess';
    expect(catalogue.managedPolicy(`arn:aws-cn:iam::aws:policy/${name}`)).toMatchObject({
      state: 'undetermined',
      reason: expect.stringContaining('amazonaws.com.cn'),
    });
    expect(catalogue.managedPolicy(`arn:aws-us-gov:iam::aws:policy/${name}`)?.state).toBe('known');
  });

  it('a partition without public documentation is undetermined', () => {
    expect(catalogue.managedPolicy('arn:aws-iso:iam::aws:policy/AdministratorAccess')?.state).toBe(
      'undetermined',
    );
  });
});
