/**
 * Bytes to a plan, or one clear problem. Unknown keys are ignored, as Terraform's compatibility promise asks of readers;
 * what has a wrong shape is skipped and told, never silently.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import { asObject, asString, own } from '../base/decode.ts';
import type { Pointer } from '../base/pointer.ts';
import { below } from '../base/pointer.ts';
import type { Problem } from '../base/problem.ts';
import type { Json, JsonObject } from '../base/value.ts';
import { readConfiguration } from './configuration.ts';
import { noticesOf } from './notices.ts';
import { parsePlan } from './parse-plan.ts';
import { listed, readChange, readResources, type Skipped } from './resources.ts';
import { plannedAsChanges, stateAsChanges } from './stand-in.ts';
import type { Configuration, Plan, PriorResource, ResourceChange } from './types.ts';

/**
 * Reads the output of `terraform show -json PLAN`. `file` names it in messages.
 * Throws InputError with exit 3 and one problem where it is no plan. A resource that could not be read is a problem
 * `odd-resource` of the plan.
 */
export function readPlan(input: Uint8Array | string, file: string): Plan {
  const root = parsePlan(input, file);
  const problems: Problem[] = [...noticesOf(root, file)];
  let odd = 0;
  const skipped: Skipped = (at, address) => {
    if (odd++ < mostTold) problems.push(oddResource(at, address, file));
  };
  if (root.configuration !== undefined && asObject(own(root.configuration, 'root_module')) === undefined)
    skipped('/configuration', undefined);
  const prior = readResources(asObject(root.prior_state)?.values, '/prior_state/values', skipped);
  const terraformVersion = asString(root.terraform_version);
  const madeAt = Date.parse(asString(root.timestamp) ?? '');
  let configuration: Configuration | undefined;
  let outputs: Plan['outputs'] | undefined;
  return {
    file,
    formatVersion: asString(root.format_version ?? root.plan_format_version) ?? '',
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    ...(Number.isNaN(madeAt) ? {} : { madeAt }),
    ...changesOf(root, prior, skipped),
    prior,
    get configuration() {
      configuration ??= readConfiguration(asObject(root.configuration));
      return configuration;
    },
    variables: variablesOf(asObject(root.variables)),
    get outputs() {
      outputs ??= outputsOf(asObject(root.planned_values));
      return outputs;
    },
    errored: root.errored === true,
    complete: root.complete !== false,
    problems: odd > mostTold ? [...problems, moreOdd(odd - mostTold, file)] : problems,
  };
}

function changesOf(
  root: JsonObject,
  prior: readonly PriorResource[],
  skipped: Skipped,
): Pick<Plan, 'changes' | 'hasChanges'> {
  const changes = readChanges(root.resource_changes, '/resource_changes', skipped);
  const deferred = deferredOf(root, skipped);
  if (deferred.length > 0) return { hasChanges: true, changes: [...changes, ...deferred] };
  if (changes.length > 0) return { hasChanges: true, changes };
  const planned = readResources(root.planned_values, '/planned_values', skipped);
  if (planned.length > 0) return { hasChanges: false, changes: plannedAsChanges(planned) };
  return { hasChanges: true, changes: stateAsChanges(prior) };
}

function readChanges(list: Json | undefined, at: Pointer, skipped: Skipped): readonly ResourceChange[] {
  const changes: ResourceChange[] = [];
  for (const [index, entry] of listed(list, at, skipped).entries()) {
    const change = readChange(entry);
    if (change !== undefined) changes.push(change);
    else skipped(below(at, index), asString(own(entry, 'address')));
  }
  return changes;
}

function deferredOf(root: JsonObject, skipped: Skipped): readonly ResourceChange[] {
  return listed(root.deferred_changes, '/deferred_changes', skipped).flatMap((entry, index) => {
    const inner = own(entry, 'resource_change');
    const change = readChange(inner, asString(own(entry, 'reason')) ?? 'unknown');
    if (change !== undefined) return [change];
    skipped(below('/deferred_changes', index), asString(own(inner, 'address')));
    return [];
  });
}

function variablesOf(variables: JsonObject | undefined): Plan['variables'] {
  return Object.fromEntries(
    Object.entries(variables ?? {}).flatMap(([name, entry]) => {
      const value = own(entry, 'value');
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Planned values leave out what is unknown. */
function outputsOf(planned: JsonObject | undefined): Plan['outputs'] {
  return variablesOf(asObject(planned?.outputs));
}

/** How many entries that could not be read are told one by one. */
const mostTold = 20;

function moreOdd(count: number, file: string): Problem {
  return {
    code: 'odd-resource',
    message: `${count} more of its entries could not be read`,
    hint: 'make the plan again with `terraform show -json tfplan > plan.json`',
    file,
  };
}

function oddResource(at: Pointer, address: string | undefined, file: string): Problem {
  return {
    code: 'odd-resource',
    message: `${address === undefined ? 'an entry' : `\`${address}\``} of the plan could not be read: \`${at}\` has not the shape that Terraform writes`,
    hint: 'make the plan again with `terraform show -json tfplan > plan.json`; if it stays so, please report it',
    file,
  };
}
