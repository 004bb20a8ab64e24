/**
 * The plan as `terraform show -json` prints it, typed and versionless. Nothing here knows AWS.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import type { Problem } from '../base/problem.ts';
import type { Hole, JsonObject, Value, ValueObject } from '../base/value.ts';

/** A plan that was read. */
export interface Plan {
  /** Where it came from, as the user named it (`plan.json`, `-`). */
  readonly file: string;
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  /** When planning began, in milliseconds since 1970; the plan tells it in whole seconds, since Terraform 1.5. */
  readonly madeAt?: number;
  /** False where only planned values tell what there will be: everything then counts as new. */
  readonly hasChanges: boolean;
  /**
   * resource_changes, then deferred_changes. Where there are none planned values stand in (`create`), and in a
   * refresh-only plan, which has none, the managed resources of prior_state (`no-op`).
   */
  readonly changes: readonly ResourceChange[];
  /** Resources of prior_state: what was read during planning (data) and what was there before (managed). */
  readonly prior: readonly PriorResource[];
  readonly configuration: Configuration;
  /** Terraform's `variables`: values may be secret even where nothing says so. */
  readonly variables: Readonly<Record<string, Value>>;
  /** Outputs of the root that are known before apply. */
  readonly outputs: Readonly<Record<string, Value>>;
  readonly errored: boolean;
  readonly complete: boolean;
  /** Warnings about the plan itself: a newer format, an errored or incomplete plan. */
  readonly problems: readonly Problem[];
}

/** One entry of resource_changes or deferred_changes. */
export interface ResourceChange {
  readonly address: string;
  readonly previousAddress?: string;
  readonly moduleAddress?: string;
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number | Hole;
  readonly provider: string;
  readonly deposed?: string;
  readonly actions: readonly string[];
  /** Terraform's action_reason: `read_because_dependency_pending` … */
  readonly reason?: string;
  /** The reason of a deferred change. */
  readonly deferred?: string;
  readonly importing: boolean;
  /** `change` as the plan prints it; read it through `plan/change.ts`. */
  readonly raw: JsonObject;
}

/** One resource of prior_state (or of planned_values). */
export interface PriorResource {
  readonly address: string;
  readonly moduleAddress?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider: string;
  readonly values: JsonObject;
  readonly sensitiveValues: JsonObject | boolean;
}

/** The merged object of a change: a hole stands wherever `after_unknown` says so; an unset key is absent. */
export type MergedObject = ValueObject;

/** A parsed resource address: `module.a["x"].data.aws_iam_policy_document.d[0]`. */
export interface Address {
  readonly modules: readonly ModuleStep[];
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  /** True for `[*]`, the index that is unknown yet. */
  readonly keyUnknown?: true;
}
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
  readonly keyUnknown?: true;
}

/** The configuration tree of a plan; there are no locals and no text of expressions in it. */
export interface Configuration {
  readonly providers: Readonly<Record<string, ProviderConfiguration>>;
  readonly root: ModuleConfiguration;
}
export interface ProviderConfiguration {
  readonly name: string;
  readonly alias?: string;
  readonly moduleAddress?: string;
  readonly expressions: Expressions;
}
export interface ModuleConfiguration {
  /** By `type.name` or `data.type.name`. */
  readonly resources: Readonly<Record<string, ResourceConfiguration>>;
  readonly calls: Readonly<Record<string, ModuleCall>>;
  readonly outputs: Readonly<Record<string, Expression>>;
  readonly variables: Readonly<Record<string, VariableConfiguration>>;
}
export interface VariableConfiguration {
  readonly default?: Value;
  readonly sensitive: boolean;
}
export interface ResourceConfiguration {
  readonly address: string;
  readonly providerKey: string;
  readonly expressions: Expressions;
  readonly count?: Expression;
  readonly forEach?: Expression;
  readonly dependsOn: readonly string[];
}
export interface ModuleCall {
  readonly source: string;
  readonly expressions: Expressions;
  readonly count?: Expression;
  readonly forEach?: Expression;
  readonly module: ModuleConfiguration;
}

/** What the plan keeps of an expression: its value if constant, its references else; `{}` for a pure function. */
export interface Expression {
  readonly constant?: Value;
  /** In order of appearance; Terraform repeats each traversal shorter (a.b.c, a.b). */
  readonly references: readonly string[];
}
/** Arguments and nested blocks; a block is an object of its own expressions, a list of blocks an array. */
export interface Expressions {
  readonly [argument: string]: ExpressionNode;
}
export type ExpressionNode =
  | { readonly node: 'expression'; readonly expression: Expression }
  | { readonly node: 'block'; readonly block: Expressions }
  | { readonly node: 'blocks'; readonly blocks: readonly Expressions[] };

/** Where a reference leads after going through module inputs and outputs. */
export type Resolution =
  | {
      readonly found: 'resource';
      /** Module path with instance keys, as far as they are known. */
      readonly modules: readonly ModuleStep[];
      readonly mode: 'managed' | 'data' | 'ephemeral';
      readonly type: string;
      readonly name: string;
      /** Absent where every instance is meant (a splat) or the key is not known. */
      readonly key?: string | number;
      /**
       * Attribute path after the resource: `arn`, `json`. Empty where the whole resource is meant, and where the plan
       * does not tell: after a splat or a computed index, and always in format 0.1 (Terraform before 1.0.1).
       */
      readonly attribute: string;
    }
  | {
      readonly found: 'constant';
      readonly value: Value;
      /** It went through a variable declared sensitive: not to be shown. */
      readonly sensitive?: true;
    }
  /** `local.x`, an unknown `each.value`, a function without references … with what it was. */
  | { readonly found: 'undetermined'; readonly reference: string; readonly reason: string };
