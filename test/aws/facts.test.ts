/** Smaller tables of facts: global condition keys, partitions, confused deputy. */
import { describe, expect, it } from 'vitest';
import { confusedDeputyService, confusedDeputyServices } from '../../src/aws/confused-deputy.ts';
import { globalConditionKey, globalConditionKeys } from '../../src/aws/global-condition-keys.ts';
import { partition } from '../../src/aws/partition.ts';

describe('a global condition key', () => {
  it.each([
    ['aws:SourceIp', 'IPAddress', false],
    ['AWS:SOURCEIP', 'IPAddress', false],
    ['aws:MultiFactorAuthPresent', 'Bool', false],
    ['aws:PrincipalOrgPaths', 'String', true],
    ['aws:TagKeys', 'String', true],
    ['aws:ResourceTag/Team', 'String', false],
    ['aws:RequestTag/a/b', 'String', false],
  ])('%s is %s, several values: %s', (name, type, multivalued) => {
    expect(globalConditionKey(name)).toMatchObject({ type, multivalued });
  });

  it('is told when requests carry it', () => {
    expect(globalConditionKey('aws:SecureTransport')?.availability).toBe('always');
    expect(globalConditionKey('aws:PrincipalArn')?.availability).toBe('signed');
    expect(globalConditionKey('aws:MultiFactorAuthPresent')).toMatchObject({
      availability: 'sometimes',
      when: 'with temporary credentials',
    });
  });

  it.each(['aws:NoSuchKey', 'aws:ResourceTag/', 's3:prefix', ''])('is not %j', (name) => {
    expect(globalConditionKey(name)).toBeUndefined();
  });

  it('is listed once, with a reason where only some requests carry it', () => {
    const names = globalConditionKeys.map((key) => key.name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const key of globalConditionKeys)
      expect(key.when !== undefined).toBe(key.availability === 'sometimes');
  });
});

describe('a partition', () => {
  it('is known by the name in ARNs', () => {
    expect(partition('aws')?.dnsSuffix).toBe('amazonaws.com');
    expect(partition('aws-cn')?.dnsSuffix).toBe('amazonaws.com.cn');
    expect(partition('AWS')).toBeUndefined();
    expect(partition('aws-us')).toBeUndefined();
  });
});

describe('the confused deputy list', () => {
  it.each(['ecs-tasks.amazonaws.com', 'scheduler.amazonaws.com', 'states.eu-west-1.amazonaws.com'])(
    'has %s',
    (principal) => {
      expect(confusedDeputyService(principal)?.page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    },
  );

  it('knows the principals of aws-cn', () => {
    expect(confusedDeputyService('states.cn-north-1.amazonaws.com.cn')?.principal).toBe(
      'states.amazonaws.com',
    );
  });

  // A key that the service does not send would break the role.
  it.each(['ec2.amazonaws.com', 'lambda.amazonaws.com', 'codebuild.amazonaws.com', 'scheduler', ''])(
    'advises nothing for %j',
    (principal) => {
      expect(confusedDeputyService(principal)).toBeUndefined();
    },
  );

  it('has each principal once', () => {
    const principals = confusedDeputyServices.map((one) => one.principal);
    expect(new Set(principals).size).toBe(principals.length);
  });
});
