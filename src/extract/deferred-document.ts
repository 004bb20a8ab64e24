/**
 * A data source that Terraform reads only during apply. Its arguments are in the plan, so an `aws_iam_policy_document` is
 * rebuilt: exactly where it only waits for something, with holes where an argument is unknown.
 * https://developer.hashicorp.com/terraform/language/data-sources#dependencies
 */
import { hole, isArray, isHole, isObject, type Value, type ValueObject } from '../base/value.ts';
import { after } from '../plan/change.ts';
import { containsTrue } from '../plan/merge.ts';
import { resolve, resolveExpression } from '../plan/references.ts';
import { longest } from '../plan/traversal.ts';
import type { Plan, Resolution, ResourceChange } from '../plan/types.ts';
import { configurationOf, expressionOf, referencesOf } from '../plan/written.ts';
import { dataRowsOf } from './catalogue/row-lookup.ts';
import type { DataDocument } from './data-documents.ts';
import { type Rendered, renderPolicyDocument } from './policy-document/render.ts';
import type { Source } from './source.ts';
import { agreesWith, argumentsInSource, unknownIn, type WrittenArguments } from './source-arguments.ts';

/** The document of a deferred data source; undefined for one that only reads what exists in AWS. */
export function deferredDocument(
  plan: Plan,
  change: ResourceChange,
  at: (resolution: Resolution) => DataDocument | undefined,
  source?: Source,
): DataDocument | undefined {
  const row = dataRowsOf(change.type)?.find((one) => one.role === 'made');
  const values = after(change);
  if (row === undefined || values === null) return undefined;
  const about = { source: change, row, takes: [] };
  const sensitive = containsTrue(change.raw.after_sensitive);
  if (row.kind !== 'generic')
    return { ...about, state: 'undetermined', reason: 'Terraform reads it during apply', sensitive };
  const taken: DataDocument[] = [];
  const planned = renderPolicyDocument(argumentsOf(plan, change, values, at, taken));
  const written = 'json' in planned ? undefined : fromSource(source, change, planned);
  const rendered = written?.rendered ?? planned;
  const facts = {
    ...about,
    ...(written === undefined ? {} : { written: written.written }),
    takes: taken.map((one) => one.source.address),
    sensitive: sensitive || written?.sensitive === true || taken.some((one) => one.sensitive),
  };
  if ('refused' in rendered)
    return { ...facts, state: 'undetermined', reason: `it cannot be rebuilt: ${rendered.refused}` };
  if ('json' in rendered)
    return { ...facts, state: 'rebuilt', content: { form: 'text', text: rendered.json } };
  return { ...facts, state: 'partly', content: { form: 'tree', tree: rendered.tree } };
}

/** What the configuration gives, where that is no more unknown and says nothing else than the plan does. */
function fromSource(
  source: Source | undefined,
  change: ResourceChange,
  planned: Rendered,
): (Omit<WrittenArguments, 'values'> & { readonly rendered: Rendered }) | undefined {
  const found = source === undefined ? undefined : argumentsInSource(source, change);
  if (found === undefined) return undefined;
  const { values, ...facts } = found;
  const rendered = renderPolicyDocument(values);
  if ('refused' in rendered) return undefined;
  const tree = 'json' in rendered ? (JSON.parse(rendered.json) as Value) : rendered.tree;
  if ('tree' in planned && !agreesWith(planned.tree, tree)) return undefined;
  // What the plan tells is certain: an assumption must be worth it.
  const isWorth =
    facts.written.assuming === undefined || !('tree' in planned) || unknownIn(tree) < unknownIn(planned.tree);
  if (!isWorth) return undefined;
  return { ...facts, rendered };
}

/** The arguments, with documents of other data sources filled in, and every other hole named by its references. */
function argumentsOf(
  plan: Plan,
  change: ResourceChange,
  values: ValueObject,
  at: (resolution: Resolution) => DataDocument | undefined,
  taken: DataDocument[],
): ValueObject {
  const { json: _json, minified_json: _minified, id: _id, ...given } = values;
  const filled: Record<string, Value> = { ...given };
  for (const name of [
    'source_policy_documents',
    'override_policy_documents',
    'source_json',
    'override_json',
  ]) {
    const list = given[name];
    const documents = isArray(list) ? list : list === undefined ? [] : [list];
    const sources = documents.some(isHole) ? sourcesAt(plan, change, name, documents.length, at) : [];
    const read = documents.map((one, index): Value => {
      const source = isHole(one) ? sources[index] : undefined;
      if (source?.content === undefined) return one;
      taken.push(source);
      return source.content.form === 'text' ? source.content.text : source.content.tree;
    });
    const [only] = read;
    if (list !== undefined) filled[name] = isArray(list) ? read : (only ?? null);
  }
  return named(filled, plan, change);
}

/** Where a list is written as so many references as it has elements, each element is what its reference leads to. */
function sourcesAt(
  plan: Plan,
  change: ResourceChange,
  name: string,
  count: number,
  at: (resolution: Resolution) => DataDocument | undefined,
): readonly (DataDocument | undefined)[] {
  const scope = configurationOf(plan, change);
  const expression = expressionOf(plan, change, name);
  if (scope === undefined || typeof expression === 'string') return [];
  const references = longest(expression.references);
  if (references.length !== count) return [];
  return references.map((reference) => {
    const [only, ...others] = resolve(plan, scope, reference);
    return only === undefined || others.length > 0 ? undefined : at(only);
  });
}

/**
 * The attribute of an AWS resource (`aws_s3_bucket.arn`) that an argument gets its value from, through inputs and outputs
 * of modules; undefined where anything else may decide it, or where a wildcard takes part.
 */
function attributeBehind(plan: Plan, change: ResourceChange, path: string): string | undefined {
  const scope = configurationOf(plan, change);
  const expression = expressionOf(plan, change, path);
  if (scope === undefined || typeof expression === 'string') return undefined;
  const found = resolveExpression(plan, scope, expression);
  const sources = found.flatMap((one) =>
    one.found === 'resource' && /^aws(cc)?_/.test(one.type) && one.attribute !== ''
      ? [`${one.type}.${one.attribute}`]
      : [],
  );
  const isHarmless = found.every(
    (one) =>
      one.found === 'resource' || (one.found === 'constant' && !/[*?]/.test(JSON.stringify(one.value))),
  );
  const isOnlyAws = sources.length === found.filter((one) => one.found === 'resource').length;
  return isHarmless && isOnlyAws ? sources[0] : undefined;
}

/** Each hole named by the references of its expression. */
function named(values: ValueObject, plan: Plan, change: ResourceChange): ValueObject {
  const name = (value: Value, path: string): Value => {
    if (isHole(value)) {
      if (value.reference !== undefined || value.opaque === true) return value;
      const references = referencesOf(plan, change, path);
      const type = attributeBehind(plan, change, path);
      const known = { ...value, ...(type === undefined ? {} : { type }) };
      return references.length === 0 ? value : hole({ ...known, reference: references.join(', ') });
    }
    if (isArray(value)) {
      const isBlocks = value.some(isObject);
      return value.map((one, at) => name(one, isBlocks ? `${path}[${at}]` : path));
    }
    return isObject(value) ? nameMembers(value, path) : value;
  };
  const nameMembers = (object: ValueObject, path: string): ValueObject =>
    Object.fromEntries(
      Object.entries(object).map(([key, one]) => [key, name(one, path === '' ? key : `${path}.${key}`)]),
    );
  return nameMembers(values, '');
}
