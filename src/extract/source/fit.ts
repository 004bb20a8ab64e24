/**
 * Whether a configuration is the one that was planned: every resource, call, variable and output of the plan's
 * `configuration` must stand in it and no other, with the same references and constants. A plan does not hold the text of
 * expressions or any local, so a fit does not prove that nothing was edited.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */

import type { Configuration, Module } from '../../hcl/configuration/types.ts';
import type { Block } from '../../hcl/syntax/tree.ts';
import { resourceKey } from '../../plan/configuration.ts';
import type { Expression, ModuleConfiguration, Plan } from '../../plan/types.ts';
import { bodyMisfit } from './body-fit.ts';
import { defaultMisfit, expressionMisfit } from './expression-fit.ts';

/** What does not fit, in one line; undefined where everything does. */
export function misfitOf({ configuration: planned }: Plan, written: Configuration): string | undefined {
  return moduleMisfit(planned.root, written.root, '');
}

function moduleMisfit(planned: ModuleConfiguration, written: Module, at: string): string | undefined {
  const [problem] = written.problems;
  if (problem !== undefined) return problem;
  return (
    namesMisfit(Object.keys(planned.resources), [...resourcesOf(written).keys()], at) ??
    namesMisfit(
      Object.keys(planned.calls).map((name) => `module.${name}`),
      [...written.calls.keys()].map((name) => `module.${name}`),
      at,
    ) ??
    variablesMisfit(planned, written, at) ??
    resourcesMisfit(planned, written, at) ??
    callsMisfit(planned, written, at) ??
    outputsMisfit(planned, written, at)
  );
}

/** Managed, data and ephemeral resources by key; data sources may stand in `check` blocks. */
function resourcesOf({ blocks }: Module): ReadonlyMap<string, Block> {
  const all = blocks.flatMap((block) => (block.type === 'check' ? block.body.blocks : [block]));
  const modes: Readonly<Record<string, string>> = {
    resource: 'managed',
    data: 'data',
    ephemeral: 'ephemeral',
  };
  return new Map(
    all.flatMap((block) => {
      const mode = Object.hasOwn(modes, block.type) ? modes[block.type] : undefined;
      const [type = '', name = ''] = block.labels;
      return mode === undefined ? [] : [[resourceKey(mode, type, name), block] as const];
    }),
  );
}

function namesMisfit(planned: readonly string[], written: readonly string[], at: string): string | undefined {
  const missing = planned.find((one) => !written.includes(one));
  if (missing !== undefined) return `the plan has \`${at}${missing}\`, and the source has not`;
  // Terraform's plans leave ephemeral resources out.
  const more = written.find((one) => !planned.includes(one) && !one.startsWith('ephemeral.'));
  return more === undefined ? undefined : `the source has \`${at}${more}\`, and the plan has not`;
}

function resourcesMisfit(planned: ModuleConfiguration, written: Module, at: string): string | undefined {
  const blocks = resourcesOf(written);
  for (const [key, { expressions, count, forEach }] of Object.entries(planned.resources)) {
    const body = blocks.get(key)?.body;
    if (body === undefined) continue;
    const repetition = { count, for_each: forEach };
    const misfit = bodyMisfit(expressions, body, repetition);
    if (misfit !== undefined) return `\`${at}${key}\`: ${misfit}`;
  }
  return undefined;
}

function callsMisfit(planned: ModuleConfiguration, written: Module, at: string): string | undefined {
  for (const [name, call] of Object.entries(planned.calls)) {
    const found = written.calls.get(name);
    if (found === undefined) continue;
    const repetition = { count: call.count, for_each: call.forEach };
    const misfit = bodyMisfit(call.expressions, found.block.body, repetition);
    if (misfit !== undefined) return `\`${at}module.${name}\`: ${misfit}`;
    const { module } = found;
    const inner =
      module === undefined ? undefined : moduleMisfit(call.module, module, `${at}module.${name}.`);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function outputsMisfit({ outputs }: ModuleConfiguration, { blocks }: Module, at: string): string | undefined {
  for (const block of blocks.filter(({ type }) => type === 'output')) {
    const [name = ''] = block.labels;
    const planned: Expression | undefined = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    const value = block.body.attributes.get('value')?.expression;
    if (planned === undefined) return `the source has the output \`${at}${name}\`, and the plan has not`;
    const misfit = value === undefined ? undefined : expressionMisfit(planned, value);
    if (misfit !== undefined) return `the output \`${at}${name}\` ${misfit}`;
  }
  return undefined;
}

/** Names and defaults; a default that the plan does not hold is null. */
function variablesMisfit(
  { variables }: ModuleConfiguration,
  { blocks }: Module,
  at: string,
): string | undefined {
  const written = blocks.filter(({ type }) => type === 'variable');
  const names = namesMisfit(
    Object.keys(variables).map((name) => `var.${name}`),
    written.map(({ labels }) => `var.${labels[0] ?? ''}`),
    at,
  );
  if (names !== undefined) return names;
  for (const { labels, body } of written) {
    const [name = ''] = labels;
    const value = body.attributes.get('default')?.expression;
    const misfit = value === undefined ? undefined : defaultMisfit(variables[name]?.default ?? null, value);
    if (misfit !== undefined) return `the variable \`${at}${name}\` ${misfit}`;
  }
  return undefined;
}
