/**
 * What each condition key can be in the requests that are asked about: what the caller decides, what AWS's page of global
 * keys says, and what the Service Authorization Reference says of the service's own keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { Catalogue } from '../aws/catalogue.ts';
import { globalConditionKey, needsCredentials } from '../aws/global-condition-keys.ts';
import type { Action } from '../aws/service.ts';
import { anyArn, type Domain } from './key-values.ts';
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
  // No tag has such a name: it is a variable whose default is not written as AWS's page says.
  if (/[,']/.test(key)) return never;
  const fixed = world.domains.get(key);
  if (fixed !== undefined) return fixed;
  const global = globalConditionKey(key);
  if (global !== undefined) {
    const { availability, type, multivalued } = global;
    const isSigned = world.caller.is !== 'anonymous';
    return {
      absent:
        !(availability === 'always' || (availability === 'signed' && isSigned)) || isFromEndpoint(key, world),
      present: isSigned || !needsCredentials(global),
      multivalued,
      ...valuesOf(key, type),
    };
  }
  return serviceDomain(key, catalogue, action);
}

function isFromEndpoint(key: string, { from }: World): boolean {
  return key === 'aws:sourceip' && from !== 'network';
}

function serviceDomain(key: string, catalogue: Catalogue, action: Action | undefined): Domain {
  const listed = listedKey(key, catalogue);
  if (listed === undefined) return { absent: true, present: true };
  if (action !== undefined && !carriesKey(action, key, catalogue)) return never;
  const { type } = listed;
  return {
    absent: true,
    present: true,
    ...(type === '' ? {} : { multivalued: type.startsWith('ArrayOf') }),
    ...valuesOf(key, type),
  };
}

interface ListedKey {
  readonly name: string;
  readonly type: string;
}

function listedKey(key: string, catalogue: Catalogue): ListedKey | undefined {
  const keys = catalogue.service(prefixOf(key))?.conditionKeys;
  const slash = key.indexOf('/');
  return keys?.get(key) ?? (slash < 0 ? undefined : keyOfTag(keys, key.slice(0, slash + 1)));
}

function prefixOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf(':'), 0));
}

/** May a request for the action carry the key (in lower case)? False only for a key of the action's service that others list. */
export function carriesKey(action: Action, key: string, catalogue: Catalogue): boolean {
  if (action.service !== prefixOf(key)) return true;
  const listed = listedKey(key, catalogue);
  return (
    listed === undefined ||
    carries(action, listed.name) ||
    !isOfActions(listed.name, action.service, catalogue)
  );
}

const samples: Readonly<Record<string, readonly string[]>> = {
  Numeric: ['1'],
  Date: ['2026-01-01T00:00:00Z'],
  IPAddress: ['198.51.100.7', '2001:db8::7'],
};

/** A value of a typed key is of its type. Ages, sizes, counts and ports are whole numbers; `aws:EpochTime` counts seconds. */
function valuesOf(key: string, type: string): Pick<Domain, 'values' | 'form' | 'typed' | 'written'> {
  if (type === 'Bool') return { values: booleans };
  if (key === 'aws:epochtime') return { typed: ['1767225600'], written: 'epoch' };
  const typed = samples[type];
  if (type === 'Numeric' && typed !== undefined && !hasFractions.test(key))
    return { typed, written: 'whole' };
  if (typed !== undefined) return { typed };
  return type === 'ARN' || type === 'ArrayOfARN' ? { form: [anyArn] } : {};
}

/** `s3:TlsVersion` is 1.2 or 1.3, `autoscaling:SpotPrice` an amount; parameters and percentages may be any number. */
const hasFractions = /version|price|percent|number/;

function carries({ conditionKeys }: Action, name: string): boolean {
  const wanted = withoutTag(name);
  return conditionKeys.some((one) => one === name || withoutTag(one) === wanted);
}

const ofActions = new WeakMap<Catalogue, Map<string, boolean>>();

/** False for a key that no action lists: it comes with the caller's credentials (`ec2:SourceInstanceARN`). */
function isOfActions(name: string, prefix: string, catalogue: Catalogue): boolean {
  const known = ofActions.get(catalogue) ?? new Map<string, boolean>();
  ofActions.set(catalogue, known);
  let is = known.get(name);
  if (is === undefined) {
    is = catalogue.actionsOf(prefix).some((one) => {
      const action = catalogue.action(one);
      return action !== undefined && carries(action, name);
    });
    known.set(name, is);
  }
  return is;
}

/** `s3:existingobjecttag/team` is listed as `s3:ExistingObjectTag/<key>`. */
function keyOfTag(keys: ReadonlyMap<string, ListedKey> | undefined, start: string): ListedKey | undefined {
  for (const [name, key] of keys ?? []) if (name.startsWith(start)) return key;
  return undefined;
}

/** The reference writes one key of tags in several ways: `ssm:resourceTag/${TagKey}` and `ssm:resourceTag/tag-key`. */
function withoutTag(name: string): string {
  return name.replace(/\/(?:\$\{[^}]*\}|<key>|tag-key)?$/, '/');
}
