/**
 * Where `@cloud-copilot/iam-simulate` answers otherwise than AWS's pages: the reviewed list. Each entry tells the
 * cases that it is about, narrowly, and the page that decides. UG is https://docs.aws.amazon.com/IAM/latest/UserGuide.
 */
import { listOf } from '../specification-answers.ts';
import {
  allow,
  deny,
  deploy,
  differing,
  type Example,
  federated,
  key,
  object,
  root,
  serviceLinked,
  table,
} from './examples.ts';
import { documentsOf, hasVariables, isDate, patternsOf, someCondition, someStatement } from './features.ts';
import type { SimulatedCase } from './simulations.ts';

/** A class of cases in which the two may differ. */
export interface Divergence {
  readonly name: string;
  /** What the page says, and where. */
  readonly page: string;
  readonly concerns: (one: SimulatedCase) => boolean;
  /** A small case in which they do differ: if they no longer do, the entry goes. */
  readonly example: Example;
}

/** The list. `src/iam` follows the page; where no page tells, the entry says so. */
export const divergences: readonly Divergence[] = [
  {
    name: 'root user',
    page: 'the root user has full access unless an SCP denies it: UG/reference_policies_evaluation-logic.html',
    concerns: ({ request }) => request.caller.is === 'root',
    example: differing('allowed', 'not-allowed', { caller: root }),
  },
  {
    name: 'federated user without a session policy',
    page: '"the resulting federated user session has no permissions": STS/latest/APIReference/API_GetFederationToken.html',
    concerns: ({ request, layers }) =>
      request.caller.is === 'federated-user' && (layers.session ?? []).length === 0,
    example: differing('not-allowed', 'allowed', { caller: federated, identity: [allow()] }),
  },
  {
    name: 'federated user named by a resource',
    page: 'a grant to the session is limited by no session policy: UG/reference_policies_evaluation-logic.html',
    concerns: ({ request, layers }) =>
      request.caller.is === 'federated-user' && layers.resource !== undefined,
    example: differing('allowed', 'not-allowed', {
      caller: federated,
      target: object,
      session: [allow({ Action: 'iam:*' })],
      resource: allow({ Principal: { AWS: federated.arn } }),
    }),
  },
  {
    name: 'unsigned requests to STS and KMS',
    page: 'they take signed requests only: STS/latest/APIReference/API_AssumeRole.html',
    concerns: ({ request }) => request.caller.is === 'anonymous' && /^(sts|kms):/.test(request.action),
    example: differing('not-allowed', 'allowed', {
      caller: { is: 'anonymous' },
      target: key,
      resource: allow({ Principal: '*' }),
    }),
  },
  {
    name: 'service-linked roles under SCPs and RCPs',
    page: '"SCPs do not affect any service-linked role": organizations/latest/userguide/orgs_manage_policies_scps.html',
    concerns: ({ request: { caller }, layers }) =>
      caller.is === 'role' &&
      caller.arn.includes(':role/aws-service-role/') &&
      [...(layers.scps ?? []), ...(layers.rcps ?? [])].length > 0,
    example: differing('allowed', 'denied', {
      caller: serviceLinked,
      identity: [allow()],
      scps: [[allow(), deny()]],
    }),
  },
  {
    name: 'variables before 2012-10-17',
    page: 'they are text: UG/reference_policies_elements_version.html',
    concerns: someStatement(
      (statement, document) => !hasVariables(document) && JSON.stringify(statement).includes('${'),
    ),
    example: differing('not-allowed', 'allowed', {
      target: object,
      identity: [
        { ...allow({ Resource: 'arn:aws:s3:::bucket/${aws:username}/red.txt' }), Version: '2008-10-17' },
      ],
    }),
  },
  {
    name: 'empty text for a variable',
    page: 'a value, like any other: UG/reference_policies_variables.html',
    concerns: (one) =>
      documentsOf(one).some((document) => JSON.stringify(document).includes('${')) &&
      ([...one.request.context.values()].includes('') || JSON.stringify(one.layers).includes(", ''}")),
    example: differing('allowed', 'not-allowed', {
      target: object,
      identity: [allow({ Resource: "arn:aws:s3:::bucket/bob/${aws:PrincipalTag/Team, ''}*" })],
    }),
  },
  {
    name: 'variable under a negated or an ARN operator',
    page: 'it is replaced, and without a value the condition is true: UG/reference_policies_variables.html',
    concerns: someCondition(
      ({ operator, values }) => /not|arn/.test(operator) && values.some((value) => value.includes('${')),
    ),
    example: differing('allowed', 'not-allowed', {
      identity: [
        allow({ Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:*' } } }),
      ],
    }),
  },
  {
    name: 'variable without a value in NotResource',
    page: 'the element "matches no resource": UG/reference_policies_variables.html',
    concerns: someStatement(({ NotResource }) => listOf(NotResource).some((value) => value.includes('${'))),
    example: differing('allowed', 'not-allowed', {
      caller: deploy,
      target: object,
      identity: [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/${aws:username}/red.txt' })],
    }),
  },
  {
    name: 'epoch seconds against a date',
    page: 'both are dates: UG/reference_policies_elements_condition_operators.html#Conditions_Date',
    concerns: someCondition(
      ({ operator, values, given }) =>
        operator.includes('date') && [...values, ...given].some((value) => /^\d+$/.test(value)),
    ),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:currenttime': '2024-01-01T00:00:00Z' },
      identity: [allow({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '1704067201' } } })],
    }),
  },
  {
    name: 'text that is no date of W3C',
    page: 'a time has a zone, a day exists: https://www.w3.org/TR/NOTE-datetime',
    concerns: someCondition(
      ({ operator, values, given }) =>
        operator.includes('date') &&
        [...values, ...given].some((value) => !/^\d+$/.test(value) && !isDate(value)),
    ),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:currenttime': '2024-03-01' },
      identity: [allow({ Condition: { DateEquals: { 'aws:CurrentTime': '2024-02-30' } } })],
    }),
  },
  {
    name: 'text that is no decimal, or has more digits than a double',
    page: '"an integer or decimal value": UG/reference_policies_elements_condition_operators.html#Conditions_Numeric',
    concerns: someCondition(
      ({ operator, values, given }) =>
        operator.includes('numeric') &&
        [...values, ...given].some((value) => !/^-?\d{1,15}(\.\d{1,10})?$/.test(value)),
    ),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:multifactorauthage': '10abc' },
      identity: [allow({ Condition: { NumericEquals: { 'aws:MultiFactorAuthAge': '10' } } })],
    }),
  },
  {
    name: 'all of IPv4',
    page: 'a CIDR range of 32 free bits: UG/reference_policies_elements_condition_operators.html#Conditions_IPAddress',
    concerns: someCondition(({ values }) => values.includes('0.0.0.0/0')),
    example: differing('allowed', 'not-allowed', {
      context: { 'aws:sourceip': '10.0.0.1' },
      identity: [allow({ Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } })],
    }),
  },
  {
    name: 'an IPv4 address outside of ranges of IPv6',
    page: 'it is not in the range: UG/reference_policies_elements_condition_operators.html#Conditions_IPAddress',
    concerns: someCondition(
      ({ operator, values, given }) =>
        operator.includes('notipaddress') &&
        values.some((value) => value.includes(':')) &&
        given.some((value) => !value.includes(':')),
    ),
    example: differing('allowed', 'not-allowed', {
      context: { 'aws:sourceip': '10.0.0.2' },
      identity: [allow({ Condition: { NotIpAddress: { 'aws:SourceIp': '::1' } } })],
    }),
  },
  {
    name: 'IPv4 addresses in the form of IPv6',
    page: 'RFC 4291, 2.5.5.2, an IPv6 address: UG/reference_policies_elements_condition_operators.html#Conditions_IPAddress',
    concerns: someCondition(({ values, given }) =>
      [...values, ...given].some((value) => value.includes('::ffff')),
    ),
    example: differing('allowed', 'not-allowed', {
      context: { 'aws:sourceip': '::ffff:10.0.0.1' },
      identity: [allow({ Condition: { IpAddress: { 'aws:SourceIp': '::ffff:0:0/96' } } })],
    }),
  },
  {
    name: 'Null with a set operator',
    page: 'always true with ForAllValues, always false with ForAnyValue: UG/access-analyzer-reference-policy-checks.html',
    concerns: someCondition(({ operator }) => /^for.*:null$/.test(operator)),
    example: differing('not-allowed', 'allowed', {
      identity: [allow({ Condition: { 'ForAnyValue:Null': { 'aws:TagKeys': 'true' } } })],
    }),
  },
  {
    name: 'an empty NotAction or NotResource',
    page: 'the statement "does not affect the policy": UG/access-analyzer-reference-policy-checks.html',
    concerns: someStatement(({ NotAction, NotResource }) =>
      [NotAction, NotResource].some((element) => Array.isArray(element) && element.length === 0),
    ),
    example: differing('not-allowed', 'allowed', { identity: [allow({ Action: undefined, NotAction: [] })] }),
  },
  {
    name: 'a multi-valued key for a variable with a default',
    page: '"any single-valued key"; no page tells what a default is to others: UG/reference_policies_variables.html',
    concerns: (one) => JSON.stringify(one.layers).includes('${aws:TagKeys,'),
    example: differing('not-allowed', 'allowed', {
      target: object,
      context: { 'aws:tagkeys': ['blue'] },
      identity: [allow({ Resource: "arn:aws:s3:::bucket/bob/${aws:TagKeys, 'red'}.txt" })],
    }),
  },
  {
    name: 'letters beyond ASCII without case',
    page: 'the page tells nothing; recorded answers of the simulator of AWS fold ASCII alone: UG/access_policies_testing-policies.html',
    concerns: someCondition(
      ({ operator, values, given }) =>
        operator.includes('ignorecase') && /\P{ASCII}/u.test([...values, ...given].join('')),
    ),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:principaltag/team': 'é' },
      identity: [allow({ Condition: { StringEqualsIgnoreCase: { 'aws:PrincipalTag/Team': 'É' } } })],
    }),
  },
  {
    name: 'a session named by the policy of a key, or beside its role',
    page: 'a grant to the session is limited by no session policy: UG/reference_policies_evaluation-logic.html',
    concerns: ({ request: { caller }, layers: { resource, session } }) =>
      caller.is === 'role' &&
      session !== undefined &&
      JSON.stringify(resource ?? null).includes(':assumed-role/'),
    example: differing('allowed', 'not-allowed', {
      caller: deploy,
      target: key,
      session: [allow({ Action: 'iam:*' })],
      resource: allow({ Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/Deploy/red' } }),
    }),
  },
  {
    name: 'an empty list under a set operator',
    page: 'ForAnyValue never matches one: UG/access-analyzer-reference-policy-checks.html',
    concerns: someCondition(({ operator, values }) => operator.startsWith('for') && values.length === 0),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:tagkeys': ['blue'] },
      identity: [allow({ Condition: { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': [] } } })],
    }),
  },
  {
    name: 'an empty list with IfExists',
    page: 'it matches an absent key only: UG/access-analyzer-reference-policy-checks.html',
    concerns: someCondition(({ operator, values }) => operator.endsWith('ifexists') && values.length === 0),
    example: differing('not-allowed', 'allowed', {
      identity: [allow({ Condition: { StringNotLikeIfExists: { 'aws:username': [] } } })],
    }),
  },
  {
    name: 'a value that is no ARN under an ARN operator',
    page: 'it matches no ARN: UG/reference_policies_elements_condition_operators.html#Conditions_ARN',
    concerns: someCondition(
      ({ operator, given }) =>
        operator.includes('arn') && given.some((value) => !/^arn(:[^:]*){5}/.test(value)),
    ),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:sourcearn': 'a:b:c:d:e:f' },
      identity: [allow({ Condition: { ArnLike: { 'aws:SourceArn': '*:*:*:*:*:*' } } })],
    }),
  },
  {
    name: 'a resource that does not begin with arn',
    page: '`arn` is a part like the others: UG/reference-arns.html',
    concerns: someStatement((statement) =>
      patternsOf(statement).some((pattern) => pattern.includes(':') && !pattern.startsWith('arn:')),
    ),
    example: differing('not-allowed', 'allowed', {
      target: object,
      identity: [allow({ Resource: 'arn?:aws:s3:::bucket/bob/red.txt' })],
    }),
  },
  {
    name: 'everyone by aws:PrincipalArn',
    page: 'boundary and session do not limit the grant: UG/reference_policies_evaluation-logic.html',
    concerns: ({ layers: { resource, boundary, session } }) =>
      JSON.stringify(resource ?? null).includes('aws:PrincipalArn') &&
      (boundary !== undefined || session !== undefined),
    example: differing('allowed', 'not-allowed', {
      caller: deploy,
      target: object,
      session: [allow({ Action: 'iam:*' })],
      resource: allow({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': deploy.arn } } }),
    }),
  },
  {
    name: 'BinaryEquals',
    page: 'bytes in base64 are compared: UG/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals',
    concerns: someCondition(({ operator }) => operator.includes('binary')),
    example: differing('not-allowed', 'allowed', {
      context: { 'aws:multifactorauthage': '-0' },
      identity: [allow({ Condition: { BinaryEquals: { 'aws:MultiFactorAuthAge': '-0' } } })],
    }),
  },
  {
    name: 'an incomplete ARN as a resource',
    page: '"Missing ARN field": no request has such an ARN: UG/access-analyzer-reference-policy-checks.html',
    concerns: someStatement((statement) =>
      patternsOf(statement).some((pattern) => !/^\*+$/.test(pattern) && pattern.split(':').length < 6),
    ),
    example: differing('allowed', 'not-allowed', {
      identity: [allow({ Resource: undefined, NotResource: '*?*' })],
    }),
  },
  {
    name: 'the case of the name of a role',
    page: 'no page tells whether it counts; principals are compared as written: UG/reference_policies_elements_principal.html',
    concerns: someStatement(({ Principal, NotPrincipal }, _, { request: { caller } }) =>
      'arn' in caller
        ? JSON.stringify(Principal ?? NotPrincipal ?? '')
            .toLowerCase()
            .includes(caller.arn.toLowerCase()) &&
          !JSON.stringify(Principal ?? NotPrincipal ?? '').includes(caller.arn)
        : false,
    ),
    example: differing('not-allowed', 'allowed', {
      caller: deploy,
      target: object,
      resource: allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app/deploy' } }),
    }),
  },
  {
    name: 'ARN operator with an incomplete ARN',
    page: 'six parts are compared: UG/reference_policies_elements_condition_operators.html#Conditions_ARN',
    concerns: someCondition(
      ({ operator, values }) =>
        operator.includes('arn') && values.some((value) => value.split(':').length < 6),
    ),
    example: differing('allowed', 'not-allowed', {
      identity: [allow({ Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws-cn:*' } } })],
    }),
  },
  {
    name: 'a wildcard or variable in the first word of the resource part',
    page: 'it may stand anywhere in it: UG/reference_policies_elements_resource.html',
    concerns: someStatement((statement) =>
      patternsOf(statement).some((pattern) => /[*?$]/.test(pattern.split(':')[5]?.split('/')[0] ?? '')),
    ),
    example: differing('allowed', 'not-allowed', {
      target: table,
      identity: [allow({ Resource: 'arn:aws:dynamodb:us-east-1:111122223333:ta?*/red' })],
    }),
  },
  {
    name: 'an account of another partition',
    page: 'the ARN of root names the partition: UG/reference_policies_elements_principal.html',
    concerns: someStatement(({ Principal, NotPrincipal }, _, { request: { caller } }) => {
      const partition = 'arn' in caller ? caller.arn.split(':')[1] : 'aws';
      return (JSON.stringify(Principal ?? NotPrincipal ?? '').match(/arn:[^:]*/g) ?? []).some(
        (one) => one !== `arn:${partition}`,
      );
    }),
    example: differing('allowed', 'denied', {
      target: object,
      identity: [allow()],
      resource: deny({ Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } }),
    }),
  },
];
