/**
 * Global condition keys about the network a request comes through.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties
 */
import { type GlobalConditionKey, sometimes } from './key.ts';

const throughEndpoint = 'when the request comes through a VPC endpoint';
const someEndpoints = 'when the request comes through a VPC endpoint of a service that supports it';

/** Keys of the network. */
export const networkKeys: readonly GlobalConditionKey[] = [
  sometimes('aws:SourceIp', 'IPAddress', 'unless the request comes through a VPC endpoint'),
  sometimes('aws:VpcSourceIp', 'IPAddress', throughEndpoint),
  sometimes('aws:SourceVpc', 'String', throughEndpoint),
  sometimes('aws:SourceVpce', 'String', throughEndpoint),
  sometimes('aws:SourceVpcArn', 'ARN', someEndpoints),
  sometimes('aws:VpceAccount', 'String', someEndpoints),
  sometimes('aws:VpceOrgID', 'String', someEndpoints),
  { ...sometimes('aws:VpceOrgPaths', 'String', someEndpoints), multivalued: true },
];
