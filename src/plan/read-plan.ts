/**
 * Bytes to a plan, or one clear problem. Unknown keys are ignored, as Terraform's compatibility promise asks of readers;
 * what has a wrong shape is skipped and told, never silently.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import { asArray, asObject, asString } from '../base/decode.ts';
import { InputError, type Problem } from '../base/problem.ts';
import type { Json, JsonObject } from '../base/value.ts';
import { readConfiguration } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import { diagnoseText, wrongInput } from './problems.ts';
import { readChange, readPlannedValues, readResources } from './resources.ts';
import type { Configuration, Plan, ResourceChange } from './types.ts';

/** V8 holds no longer string: 2^29 - 24 UTF-16 units. */
const longestString = 0x1fff_ffe8;

/** Keys of which a plan has at least one. */
const planKeys = [
  'resource_changes',
  'planned_values',
  'configuration',
  'output_changes',
  'deferred_changes',
];

/**
 * Reads the output of `terraform show -json PLAN`. `file` names it in messages.
 * Throws InputError with exit 3 and one problem where it is no plan.
 */
export function readPlan(input: Uint8Array | string, file: string): Plan {
  const root = readRoot(input, file);
  const problems: Problem[] = [];
  const hasChanges = root.resource_changes !== undefined;
  const priorState = asObject(root.prior_state);
  const planned = readPlannedValues(asObject(root.planned_values));
  const changes = hasChanges || isRefreshOnly(root, planned) ? readChanges(root, file, problems) : planned;
  let configuration: Configuration | undefined;
  const terraformVersion = asString(root.terraform_version);
  return {
    file,
    formatVersion: asString(root.format_version) ?? '',
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    hasChanges,
    changes,
    prior: readResources(asObject(priorState?.values)),
    get configuration() {
      configuration ??= readConfiguration(asObject(root.configuration));
      return configuration;
    },
    variables: variablesOf(asObject(root.variables)),
    errored: root.errored === true,
    complete: root.complete !== false,
    problems: [...versionProblems(root, file), ...completenessProblems(root, file), ...problems],
  };
}

function readRoot(input: Uint8Array | string, file: string): JsonObject {
  if (input.length === 0) throw new InputError(3, [wrongInput('empty-input', file)]);
  if (input.length > longestString) throw new InputError(3, [wrongInput('too-large', file)]);
  if (typeof input !== 'string' && input[0] === 0x50 && input[1] === 0x4b) {
    throw new InputError(3, [wrongInput('binary-plan', file)]);
  }
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeText(input);
  const value = parse(text, file);
  const root = asObject(value);
  if (root === undefined) throw new InputError(3, [wrongInput('not-a-plan', file)]);
  if (planKeys.some((key) => key in root)) return root;
  if ('Statement' in root) throw new InputError(3, [wrongInput('policy-document', file)]);
  if ('@level' in root && '@message' in root) throw new InputError(3, [wrongInput('ui-events', file)]);
  if ('values' in root || ('serial' in root && 'version' in root)) {
    throw new InputError(3, [wrongInput('state-file', file)]);
  }
  if ('format_version' in root && 'terraform_version' in root) return root;
  throw new InputError(3, [wrongInput('not-a-plan', file)]);
}

function parse(text: string, file: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(3, [wrongInput('too-deep', file)]);
    if (text.trim() === '') throw new InputError(3, [wrongInput('empty-input', file)]);
    const reason = error instanceof Error ? error.message : '';
    const code = diagnoseText(text, reason);
    const at = /at position (\d+)/.exec(reason)?.[1];
    throw new InputError(3, [
      wrongInput(code, file, code === 'not-json' && at !== undefined ? `: it breaks at character ${at}` : ''),
    ]);
  }
}

/** A refresh-only plan has neither changes nor planned values, but a state: there is nothing to apply. */
function isRefreshOnly(root: JsonObject, planned: readonly ResourceChange[]): boolean {
  return planned.length === 0 && root.prior_state !== undefined;
}

function readChanges(root: JsonObject, file: string, problems: Problem[]): readonly ResourceChange[] {
  const read = (entry: Json, at: string, deferred?: string): ResourceChange[] => {
    const change = readChange(entry, deferred);
    if (change !== undefined) return [change];
    problems.push({
      code: 'odd-resource',
      message: `\`${at}\` has not the shape of a resource change and was not read`,
      hint: 'make the plan again with `terraform show -json`; if it stays so, please report it',
      file,
    });
    return [];
  };
  if (
    root.resource_changes !== undefined &&
    root.resource_changes !== null &&
    !Array.isArray(root.resource_changes)
  ) {
    read(root.resource_changes, 'resource_changes');
  }
  const changes = asArray(root.resource_changes).flatMap((entry, at) =>
    read(entry, `resource_changes[${at}]`),
  );
  const deferred = asArray(root.deferred_changes).flatMap((entry, at) => {
    const { resource_change: change = null, reason } = asObject(entry) ?? {};
    return read(change, `deferred_changes[${at}]`, asString(reason) ?? 'unknown');
  });
  return deferred.length === 0 ? changes : [...changes, ...deferred];
}

function variablesOf(variables: JsonObject | undefined): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(variables ?? {}).flatMap(([name, entry]) => {
      const value = asObject(entry)?.value;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Minor versions only add; a new major may change what is there. */
function versionProblems(root: JsonObject, file: string): readonly Problem[] {
  const version = asString(root.format_version) ?? '';
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major) || major <= 1) return [];
  return [
    {
      code: 'newer-format',
      message: `the plan's format is \`${version}\`, and this version knows 0.x and 1.x`,
      hint: 'it was read as 1.x; look for a newer grantlint',
      file,
    },
  ];
}

function completenessProblems(root: JsonObject, file: string): readonly Problem[] {
  if (root.errored === true) {
    return [
      {
        code: 'errored-plan',
        message:
          'planning ended with an error, so this plan does not hold everything that the configuration asks for',
        hint: 'mend the error that `terraform plan` shows, and plan again',
        file,
      },
    ];
  }
  if (root.complete !== false || !Array.isArray(root.deferred_changes) || root.deferred_changes.length === 0)
    return [];
  return [
    {
      code: 'incomplete-plan',
      message: 'Terraform deferred some changes to a later plan, so not everything is in this one',
      hint: 'scan the next plan too, after this one is applied',
      file,
    },
  ];
}
