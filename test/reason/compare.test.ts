import { describe, expect, it } from 'vitest';
import { hole } from '../../src/base/value.ts';
import { parsePolicy } from '../../src/iam/parse-policy.ts';
import { compareAccess } from '../../src/reason/compare.ts';
import { accessOf, compared, universe } from './ask.ts';

const bucket = 'arn:aws:s3:::b';
const objects = `${bucket}/*`;
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: objects };
const ec2 = { Effect: 'Allow', Action: 'ec2:*', Resource: '*' };
const guard = (condition: unknown) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition: condition });

describe('what one policy is to another', () => {
  it.each<[string, unknown, unknown, string]>([
    ['the same in another order', [read, ec2], [ec2, read], 'equal'],
    ['a longer name', read, { ...read, Resource: `${bucket}*` }, 'wider'],
    ['more actions', { ...read, Action: 's3:Get*' }, read, 'narrower'],
    ['other actions', read, { ...read, Action: 's3:PutObject' }, 'incomparable'],
    ['a wildcard and what it stands for', { ...read, Action: 's3:GetObjec?' }, read, 'equal'],
    [
      'actions apart, each with the resources that it takes',
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: [bucket, objects] },
      [read, { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket }],
      'equal',
    ],
    ['a denial', ec2, [ec2, guard({ Bool: { 'aws:SecureTransport': 'false' } })], 'narrower'],
    [
      'a denial that can never match',
      ec2,
      [ec2, guard({ StringEquals: { 'aws:PrincipalType': 'Nobody' } })],
      'equal',
    ],
    ['a list in two halves', guarded(['10.0.0.0/16']), guarded(['10.0.0.0/17', '10.0.128.0/17']), 'equal'],
    ['one address more', guarded(['10.0.0.0/16']), guarded(['10.0.0.0/16', '10.1.0.0']), 'wider'],
    ['a condition and its opposite together are none', parted, { ...read }, 'equal'],
    ['NotAction and the complement', { ...ec2, NotAction: 'ec2:*', Action: undefined }, ec2, 'incomparable'],
    ['the same variable', home('${aws:username}'), home('${aws:username}'), 'equal'],
    ['a variable and a wildcard', home('${aws:username}'), home('*'), 'wider'],
    ['a value more among many variables', [logs, tagged('vpc-1')], [logs, tagged('vpc-1', 'vpc-2')], 'wider'],
    ['fewer values to differ from', notFrom('vpc-1', 'vpc-2'), notFrom('vpc-1'), 'wider'],
    [
      'nothing and a key of the access point that the object is read through',
      [],
      {
        ...read,
        Resource: '*',
        Condition: { StringEquals: { 's3:DataAccessPointAccount': '123456789012' } },
      },
      'wider',
    ],
    [
      'nothing and a document that AWS publishes',
      [],
      run('arn:aws:ssm:*::document/AWS-RunShellScript'),
      'wider',
    ],
    ['nothing and a command without its account', [], run('arn:aws:ssm:*::command/x'), 'equal'],
    [
      'nothing and a tag under the name that the action lists',
      [],
      {
        Effect: 'Allow',
        Action: 'ssm:DeregisterManagedInstance',
        Resource: '*',
        Condition: { StringEquals: { 'ssm:resourceTag/team': 'a' } },
      },
      'wider',
    ],
    [
      'nothing and a variable that is always an ARN',
      [],
      { ...read, Condition: { StringLike: { 'aws:RequestTag/source': '${ec2:SourceInstanceARN}' } } },
      'wider',
    ],
    [
      'a denial that a list of tags gets past, since it has no set operator',
      [read, guard({ StringLikeIfExists: { 'aws:TagKeys': '*' } })],
      [],
      'narrower',
    ],
    [
      'one session of a role, and the others of it',
      leavingOut({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }),
      leavingOut({ StringNotLike: { 'aws:username': 'bob' } }),
      'incomparable',
    ],
    ['a variable and another', home('${aws:username}'), home('${aws:PrincipalTag/team}'), 'incomparable'],
  ])('%s', (_, reference, candidate, relation) => {
    expect(compared(reference, candidate).relation).toBe(relation);
  });

  function guarded(ranges: readonly string[]) {
    return { ...read, Condition: { IpAddress: { 'aws:SourceIp': ranges } } };
  }
  function run(document: string) {
    return { Effect: 'Allow', Action: 'ssm:SendCommand', Resource: document };
  }
  function leavingOut(condition: unknown) {
    const session = 'arn:aws:sts::111122223333:assumed-role/a/alice';
    return { ...read, NotPrincipal: { AWS: session }, Condition: condition };
  }
  function notFrom(...vpcs: readonly string[]) {
    return { ...read, Condition: { StringNotEquals: { 'aws:SourceVpc': vpcs } } };
  }
  function home(name: string) {
    return { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::home/${name}/x` };
  }
});

const logs = { ...read, Resource: ['arn:aws:s3:::logs-*/a/*', 'arn:aws:s3:::data/b/c/*'] };
const tags = ['domain', 'project', 'scope', 'team'].map((tag) => `aws:PrincipalTag/${tag}`);

/** The variables may stand for so much that all of it together is not tried. */
function tagged(...vpcs: readonly string[]) {
  return {
    ...read,
    Resource: `arn:aws:s3:::${tags.map((tag) => `\${${tag}}`).join('/')}/*`,
    Condition: {
      StringNotEquals: Object.fromEntries(tags.map((tag) => [tag, ''])),
      StringEquals: { 'aws:SourceVpc': vpcs },
    },
  };
}

const parted = [
  { ...read, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } },
  { ...read, Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } } },
];

describe('the witness', () => {
  it('is a request that people believe', () => {
    const { newAccess } = compared(read, { ...read, Resource: '*' });
    expect(newAccess).toMatchObject({
      verdict: 'yes',
      found: [{ request: { action: 's3:GetObject', resource: expect.stringMatching(/^arn:aws:s3:/) } }],
    });
  });

  it('has the key that lets it through', () => {
    const { newAccess } = compared(
      [ec2, guard({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
      [ec2, guard({ StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-north-1'] } })],
    );
    const request = newAccess.verdict === 'yes' ? newAccess.found[0].request : undefined;
    expect(request?.context.get('aws:requestedregion')).toBe('eu-north-1');
  });
});

describe('what is known only after apply', () => {
  const onHole = (Resource: unknown) => {
    const parsed = parsePolicy({
      form: 'tree',
      tree: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: Resource as string },
      },
    });
    if (!parsed.ok) throw new Error('no policy');
    return { layers: [[parsed.document]] };
  };

  it('is the same wherever its reference stands', () => {
    const one = onHole(hole({ reference: 'aws_s3_bucket.a.arn' }));
    const other = onHole([hole({ reference: 'aws_s3_bucket.a.arn' })]);
    expect(compareAccess(one, other, universe, 'one').relation).toBe('equal');
  });

  it('is covered by a wildcard and by nothing that is written', () => {
    const one = onHole(hole({ reference: 'aws_s3_bucket.a.arn' }));
    expect(compareAccess(onHole('*'), one, universe, 'one').newAccess.verdict).toBe('no');
  });

  it.each(['local.target', 'var.queue', 'module.queue.id', 'aws_iot_thing.t.arn'])(
    'grants something where no type is known: %s',
    (reference) => {
      const { newAccess } = compareAccess(
        onHole('arn:aws:s3:::b/*'),
        onHole(hole({ reference })),
        universe,
        'one',
      );
      expect(newAccess.verdict).toBe('yes');
    },
  );

  it('may turn out to be what is written', () => {
    const before = onHole('arn:aws:s3:::b/x');
    const { newAccess } = compareAccess(before, onHole(hole({ reference: 'local.target' })), universe, 'one');
    expect(newAccess).toMatchObject({ verdict: 'yes', assuming: ['local.target'] });
  });

  it('leaves undetermined what one of its values would grant', () => {
    const sparing = (NotResource: unknown) => {
      const parsed = parsePolicy({
        form: 'tree',
        tree: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/x' },
            { Effect: 'Deny', Action: 's3:*', NotResource: NotResource as string },
          ],
        },
      });
      if (!parsed.ok) throw new Error('no policy');
      return { layers: [[parsed.document]] };
    };
    const { newAccess } = compareAccess(
      { layers: [[]] },
      sparing(hole({ reference: 'local.spared' })),
      universe,
      'one',
    );
    expect(newAccess).toMatchObject({ verdict: 'undetermined', references: ['local.spared'] });
  });
});

describe('a variable where variables are text', () => {
  it('is no variable: the older version allows something else', () => {
    const statement = { ...read, Resource: 'arn:aws:s3:::b/${aws:username}/*' };
    const [older, newer] = ['2008-10-17', '2012-10-17'].map((version) => accessOf(statement, version));
    if (older === undefined || newer === undefined) throw new Error('two versions');
    expect(compareAccess(newer, older, universe, 'one').relation).toBe('incomparable');
    expect(compareAccess(older, newer, universe, 'one').relation).toBe('incomparable');
  });
});
