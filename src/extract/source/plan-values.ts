/**
 * What the plan knows, as the evaluation of the configuration asks for it: instances with their attributes, and the
 * values of variables.
 */
import {
  isArray,
  isHole,
  isObject,
  isTemplate,
  type Json,
  type Text,
  template,
  type Value,
  type ValueObject,
} from '../../base/value.ts';
import type { PlannedInstance, Resolver } from '../../hcl/evaluate-attribute.ts';
import { formatModules } from '../../plan/address.ts';
import { after } from '../../plan/change.ts';
import { changesAt, priorAt } from '../../plan/instances.ts';
import { unmask } from '../../plan/masked.ts';
import type { Plan, Resolution, ResourceChange } from '../../plan/types.ts';
import type { DocumentOf } from '../source.ts';
import { holeTypeOf } from './hole-types.ts';
import { withIssuer } from './issuers.ts';

/** A variable that the plan masks or leaves out: nothing that depends on it can be told. */
export class HiddenVariable extends Error {
  override readonly name = 'HiddenVariable';
}

/** Answers from a plan. `documentOf` gives what a deferred data source's `json` will be. */
export function planValues(plan: Plan, documentOf: DocumentOf): Resolver {
  const managed = new Map<string, readonly PlannedInstance[] | undefined>();
  return {
    instances: ({ module, mode, type, name }) => {
      const resource = { found: 'resource', modules: module, mode, type, name, attribute: '' } as const;
      if (mode === 'data') return instancesOf(plan, resource, documentOf);
      const address = `${formatModules(module)} ${type}.${name}`;
      if (!managed.has(address)) managed.set(address, instancesOf(plan, resource, documentOf));
      return managed.get(address);
    },
    variable: (name) => variableOf(plan, name),
    holeType: holeTypeOf,
  };
}

function instancesOf(
  plan: Plan,
  resource: Extract<Resolution, { found: 'resource' }>,
  documentOf: DocumentOf,
): readonly PlannedInstance[] | undefined {
  const module = formatModules(resource.modules);
  const isThere = ({ moduleAddress = '' }: { readonly moduleAddress?: string }) => moduleAddress === module;
  const changes = changesAt(plan, resource).filter(isThere);
  if (changes.some(({ index }) => isHole(index))) return undefined;
  const planned = changes.flatMap((change): readonly PlannedInstance[] => {
    const value = after(change);
    if (value === null) return [];
    const told = withIssuer(plan, change, withDocument(change, value, documentOf));
    return [{ ...keyOf(change.index), value: told }];
  });
  const read = priorAt(plan, resource)
    .filter((one) => isThere(one) && !changes.some(({ address }) => address === one.address))
    .map(({ index, values }): PlannedInstance => ({ ...keyOf(index), value: values }));
  const all = [...planned, ...read];
  return all.length === 0 ? undefined : all;
}

function keyOf(index: ResourceChange['index']): { readonly key?: string | number } {
  return typeof index === 'string' || typeof index === 'number' ? { key: index } : {};
}

function withDocument(change: ResourceChange, value: ValueObject, documentOf: DocumentOf): ValueObject {
  if (change.mode !== 'data' || change.type !== 'aws_iam_policy_document') return value;
  const document = documentOf(change);
  if (document === undefined) return value;
  const text = typeof document === 'string' ? document : textOf(document);
  return { ...value, json: text, minified_json: minified(document) };
}

function minified(document: Value): Text {
  return typeof document === 'string' ? JSON.stringify(JSON.parse(document)) : textOf(document);
}

/** A document as JSON text, with its holes inside of quotes: read again it is the same document. */
function textOf(document: Value): Text {
  if (isHole(document)) return template(['"', document, '"']);
  if (isTemplate(document)) return template(['"', ...document.parts.map(escaped), '"']);
  if (isArray(document)) return template(['[', ...separated(document.map(textOf)), ']']);
  if (!isObject(document)) return JSON.stringify(document);
  const members = Object.entries(document).map(([key, one]) =>
    template([`${JSON.stringify(key)}:`, textOf(one)]),
  );
  return template(['{', ...separated(members), '}']);
}

function escaped<T>(part: T | string): T | string {
  return typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part;
}

function separated(texts: readonly Text[]): readonly Text[] {
  return texts.flatMap((text, at) => (at === 0 ? [text] : [',', text]));
}

/** The plan names every variable of the root, defaults included. */
function variableOf(plan: Plan, name: string): Json | undefined {
  const given = Object.hasOwn(plan.variables, name) ? plan.variables[name] : undefined;
  if (given === undefined) throw new HiddenVariable(`the plan does not hold \`var.${name}\``);
  const { variables } = plan.configuration.root;
  const isSensitive = Object.hasOwn(variables, name) && variables[name]?.sensitive === true;
  // A number of digits alone is more likely an account than a host's hash.
  const value = unmask(given, isSensitive && !/^\d+$/.test(String(given)));
  if (hasMask(value)) throw new HiddenVariable(`the plan masks \`var.${name}\``);
  return value as Json | undefined;
}

function hasMask(value: Value): boolean {
  if (isHole(value) || isTemplate(value)) return true;
  if (isArray(value)) return value.some(hasMask);
  return isObject(value) && Object.values(value).some(hasMask);
}
