/**
 * Global condition keys about the request and the resource it touches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
import { type GlobalConditionKey, sometimes } from './key.ts';

const serviceCall = 'when a service principal calls on behalf of a resource';
const resourceKnown = 'for most services';
const forwarded = 'when a service calls with the credentials of the caller';

/** Keys of the request, its resource, and the service that makes it. */
export const requestKeys: readonly GlobalConditionKey[] = [
  { name: 'aws:CurrentTime', type: 'Date', multivalued: false, availability: 'always' },
  // Numeric operators work on it too.
  { name: 'aws:EpochTime', type: 'Date', multivalued: false, availability: 'always' },
  { name: 'aws:SecureTransport', type: 'Bool', multivalued: false, availability: 'always' },
  // The caller writes these two, so they guard nothing.
  { name: 'aws:UserAgent', type: 'String', multivalued: false, availability: 'always' },
  sometimes('aws:Referer', 'String', 'when the caller sends the header'),
  sometimes('aws:RequestedRegion', 'String', 'on all but some calls to global services'),
  sometimes('aws:ResourceAccount', 'String', resourceKnown),
  sometimes('aws:ResourceOrgID', 'String', resourceKnown),
  { ...sometimes('aws:ResourceOrgPaths', 'String', resourceKnown), multivalued: true },
  sometimes(
    'aws:ResourceTag/${TagKey}',
    'String',
    'when the service supports it and the resource has the tag',
  ),
  sometimes('aws:RequestTag/${TagKey}', 'String', 'when the request passes the tag'),
  { ...sometimes('aws:TagKeys', 'String', 'when the request passes tags'), multivalued: true },
  sometimes('aws:SourceAccount', 'String', serviceCall),
  sometimes('aws:SourceArn', 'ARN', serviceCall),
  sometimes('aws:SourceOrgID', 'String', serviceCall),
  { ...sometimes('aws:SourceOrgPaths', 'String', serviceCall), multivalued: true },
  { name: 'aws:ViaAWSService', type: 'Bool', multivalued: false, availability: 'signed' },
  { ...sometimes('aws:CalledVia', 'String', forwarded), multivalued: true },
  sometimes('aws:CalledViaFirst', 'String', forwarded),
  sometimes('aws:CalledViaLast', 'String', forwarded),
  { name: 'aws:CalledViaAWSMCP', type: 'String', multivalued: false, availability: 'unverified' },
  { name: 'aws:IsMcpServiceAction', type: 'Bool', multivalued: false, availability: 'unverified' },
  { name: 'aws:ViaAWSMCPService', type: 'Bool', multivalued: false, availability: 'unverified' },
  { name: 'aws:ViaCustomerDomain', type: 'Bool', multivalued: false, availability: 'unverified' },
];
