/**
 * Global condition keys about who makes the request, and about the role session it is made with.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
import { type GlobalConditionKey, sometimes } from './key.ts';

const inOrganization = 'when the principal belongs to an organization';
const directService = 'when a service principal makes the call itself';
const instanceRole = "with the credentials of an EC2 instance's role";
const glueRole = "with the credentials of a Glue job's role";
const identityCenter = 'in sessions of IAM Identity Center';

/** Keys of the principal and its session. */
export const principalKeys: readonly GlobalConditionKey[] = [
  { name: 'aws:PrincipalType', type: 'String', multivalued: false, availability: 'always' },
  { name: 'aws:PrincipalArn', type: 'ARN', multivalued: false, availability: 'signed' },
  { name: 'aws:PrincipalAccount', type: 'String', multivalued: false, availability: 'signed' },
  { name: 'aws:PrincipalIsAWSService', type: 'Bool', multivalued: false, availability: 'signed' },
  { name: 'aws:userid', type: 'String', multivalued: false, availability: 'signed' },
  sometimes('aws:PrincipalOrgID', 'String', inOrganization),
  { ...sometimes('aws:PrincipalOrgPaths', 'String', inOrganization), multivalued: true },
  sometimes('aws:PrincipalTag/${TagKey}', 'String', 'when the principal has the tag'),
  sometimes('aws:PrincipalServiceName', 'String', directService),
  { ...sometimes('aws:PrincipalServiceNamesList', 'String', directService), multivalued: true },
  sometimes('aws:username', 'String', 'for IAM users'),
  sometimes('aws:FederatedProvider', 'String', 'in federated sessions'),
  // Long-term access keys carry neither of the MFA keys: Deny needs BoolIfExists.
  sometimes('aws:MultiFactorAuthPresent', 'Bool', 'with temporary credentials'),
  sometimes('aws:MultiFactorAuthAge', 'Numeric', 'with temporary credentials of somebody who used MFA'),
  sometimes('aws:TokenIssueTime', 'Date', 'with temporary credentials'),
  sometimes('aws:SourceIdentity', 'String', 'in sessions that set it'),
  sometimes('aws:AssumedRoot', 'Bool', 'in sessions of sts:AssumeRoot'),
  sometimes('aws:ChatbotSourceArn', 'ARN', 'in sessions of a chat application'),
  sometimes('aws:SignInSessionArn', 'ARN', 'in sessions of the console'),
  sometimes('aws:Ec2InstanceSourceVpc', 'String', instanceRole),
  sometimes('aws:Ec2InstanceSourcePrivateIPv4', 'IPAddress', instanceRole),
  sometimes('ec2:RoleDelivery', 'Numeric', instanceRole),
  sometimes('ec2:SourceInstanceArn', 'ARN', instanceRole),
  sometimes('lambda:SourceFunctionArn', 'ARN', "with the credentials of a Lambda function's role"),
  sometimes('ssm:SourceInstanceArn', 'ARN', 'with the credentials of a managed instance'),
  sometimes('glue:RoleAssumedBy', 'String', glueRole),
  sometimes('glue:CredentialIssuingService', 'String', glueRole),
  sometimes('identitystore:UserId', 'String', identityCenter),
  sometimes('identitystore:IdentityStoreArn', 'ARN', identityCenter),
];
