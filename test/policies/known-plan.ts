/**
 * A plan that hides things, as it would be if nothing were unknown: every hole is filled with what AWS would give it. What
 * is written comes from the configuration, what is computed gets a value of its kind.
 */
import { isArray, isHole, isObject, isTemplate, type Json, type Value } from '../../src/base/value.ts';
import { extract } from '../../src/extract/extract.ts';
import { holeTypeOf } from '../../src/extract/source/hole-types.ts';
import type { OpenSource, Source } from '../../src/extract/source.ts';
import type { Plan, ResourceChange } from '../../src/plan/types.ts';
import { context } from './files.ts';

type Mutable = { [key: string]: Json | Mutable };

/** The account that the plan is applied in. */
export const account = '111122223333';

/** The JSON of the plan with everything known. Throws where a hole has no name that can be filled. */
export function knownPlan(text: string, plan: Plan, openSource: OpenSource): string {
  const raw = JSON.parse(text) as {
    resource_changes: { address: string; mode: string; change: Record<string, Json> }[];
    prior_state?: { values: { root_module: { resources: Json[] } } };
  };
  const { managedPolicy } = context.catalogue;
  const extraction = extract(plan, { managedPolicy, openSource });
  const documents = [...extraction.documents()];
  const fill = filler(plan);
  const source = openSource((change) => {
    const found = documents.find(({ origins }) => origins.some(({ address }) => address === change.address));
    return found?.content?.form === 'text' ? found.content.text : found?.content?.tree;
  });
  const byAddress = new Map(plan.changes.map((change) => [change.address, change]));
  for (const entry of raw.resource_changes) {
    const change = byAddress.get(entry.address);
    if (change === undefined) continue;
    const after = settled(entry.change.after, entry.change.after_unknown, [], { change, source, fill });
    for (const { origins, content } of documents) {
      const own = origins.find(({ address }) => address === entry.address);
      if (own === undefined || content === undefined) continue;
      const known = content.form === 'text' ? content.text : JSON.stringify(fill(content.tree));
      put(after as Mutable, own.attribute, known);
    }
    entry.change.after = after as Json;
    entry.change.after_unknown = {};
  }
  const read = raw.resource_changes.filter(({ mode }) => mode === 'data');
  raw.resource_changes = raw.resource_changes.filter(({ mode }) => mode !== 'data');
  raw.prior_state ??= { values: { root_module: { resources: [] } } };
  raw.prior_state.values.root_module.resources ??= [];
  for (const { change, ...resource } of read)
    raw.prior_state.values.root_module.resources.push({ ...resource, values: change.after ?? null } as Json);
  return JSON.stringify(raw);
}

interface Filling {
  readonly change: ResourceChange;
  readonly source: Source;
  readonly fill: (value: Value) => Json;
}

/** The object after apply, with a value wherever `unknown` says that there will be one. */
function settled(
  after: Json | undefined,
  unknown: Json | undefined,
  steps: readonly (string | number)[],
  filling: Filling,
): Json {
  if (unknown === true) return valueAt(steps, filling);
  if (isArray(unknown)) {
    const list = isArray(after) ? after : [];
    return unknown.map((one, at) => settled(list[at], one, [...steps, at], filling)) as Json;
  }
  if (!isObject(unknown)) return after ?? null;
  const object: Mutable = { ...(isObject(after) ? (after as Mutable) : {}) };
  for (const [name, one] of Object.entries(unknown))
    object[name] = settled(object[name] as Json | undefined, one as Json, [...steps, name], filling);
  return object as Json;
}

function valueAt(steps: readonly (string | number)[], { change, source, fill }: Filling): Json {
  const found = source.valueAt(change, steps);
  if (!('refused' in found) && found.value !== null) return fill(found.document ?? found.value);
  return steps.length === 1 ? computed(change, String(steps[0])) : null;
}

