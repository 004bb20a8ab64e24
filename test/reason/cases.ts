/**
 * Pairs of policies with what the second allows that the first does not, by AWS's pages: the table that the mutants of the
 * engine are put to.
 */
import type { Answer } from '../../src/reason/compare.ts';

/** A pair and its answer. */
export interface Case {
  readonly name: string;
  readonly before: readonly object[];
  readonly after: readonly object[];
  readonly expected: Answer['verdict'];
}

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const on = (Resource: unknown, more: object = {}) => ({ ...allow, Resource, ...more });
const can = (Action: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const not = (statement: object) => ({ ...statement, Effect: 'Deny' });
const when = (operator: string, key: string, value: unknown, more: object = {}) => ({
  ...allow,
  ...more,
  Condition: { [operator]: { [key]: value } },
});
const by = (Principal: unknown, more: object = {}) => ({ ...allow, Principal, ...more });
/** Between two numbers, without them. */
const numbers = (key: string, more: string, low: string, high: string) => ({
  ...allow,
  Condition: { [more]: { [key]: low }, NumericLessThan: { [key]: high } },
});
const both = (first: { readonly Condition: object }, second: { readonly Condition: object }) => ({
  ...first,
  Condition: { ...first.Condition, ...second.Condition },
});

type Row = readonly [name: string, before: readonly object[], after: readonly object[]];

/** All actions but some. */
const leaving = (NotAction: unknown) => ({ Effect: 'Allow', NotAction, Resource: '*' });
const objects = (pattern: string) => `arn:aws:s3:::${pattern}`;
const role = 'arn:aws:iam::111122223333:role/a';
const tag = 'aws:PrincipalTag/team';

const provider = 'arn:aws:iam::111122223333:saml-provider/login';
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

/** Something is new. */
const wider: readonly Row[] = [
  [
    'a document of AWS, which belongs to no account',
    [],
    [can('ssm:SendCommand', { Resource: 'arn:aws:ssm:eu-west-1::document/AWS-RunShellScript' })],
  ],
  [
    'a runbook of AWS, which belongs to no account',
    [],
    [can('ssm:StartAutomationExecution', { Resource: 'arn:aws:ssm:*::automation-definition/AWS-Stop*:*' })],
  ],
  [
    'a route of a WebSocket API',
    [],
    [can('execute-api:Invoke', { Resource: 'arn:aws:execute-api:*:111122223333:a1b2/prod/$connect' })],
  ],
  [
    'an event bus of a partner, whose name holds slashes',
    [],
    [can('events:PutRule', { Resource: 'arn:aws:events:*:111122223333:rule/aws.partner/example.com/a/b' })],
  ],
  [
    'a database with a colon in its name',
    [],
    [can('glue:GetTable', { Resource: 'arn:aws:glue:*:*:table/aws:cloudtrail/trails' })],
  ],
  [
    'the root user, whom an SCP bound',
    [can('*'), not(can('*', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:root')))],
    [can('*')],
  ],
  [
    'a provider of logins that assumes a role by its own action, and tags the session',
    [by({ Federated: provider }, { Action: 'sts:AssumeRoleWithSAML' })],
    [by({ Federated: provider }, { Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'] })],
  ],
  ['everyone with a token of whatever provider', [], [by('*', { Action: 'sts:AssumeRoleWithWebIdentity' })]],
  [
    'an unsigned request for a function by its URL',
    [],
    [
      when('StringEquals', 'aws:PrincipalType', 'Anonymous', {
        Principal: '*',
        Action: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'],
      }),
    ],
  ],
  ['a number with a fraction', [], [numbers('s3:TlsVersion', 'NumericGreaterThan', '1.1', '1.3')]],
  [
    'the session of a role whose path nobody writes',
    [],
    [by({ AWS: 'arn:aws:sts::111122223333:assumed-role/a/s' })],
  ],
  [
    'an account of the caller that a variable of the resource must be',
    [],
    [when('StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}')],
  ],
  [
    'an account of the resource that a variable of the caller must be, where the resource names both',
    [on(objects('a/${aws:ResourceAccount}'))],
    [
      on(objects('a/${aws:ResourceAccount}/b'), {
        Condition: { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
      }),
    ],
  ],
  [
    'a parameter that AWS publishes',
    [],
    [can('ssm:GetParameter', { Resource: 'arn:aws:ssm:*::parameter/aws/service/*' })],
  ],
  [
    'a request without any of many tags',
    [
      on(objects('${aws:PrincipalTag/a}/${aws:PrincipalTag/b}/${aws:PrincipalTag/c}/*'), {
        Condition: {
          StringNotEquals: {
            'aws:PrincipalTag/a': ['', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w'],
            'aws:PrincipalTag/b': ['', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w'],
            'aws:PrincipalTag/c': ['', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w'],
          },
        },
      }),
    ],
    [on(objects('logs-*/x/*'))],
  ],
  [
    'an IPv6 address outside all IPv4',
    [when('IpAddress', 'own:Ip', '0.0.0.0/0'), when('Null', 'own:Ip', 'true')],
    [when('NotIpAddress', 'own:Ip', '0.0.0.0/0')],
  ],
  [
    'an IPv6 address beyond two ranges',
    [when('IpAddress', 'aws:SourceIp', ['2001:db8::/32', '0.0.0.0/0']), when('Null', 'aws:SourceIp', 'true')],
    [when('NotIpAddress', 'aws:SourceIp', '2001:db8::/33')],
  ],
  [
    'a variable by a pattern of its key',
    [on(objects('home/${aws:username}')), not(when('StringLike', 'aws:username', 'adm*'))],
    [on(objects('home/${aws:username}'))],
  ],
  ['what a denial of short names leaves', [], [on(objects('a/*')), not(on(objects('a/?')))]],
  [
    'what a denial of all other resources leaves',
    [],
    [allow, not({ ...allow, Resource: undefined, NotResource: objects('a/*') })],
  ],
  [
    'a list in which one value does for two',
    [],
    [
      both(
        when('ForAllValues:StringLike', 'aws:TagKeys', 'a*'),
        when('ForAnyValue:StringLike', 'aws:TagKeys', '*b'),
      ),
    ],
  ],
  ['an action in capitals', [], [can('S3:GETOBJECT')]],
  [
    'what NotAction leaves of a service',
    [can('s3:PutObject')],
    [leaving('s3:GetObject'), not(leaving('s3:*'))],
  ],
  ['the services that nobody names', [can('s3:*')], [can('*')]],
  [
    'more resources for one of two actions',
    [can('s3:AbortMultipartUpload'), can('s3:PutObject', { Resource: objects('a/*') })],
    [can(['s3:AbortMultipartUpload', 's3:PutObject'])],
  ],
  ['a wildcard that is a letter', [], [when('StringEquals', tag, 'a*')]],
  ['nothing before', [], [allow]],
  ['a denial dropped', [allow, not(on(objects('a/*')))], [allow]],
  ['a longer pattern', [on(objects('a/*'))], [on(objects('a*'))]],
  ['one letter more', [on(objects('a/?'))], [on(objects('a/??'))]],
  ['a name beside two others', [on([objects('a/x'), objects('a/y')])], [on(objects('a/?'))]],
  ['what no pattern of several covers', [on([objects('a/*x'), objects('a/y*')])], [on(objects('a/*'))]],
  ['another action of the service', [can('s3:Get*')], [can('s3:*')]],
  ['another service', [can('s3:*')], [can(['s3:*', 'sqs:SendMessage'])]],
  ['all but one action', [can('s3:*')], [{ ...allow, Action: undefined, NotAction: 's3:GetObject' }]],
  ['an action that no catalogue has', [can('s3:Get*')], [can(['s3:Get*', 's3:NotInAnyCatalogue'])]],
  [
    'all resources but one bucket',
    [on(objects('a/*'))],
    [{ ...allow, Resource: undefined, NotResource: objects('a/*') }],
  ],
  [
    'a bucket instead of its objects',
    [can('s3:ListBucket', { Resource: objects('a/*') })],
    [can('s3:ListBucket', { Resource: objects('a') })],
  ],
  [
    'a denial under a condition',
    [allow, not(allow)],
    [allow, not(when('Bool', 'aws:SecureTransport', 'false'))],
  ],
  ['a condition dropped', [when('StringEquals', tag, 'a')], [allow]],
  ['another value', [when('StringEquals', tag, 'a')], [when('StringEquals', tag, ['a', 'b'])]],
  ['the other case', [when('StringEquals', tag, 'a')], [when('StringEqualsIgnoreCase', tag, 'a')]],
  ['a wildcard', [when('StringEquals', tag, 'a*')], [when('StringLike', tag, 'a*')]],
  ['one exception less', [when('StringNotEquals', tag, ['a', 'b'])], [when('StringNotEquals', tag, 'a')]],
  ['no key', [when('StringEquals', tag, 'a')], [when('StringEqualsIfExists', tag, 'a')]],
  ['a key that is there', [when('Null', tag, 'true')], [when('Null', tag, 'false')]],
  ['a key that is not', [when('StringLike', tag, '*')], [when('Null', tag, 'true')]],
  [
    'some of several values',
    [when('ForAllValues:StringEquals', 'aws:TagKeys', 'a')],
    [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')],
  ],
  [
    'no values',
    [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')],
    [when('ForAllValues:StringEquals', 'aws:TagKeys', 'a')],
  ],
  [
    'two values in one list',
    [
      when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'),
      when('ForAllValues:StringEquals', 'aws:TagKeys', 'b'),
    ],
    [
      both(
        when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a'),
        when('ForAnyValue:StringLike', 'aws:TagKeys', 'b'),
      ),
    ],
  ],
  [
    'a number between',
    [when('NumericLessThan', 'own:Count', '3')],
    [when('NumericLessThanEquals', 'own:Count', '3')],
  ],
  [
    'a number far between',
    [],
    [both(when('NumericGreaterThan', 'own:Count', '10'), when('NumericLessThan', 'own:Count', '1000'))],
  ],
  [
    'a number close between',
    [],
    [both(when('NumericGreaterThan', 'own:Count', '0.1'), when('NumericLessThan', 'own:Count', '0.15'))],
  ],
  [
    'numbers beyond',
    [when('NumericLessThan', 'own:Count', '3')],
    [when('NumericLessThan', 'own:Count', '30')],
  ],
  [
    'a later date',
    [when('DateLessThan', 'aws:CurrentTime', '2024-01-01T00:00:00Z')],
    [when('DateLessThan', 'aws:CurrentTime', '2024-01-01T00:00:01Z')],
  ],
  [
    'one address more',
    [when('IpAddress', 'aws:SourceIp', '10.0.0.0/9')],
    [when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
  ],
  [
    'an IPv6 address',
    [when('IpAddress', 'aws:SourceIp', '2001:db8::/33')],
    [when('IpAddress', 'aws:SourceIp', '2001:db8::/32')],
  ],
  [
    'addresses outside',
    [when('IpAddress', 'aws:SourceIp', '0.0.0.0/0')],
    [when('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8')],
  ],
  [
    'an ARN in another Region',
    [when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:*:a')],
    [when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:a')],
  ],
  ['what is no ARN', [when('ArnLike', 'own:Key', 'arn:*:*:*:*:*')], [when('StringLike', 'own:Key', 'a*')]],
  ['any name for a variable', [on(objects('home/${aws:username}'))], [on(objects('home/*'))]],
  ['another variable', [on(objects('home/${aws:username}'))], [on(objects(`home/\${${tag}}`))]],
  [
    'a variable that stands for a denied name',
    [on(objects('home/${aws:username}')), not(on(objects('home/bob')))],
    [on(objects('home/${aws:username}'))],
  ],
  [
    'a variable in a condition',
    [
      when('StringEquals', 'aws:ResourceTag/o', '${aws:username}'),
      not(when('StringEquals', 'aws:ResourceTag/o', 'bob')),
    ],
    [when('StringEquals', 'aws:ResourceTag/o', '${aws:username}')],
  ],
  [
    'two variables with one value',
    [
      when('StringEquals', 'aws:ResourceTag/o', '${aws:username}'),
      not(when('StringEquals', 'aws:ResourceTag/o', `\${${tag}}`)),
    ],
    [when('StringEquals', 'aws:ResourceTag/o', '${aws:username}')],
  ],
  ['a default', [], [on(objects(`home/\${${tag}, 'x'}`), { Condition: { Null: { [tag]: 'true' } } })]],
  ['everyone', [by({ AWS: '111122223333' })], [by('*')]],
  ['another role', [by({ AWS: role })], [by({ AWS: [role, `${role}b`] })]],
  ['the account', [by({ AWS: role })], [by({ AWS: '111122223333' })]],
  ['a session', [by({ AWS: `${role}b` })], [by({ AWS: 'arn:aws:sts::111122223333:assumed-role/a/s' })]],
  ['a service', [by({ AWS: '111122223333' })], [by({ Service: 'sns.amazonaws.com' })]],
  [
    'whoever has a token',
    [by({ AWS: '111122223333' })],
    [by({ Federated: 'cognito-identity.amazonaws.com' })],
  ],
  ['all but one', [by({ AWS: role })], [{ ...allow, NotPrincipal: { AWS: role } }]],
  [
    'a user by ARN',
    [],
    [by('*', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:user/bob', { Principal: '*' }))],
  ],
  [
    'a role of another partition',
    [],
    [when('ArnLike', 'aws:PrincipalArn', 'arn:aws-us-gov:iam::111122223333:role/a')],
  ],
  ['an account by its digits', [], [when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::1111*:role/a')]],
  [
    'another account than the example',
    [when('StringEquals', 'aws:PrincipalAccount', '123456789012')],
    [allow],
  ],
  [
    'a root user',
    [],
    [
      when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:root', {
        Principal: { AWS: '111122223333' },
      }),
    ],
  ],
  ['a federated user', [], [when('StringEquals', 'aws:PrincipalType', 'FederatedUser')]],
  [
    'a service by its key',
    [],
    [when('StringEquals', 'aws:PrincipalServiceName', 'sns.amazonaws.com', { Principal: '*' })],
  ],
  [
    'a user with name and ARN',
    [],
    [
      on(objects('home/${aws:username}'), {
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/dev-*' } },
      }),
    ],
  ],
  [
    'one endpoint',
    [when('StringEquals', 'aws:SourceVpce', 'vpce-1')],
    [when('StringLike', 'aws:SourceVpce', 'vpce-*')],
  ],
  [
    'the network beside an endpoint',
    [when('StringEquals', 'aws:SourceVpce', 'vpce-1')],
    [when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
  ],
  [
    'a function with its alias',
    [],
    [can('lambda:InvokeFunction', { Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f:PROD' })],
  ],
  [
    'a type that the reference writes with a wildcard',
    [],
    [can('dms:DeleteEndpoint', { Resource: 'arn:aws:dms:eu-west-1:111122223333:endpoint:x' })],
  ],
  [
    'one of two templates',
    [],
    [can('apigateway:GET', { Resource: 'arn:aws:apigateway:eu-west-1::/apis/a/integrations/b' })],
  ],
  [
    'a key that comes with the credentials',
    [],
    [
      can('ec2:DescribeInstances', {
        Condition: { ArnLike: { 'ec2:SourceInstanceARN': 'arn:aws:ec2:*:111122223333:instance/*' } },
      }),
    ],
  ],
  ['a service that no catalogue has', [], [can('*', { Resource: 'arn:aws:unheard:::a' })]],
  [
    'an action that only NotAction names',
    [{ ...allow, Action: undefined, NotAction: 's3:NotInAnyCatalogue' }],
    [can('*')],
  ],
  ['an unknown service', [], [can('unheard:Of', { Resource: 'arn:aws:unheard:::a' })]],
];

/** Nothing is new. */
const covered: readonly Row[] = [
  [
    'names of tables hold no slash, so that all below a table are its indexes',
    [can('dynamodb:Query', { Resource: [table, `${table}/index/*`] })],
    [can('dynamodb:Query', { Resource: `${table}/*` })],
  ],
  [
    'accounts hold no slash',
    [can('dynamodb:GetItem', { Resource: 'arn:aws:dynamodb:*:*:table/prod-*' })],
    [can('dynamodb:GetItem', { Resource: 'arn:aws:dynamodb:*:table/prod-*' })],
  ],
  [
    'numbers of things are whole',
    [numbers('s3:max-keys', 'NumericGreaterThan', '5', '11'), when('NumericEquals', 's3:max-keys', '11')].map(
      (one) => ({ ...one, Action: 's3:ListBucket' }),
    ),
    [{ ...numbers('s3:max-keys', 'NumericGreaterThanEquals', '5.5', '11.5'), Action: 's3:ListBucket' }],
  ],
  ['ages are not negative', [], [when('NumericLessThan', 'aws:MultiFactorAuthAge', '0')]],
  [
    'everyone whose account is that one, where the account was allowed',
    [by({ AWS: '111122223333' })],
    [when('StringEquals', 'aws:PrincipalAccount', '111122223333', { Principal: '*' })],
  ],
  [
    'everyone who is that role, where the role was allowed',
    [by({ AWS: role })],
    [when('ArnEquals', 'aws:PrincipalArn', role, { Principal: '*' })],
  ],
  [
    'a session of a role with a path, whose ARN has none',
    [by({ AWS: 'arn:aws:iam::111122223333:role/path/a' })],
    [by({ AWS: 'arn:aws:sts::111122223333:assumed-role/a/s' })],
  ],
  [
    'a provider of logins assumes no role as a role does',
    [],
    [by({ Federated: provider }, { Action: 'sts:AssumeRole' })],
  ],
  [
    'an unsigned request to a service that signs all',
    [],
    [when('StringEquals', 'aws:PrincipalType', 'Anonymous', { Principal: '*', Action: 'kms:Decrypt' })],
  ],
  [
    'a key of numbers, any and none',
    [
      when('NumericLessThan', 's3:TlsVersion', '1.2'),
      when('NumericGreaterThanEquals', 's3:TlsVersion', '1.2'),
    ],
    [when('Null', 's3:TlsVersion', 'false')],
  ],
  [
    'a type of resource that is none, in names that hold no colon',
    [],
    [can('sagemaker:DescribeEndpoint', { Resource: 'arn:aws:sagemaker:*:*:Canvas*' })],
  ],
  [
    'a stack in the id of a stack set',
    [],
    [can('cloudformation:DescribeStackSet', { Resource: 'arn:aws:cloudformation:*:*:stack/a' })],
  ],
  [
    'no resource for an action that needs one',
    [],
    [{ Effect: 'Allow', Action: 'sqs:SendMessage', NotResource: 'arn:*' }],
  ],
  [
    'another bucket than the one left out',
    [{ ...allow, Resource: undefined, NotResource: objects('a/*') }],
    [on(objects('b/*'))],
  ],
  [
    'the named role by the text of its ARN',
    [by({ AWS: role })],
    [when('StringEquals', 'aws:PrincipalArn', role, { Principal: { AWS: '111122223333' } })],
  ],
  [
    "a service's list for a plain operator",
    [],
    [can('dynamodb:GetItem', { Condition: { StringEquals: { 'dynamodb:Attributes': 'a' } } })],
  ],
  ['an action under capitals', [can('S3:GET*')], [can('s3:GetObject')]],
  ['an empty list of exceptions', [], [{ ...allow, Resource: undefined, NotResource: [] }]],
  ['all resources but all', [], [{ ...allow, Resource: undefined, NotResource: '*' }]],
  ['the same', [allow], [{ ...allow, Sid: 'Same' }]],
  ['a denial more', [allow], [allow, not(on(objects('a/*')))]],
  ['everything denied', [], [allow, not(can('*'))]],
  ['a narrower pattern', [on(objects('a*'))], [on(objects('a/*'))]],
  ['two patterns that cover together', [on([objects('a/?*'), objects('a/')])], [on(objects('a/*'))]],
  ['a resource of another type', [], [can('s3:GetObject', { Resource: objects('a') })]],
  ['an action without resources on an ARN', [], [can('ec2:DescribeInstances', { Resource: objects('a') })]],
  ['an action without resources on a letter', [], [can('ec2:DescribeInstances', { Resource: '?' })]],
  ['an action in another case', [can('s3:getobject')], [can('S3:GetObject')]],
  ['an unknown action under a wildcard', [can('unheard:*')], [can('unheard:Of')]],
  [
    'a condition and its opposite',
    [when('StringEquals', tag, 'a'), when('StringNotEquals', tag, 'a')],
    [allow],
  ],
  ['what denials leave', [allow, not(when('StringNotEquals', tag, 'a'))], [when('StringEquals', tag, 'a')]],
  [
    'IfExists as two',
    [when('StringEquals', tag, 'a'), when('Null', tag, 'true')],
    [when('StringEqualsIfExists', tag, 'a')],
  ],
  ['a wildcard that is a letter', [when('StringLike', tag, 'a*')], [when('StringEquals', tag, 'a*')]],
  ['fewer exceptions', [when('StringNotLike', tag, 'a')], [when('StringNotLike', tag, 'a*')]],
  ['a key that is always there', [], [when('Null', 'aws:SecureTransport', 'true')]],
  ['both values of a Bool', [when('Bool', 'aws:SecureTransport', ['true', 'false'])], [allow]],
  ['one value of a list for a plain operator', [], [when('StringEquals', 'aws:TagKeys', 'a')]],
  ['a key that the action does not carry', [], [when('StringEquals', 's3:prefix', 'a')]],
  [
    'no number between',
    [],
    [both(when('NumericGreaterThan', 'own:Count', '3'), when('NumericLessThan', 'own:Count', '3'))],
  ],
  [
    'numbers less and not less',
    [
      when('NumericLessThan', 'aws:MultiFactorAuthAge', '3'),
      when('NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', '3'),
      when('Null', 'aws:MultiFactorAuthAge', 'true'),
    ],
    [allow],
  ],
  [
    'one instant written twice',
    [when('DateLessThan', 'aws:CurrentTime', '1704067200')],
    [when('DateLessThan', 'aws:CurrentTime', '2024-01-01T02:00:00+02:00')],
  ],
  [
    'a range in halves',
    [when('IpAddress', 'aws:SourceIp', ['10.0.0.0/9', '10.128.0.0/9'])],
    [when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
  ],
  [
    'addresses of both families',
    [when('IpAddress', 'aws:SourceIp', ['0.0.0.0/0', '::/0'])],
    [when('IpAddress', 'aws:SourceIp', '10.0.0.7')],
  ],
  ['the same variable', [on(objects('home/${aws:username}'))], [on([objects('home/${AWS:UserName}')])]],
  ['a variable under a wildcard', [on(objects('home/*'))], [on(objects('home/${aws:username}'))]],
  [
    'a variable that is never there',
    [],
    [
      on(objects('home/${aws:username}'), {
        Condition: { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } },
      }),
    ],
  ],
  ['a role of the account', [by({ AWS: '111122223333' })], [by({ AWS: role })]],
  ['a role under everyone', [by('*')], [by({ AWS: role })]],
  ['a service under everyone', [by('*')], [by({ Service: 'sns.amazonaws.com' })]],
  [
    'the named role by its ARN',
    [by({ AWS: role })],
    [
      by(
        { AWS: '111122223333' },
        when('ArnEquals', 'aws:PrincipalArn', role, { Principal: { AWS: '111122223333' } }),
      ),
    ],
  ],
  ['a unique id of nobody', [], [by({ AWS: 'AROAEXAMPLEID12345678' })]],
  [
    'a role that is a user',
    [],
    [
      both(
        when('StringEquals', 'aws:PrincipalType', 'User'),
        when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*'),
      ),
    ],
  ],
  [
    'an address through an endpoint',
    [],
    [both(when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), when('StringEquals', 'aws:SourceVpce', 'vpce-1'))],
  ],
  ['an empty list', [], [on([])]],
];

/** AWS's pages have two readings, and they differ. */
const open: readonly Row[] = [
  [
    'a wildcard across a colon of six parts',
    [],
    [can('lambda:InvokeFunction', { Resource: 'arn:aws:lambda:*:function:a' })],
  ],
  [
    'a list of none',
    [when('ForAnyValue:StringEquals', 'aws:TagKeys', 'a')],
    [both(when('ForAllValues:StringEquals', 'aws:TagKeys', 'a'), when('Null', 'aws:TagKeys', 'false'))],
  ],
  [
    'a wildcard across a colon, as AWS writes it for the secrets of a query editor',
    [],
    [can('secretsmanager:GetSecretValue', { Resource: 'arn:aws:secretsmanager:*:*:sqlworkbench!*' })],
  ],
  ['a wildcard across colons', [], [can('dynamodb:GetItem', { Resource: 'arn:aws:dynamodb:*:table/a' })]],
  ['a service with a wildcard', [], [can('s*:GetObject')]],
  ['an ARN with parts missing', [], [when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*')]],
  [
    'a principal spared without its account',
    [by({ AWS: role }), { ...allow, Effect: 'Deny', NotPrincipal: { AWS: role } }],
    [by({ AWS: role })],
  ],
  [
    'an empty tag',
    [when('StringLike', 'aws:RequestTag/t', '?*')],
    [when('Null', 'aws:RequestTag/t', 'false')],
  ],
  [
    'a value that is all and none of a list',
    [],
    [
      both(
        both(
          when('ForAllValues:StringEquals', 'aws:PrincipalTag/t', 'a'),
          when('Null', 'aws:PrincipalTag/t', 'false'),
        ),
        when('StringNotEquals', 'aws:PrincipalTag/t', 'a'),
      ),
    ],
  ],
  [
    'a negated operator on a list',
    [when('ForAllValues:StringNotEquals', 'aws:TagKeys', 'a'), when('Null', 'aws:TagKeys', 'true')],
    [when('StringNotEquals', 'aws:TagKeys', 'a')],
  ],
];

const as =
  (expected: Case['expected']) =>
  ([name, before, after]: Row): Case => ({ name, before, after, expected });

/** The table. */
export const cases: readonly Case[] = [
  ...wider.map(as('yes')),
  ...covered.map(as('no')),
  ...open.map(as('undetermined')),
];
