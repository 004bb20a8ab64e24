/**
 * The configuration inside a plan: which arguments somebody wrote, and what their expressions refer to.
 * It holds no locals, no `dynamic` blocks and no text of expressions.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
import { asArray, asObject, asString, asStrings } from '../base/decode.ts';
import type { JsonObject } from '../base/value.ts';
import { readExpression, readExpressions } from './expressions.ts';
import type {
  Configuration,
  Expression,
  ModuleCall,
  ModuleConfiguration,
  ProviderConfiguration,
  ResourceConfiguration,
  VariableConfiguration,
} from './types.ts';

/** Reads it; an absent configuration is an empty one. */
export function readConfiguration(raw: JsonObject | undefined): Configuration {
  return {
    providers: mapObject(asObject(raw?.provider_config), readProvider),
    root: readModule(asObject(raw?.root_module)),
  };
}

/** The key of a resource in its module: `aws_iam_role.r`, `data.aws_iam_policy_document.d`. */
export function resourceKey(mode: string, type: string, name: string): string {
  return mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`;
}

function readModule(raw: JsonObject | undefined): ModuleConfiguration {
  const resources = asArray(raw?.resources).flatMap((entry) => {
    const resource = asObject(entry);
    // Arguments of another shape must not look like "nobody wrote any".
    const isReadable = asObject(resource?.expressions ?? {}) !== undefined;
    return resource === undefined || !isReadable ? [] : [readResource(resource)];
  });
  return {
    resources: Object.fromEntries(resources),
    calls: mapObject(asObject(raw?.module_calls), readCall),
    outputs: mapObject(asObject(raw?.outputs), (output) => readExpression(asObject(output.expression))),
    variables: mapObject(asObject(raw?.variables), readVariable),
  };
}

function readResource(raw: JsonObject): readonly [string, ResourceConfiguration] {
  const mode = asString(raw.mode) ?? 'managed';
  const key = resourceKey(mode, asString(raw.type) ?? '', asString(raw.name) ?? '');
  return [
    key,
    {
      address: asString(raw.address) ?? key,
      providerKey: asString(raw.provider_config_key) ?? '',
      expressions: readExpressions(asObject(raw.expressions)),
      dependsOn: asStrings(raw.depends_on),
      ...repetitionOf(raw),
    },
  ];
}

function readCall(raw: JsonObject): ModuleCall {
  return {
    source: asString(raw.source) ?? '',
    expressions: readExpressions(asObject(raw.expressions)),
    module: readModule(asObject(raw.module)),
    ...repetitionOf(raw),
  };
}

function repetitionOf(raw: JsonObject): { count?: Expression; forEach?: Expression } {
  const count = asObject(raw.count_expression);
  const forEach = asObject(raw.for_each_expression);
  return {
    ...(count === undefined ? {} : { count: readExpression(count) }),
    ...(forEach === undefined ? {} : { forEach: readExpression(forEach) }),
  };
}

function readProvider(raw: JsonObject): ProviderConfiguration {
  const alias = asString(raw.alias);
  const moduleAddress = asString(raw.module_address);
  return {
    name: asString(raw.name) ?? '',
    expressions: readExpressions(asObject(raw.expressions)),
    ...(alias === undefined ? {} : { alias }),
    ...(moduleAddress === undefined ? {} : { moduleAddress }),
  };
}

function readVariable(raw: JsonObject): VariableConfiguration {
  return {
    sensitive: raw.sensitive === true,
    ...(raw.default === undefined ? {} : { default: raw.default }),
  };
}

function mapObject<T>(
  raw: JsonObject | undefined,
  read: (entry: JsonObject) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(raw ?? {}).map(([key, entry]) => [key, read(asObject(entry) ?? {})]),
  );
}
