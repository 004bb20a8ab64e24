/** The action catalogue against what AWS's pages say of actions, levels and wildcards. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/aws/catalogue.ts';
import { accessLevels } from '../../src/aws/service.ts';
import { catalogue, readData } from './data.ts';

describe('the catalogue', () => {
  it('holds about as many services and actions as AWS lists', () => {
    expect(catalogue.services().length).toBeGreaterThan(400);
    expect(catalogue.services().length).toBeLessThan(1000);
    const every = catalogue.expand('*');
    expect(every.length).toBeGreaterThan(20_000);
    expect(every.length).toBeLessThan(60_000);
    expect(new Set(every).size).toBe(every.length);
  });

  it('says where it comes from, and when', () => {
    for (const origin of [catalogue.actionsOrigin(), catalogue.managedPoliciesOrigin()]) {
      expect(origin.source).not.toBe('');
      expect(origin.version).toMatch(/^\d+\.\d+\.\d+/);
      expect(origin.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it('reads nothing before it is asked, and then only what it is asked about, once', () => {
    const read: string[] = [];
    const lazy = openCatalogue((file, start, end) => {
      read.push(start === undefined ? file : `a part of ${file}`);
      return readData(file, start, end);
    });
    expect(read).toEqual([]);
    lazy.action('s3:GetObject');
    lazy.action('iam:PassRole');
    lazy.action('iam:GetRole');
    lazy.expand('ec2:Run*');
    lazy.managedPolicy('arn:aws:iam::123456789012:policy/mine');
    const actions = 'a part of actions.txt';
    expect(read).toEqual(['actions.json', actions, actions, actions]);
    read.length = 0;
    lazy.managedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess');
    lazy.managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess');
    const policies = 'a part of managed-policies.txt';
    expect(read).toEqual(['managed-policies.json', policies, policies]);
  });
});

describe('an action', () => {
  // "The prefix and the action name are case insensitive": reference_policies_elements_action.html
  it.each(['iam:ListAccessKeys', 'IAM:listaccesskeys'])('is found in any case: %s', (name) => {
    expect(catalogue.action(name)?.name).toBe('iam:ListAccessKeys');
  });

  it.each([
    ['s3:ListAllMyBuckets', 'List'],
    ['s3:GetObject', 'Read'],
    ['s3:PutObject', 'Write'],
    ['s3:PutObjectTagging', 'Tagging'],
    ['iam:AttachRolePolicy', 'Permissions management'],
  ])('%s has access level %s', (name, level) => {
    expect(catalogue.action(name)?.level).toBe(level);
  });

  it('has resource types with ARN templates', () => {
    const types = catalogue.action('s3:GetObject')?.resourceTypes ?? [];
    expect(types.find((type) => type.name === 'object')?.arn).toMatch(/^arn:.*:s3:::.*\/.*/);
    expect(catalogue.action('s3:GetObject')?.hasResourceScope).toBe(true);
    expect(catalogue.action('iam:PassRole')?.resourceTypes).toMatchObject([{ name: 'role', required: true }]);
  });

  it.each(['s3:ListAllMyBuckets', 'organizations:LeaveOrganization', 's3:PutAccountPublicAccessBlock'])(
    '%s supports no resource scope',
    (name) => {
      expect(catalogue.action(name)).toMatchObject({ hasResourceScope: false, resourceTypes: [] });
    },
  );

  it('lists the condition keys that can be present on it', () => {
    expect(catalogue.action('iam:PassRole')?.conditionKeys).toContain('iam:PassedToService');
    // A resource type has keys of its own with every action that takes it.
    expect(catalogue.action('s3:GetObject')?.conditionKeys).toContain('s3:DataAccessPointArn');
    expect(catalogue.action('iam:CreateRole')?.conditionKeys).toContain('iam:PermissionsBoundary');
    // The guide's own mistake: CreateAccessKey does not support the key.
    expect(catalogue.action('iam:CreateAccessKey')?.conditionKeys).not.toContain('iam:PermissionsBoundary');
  });

  it.each(['s3:NoSuchThing', 'nosuchservice:Do', 's3', '', ':', 's3:', 's3:Get*'])(
    'that is not one is unknown: %j',
    (name) => {
      expect(catalogue.action(name)).toBeUndefined();
    },
  );

  it('always has a level, a known service and its own name', () => {
    for (const name of catalogue.expand('*')) {
      const action = catalogue.action(name);
      expect(action?.name).toBe(name);
      expect(accessLevels).toContain(action?.level);
    }
  });
});

describe('a service', () => {
  it('is found in any case with its title, resource types and keys', () => {
    const service = catalogue.service('S3');
    expect(service?.title).toBe('Amazon S3');
    expect(service?.resourceTypes.get('bucket')?.arn).toContain(':s3:::');
    expect(service?.conditionKeys.get('s3:x-amz-server-side-encryption')?.type).toBe('String');
    expect(catalogue.service('nosuchservice')).toBeUndefined();
    expect(catalogue.actionsOf('nosuchservice')).toEqual([]);
  });
});

describe('expanding', () => {
  // The page's own example for a wildcard inside the name.
  it('iam:*AccessKey* covers the access key actions', () => {
    const covered = catalogue.expand('iam:*AccessKey*');
    for (const verb of ['CreateAccessKey', 'DeleteAccessKey', 'ListAccessKeys', 'UpdateAccessKey'])
      expect(covered).toContain(`iam:${verb}`);
    expect(covered).not.toContain('iam:CreateUser');
  });

  it('takes case and question marks as IAM does', () => {
    expect(catalogue.expand('IAM:passrol?')).toEqual(['iam:PassRole']);
    expect(catalogue.expand('iam:PassRole?')).toEqual([]);
    expect(catalogue.expand('iam:?*')).toEqual(catalogue.actionsOf('iam'));
    expect(catalogue.expand('s3:*')).toEqual(catalogue.actionsOf('s3'));
    expect(catalogue.expand('*:*')).toEqual(catalogue.expand('*'));
  });

  it.each(['s3', 's3:', '', 'GetObject', 's3:Get', 'nosuchservice:*'])('%j covers nothing', (pattern) => {
    expect(catalogue.expand(pattern)).toEqual([]);
  });

  it('of a prefix covers exactly the actions that begin with it', () => {
    const names = catalogue.actionsOf('iam');
    const cut = fc.tuple(fc.constantFrom(...names), fc.nat(20));
    fc.assert(
      fc.property(cut, ([name, length]) => {
        const prefix = name.slice(0, 'iam:'.length + length);
        const wide = catalogue.expand(`${prefix.toUpperCase()}*`);
        expect(wide).toEqual(names.filter((one) => one.toLowerCase().startsWith(prefix.toLowerCase())));
      }),
      { numRuns: 50 },
    );
  });
});