/** What AWS gives: ARNs and names of their kind, nothing for the rest. */
function computed({ address, type, raw }: ResourceChange, attribute: string): Json {
  const after = raw.after as Record<string, Json> | null;
  const given = [after?.name, after?.bucket, after?.name_prefix, after?.bucket_prefix].find(
    (one) => typeof one === 'string',
  );
  const name = String(given ?? address).replace(/[^A-Za-z0-9-]+/g, '-');
  const kind = holeTypeOf(type, attribute);
  if (type === 'aws_iam_openid_connect_provider') {
    const url = typeof after?.url === 'string' ? after.url : `https://${issuer}`;
    return attribute === 'url' ? url : `arn:aws:iam::${account}:oidc-provider/${url.replace('https://', '')}`;
  }
  if (attribute === 'arn' || attribute === 'invoke_arn') return arnOf(holeTypeOf(type, 'arn') ?? 'arn', name);
  if (attribute === 'id' && type === 'aws_iam_policy') return arnOf('arn:iam:policy', name);
  if (kind?.startsWith('arn') === true) return arnOf('arn:iam:role', name);
  return kind === 'string' || attribute === 'policy_id' ? name : null;
}

/** The issuer of a cluster, without its scheme. */
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';

function arnOf(kind: string, name: string): string {
  const [, service = '', resource = ''] = kind.split(':');
  if (service === 's3') return `arn:aws:s3:::${name}`;
  if (service === 'iam') return `arn:aws:iam::${account}:${resource}/${name}`;
  const own = service === 'sns' || service === 'sqs' ? name : `${resource}/${name}`;
  return `arn:aws:${service}:eu-west-1:${account}:${own}`;
}

/** Fills holes by their references: attributes of resources, texts made of such. */
function filler(plan: Plan): (value: Value) => Json {
  const known = ({
    reference = '',
    type = '',
  }: {
    readonly reference?: string;
    readonly type?: string;
  }): Json => {
    if (reference.includes('.oidc[0].issuer'))
      return reference.startsWith('replace(') ? issuer : `https://${issuer}`;
    const inner = /^tostring\((.*)\)$/.exec(reference)?.[1] ?? reference;
    const [, address = '', attribute = ''] = /^(.*?)\.([a-z_0-9]+)$/.exec(inner) ?? [];
    const change = plan.changes.find((one) => one.address === address);
    if (change !== undefined) return computed(change, attribute);
    // Behind a variable stands an attribute of that type.
    const [resource = '', name = ''] = type.split('.');
    const kind = resource.startsWith('aws_') ? holeTypeOf(resource, name) : type;
    if (kind?.startsWith('arn') !== true) throw new Error(`nothing fills \`${reference}\``);
    return arnOf(kind, 'behind');
  };
  const fill = (value: Value): Json => {
    if (isHole(value) && value.entries !== undefined)
      return Object.fromEntries(value.entries.map(([name, one]) => [String(fill(name)), fill(one)])) as Json;
    if (isHole(value)) return known(value);
    if (isTemplate(value))
      return value.parts.map((part) => (typeof part === 'string' ? part : String(fill(part)))).join('');
    if (isArray(value)) return value.map(fill) as Json;
    if (!isObject(value)) return value as Json;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)])) as Json;
  };
  return fill;
}

/** Puts a document where its attribute says. */
function put(after: Mutable, attribute: string, text: string): void {
  const [, block, key, inner] = /^(\w+)\["?(.*?)"?\]\.(\w+)$/.exec(attribute) ?? [];
  if (block === undefined || key === undefined || inner === undefined) {
    after[attribute] = text;
    return;
  }
  const blocks = (isArray(after[block] as Value) ? after[block] : []) as unknown as Mutable[];
  const own = blocks.find((one, at) => one.name === key || String(at) === key);
  if (own === undefined) blocks.push({ name: key, [inner]: text });
  else own[inner] = text;
  after[block] = blocks as unknown as Json;
}
