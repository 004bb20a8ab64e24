/**
 * What each condition key can be in the requests that are asked about: what the caller decides, what AWS's page of global
 * keys says, and what the Service Authorization Reference says of the service's own keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { Catalogue } from '../aws/catalogue.ts';
import { globalConditionKey } from '../aws/global-condition-keys.ts';
import type { Action } from '../aws/service.ts';
import type { Domain } from './key-values.ts';
import type { World } from './worlds.ts';

const never: Domain = { absent: true, present: false };
const booleans = ['true', 'false'];

/** The domain of a key by its lower-case name; with an action, only what requests for that action carry. */
export function domainOf(
  key: string,
  world: World,
  catalogue: Catalogue,
  action: Action | undefined,
): Domain {
  const fixed = world.domains.get(key);
  if (fixed !== undefined) return fixed;
  const global = globalConditionKey(key);
  if (global !== undefined) {
    const { availability, type, multivalued } = global;
    const isSigned = world.caller.is !== 'anonymous';
    return {
      absent:
        !(availability === 'always' || (availability === 'signed' && isSigned)) || isFromEndpoint(key, world),
      present: availability !== 'signed' || isSigned,
      multivalued,
      ...(type === 'Bool' ? { values: booleans } : {}),
    };
  }
  return serviceDomain(key, catalogue, action);
}

function isFromEndpoint(key: string, { from }: World): boolean {
  return key === 'aws:sourceip' && from !== 'network';
}

function serviceDomain(key: string, catalogue: Catalogue, action: Action | undefined): Domain {
  const prefix = key.slice(0, Math.max(key.indexOf(':'), 0));
  const keys = catalogue.service(prefix)?.conditionKeys;
  const slash = key.indexOf('/');
  const listed = keys?.get(key) ?? (slash < 0 ? undefined : keyOfTag(keys, key.slice(0, slash + 1)));
  if (listed === undefined) return { absent: true, present: true };
  if (action?.service === prefix && !action.conditionKeys.some((one) => one === listed.name)) return never;
  const type = listed.type;
  return {
    absent: true,
    present: true,
    ...(type === '' ? {} : { multivalued: type.startsWith('ArrayOf') }),
    ...(type === 'Bool' ? { values: booleans } : {}),
  };
}

/** `s3:existingobjecttag/team` is listed as `s3:ExistingObjectTag/<key>`. */
function keyOfTag(
  keys: ReadonlyMap<string, { readonly name: string; readonly type: string }> | undefined,
  start: string,
): { readonly name: string; readonly type: string } | undefined {
  for (const [name, key] of keys ?? []) if (name.startsWith(start)) return key;
  return undefined;
}
