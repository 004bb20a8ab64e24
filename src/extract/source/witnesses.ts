/**
 * What the plan knows of a configuration, held against its source. A plan has no copy of the text it was made from, but
 * whatever shares a local, a module's argument or a file with a hidden argument and is itself known must still come out as
 * it was planned.
 */
import type { Value } from '../../base/value.ts';
import { typeOfBlock } from '../../hcl/configuration/blocks.ts';
import { dependenciesIn, files } from '../../hcl/configuration/dependencies.ts';
import { blockOf, moduleOf } from '../../hcl/configuration/target.ts';
import type { Configuration, Module } from '../../hcl/configuration/types.ts';
import type { Block, Expression } from '../../hcl/syntax/tree.ts';
import { expressionsIn } from '../../hcl/syntax/walk.ts';
import { changesAt, priorAt } from '../../plan/instances.ts';
import type { Plan, PriorResource, ResourceChange } from '../../plan/types.ts';
import { modulesOf } from '../../plan/written.ts';
import { comparableNames, differs, plannedAt } from './siblings.ts';

/** An instance of the plan with what is known of it. */
export type Instance = Pick<
  ResourceChange,
  'address' | 'moduleAddress' | 'mode' | 'type' | 'name' | 'index' | 'raw'
>;

/** What the source gives, undefined where it cannot be told. */
export interface Evaluation {
  readonly argument: (instance: Instance, name: string, isBlock: boolean) => Value | undefined;
  readonly output: (name: string) => Value | undefined;
}

export interface Witnesses {
  /** What the plan knows otherwise than the source, for an argument or all of an instance; undefined where nothing. */
  readonly misfitFor: (instance: Instance, name: string | undefined) => string | undefined;
  /** Whether files go into an argument, or into any of an instance. */
  readonly readsFiles: (instance: Instance, name: string | undefined) => boolean;
}

/** Something of the plan that is known, and its source. */
type Consumer =
  | {
      readonly kind: 'argument';
      readonly module: readonly string[];
      readonly block: Block;
      readonly name: string;
    }
  | { readonly kind: 'output'; readonly name: string };

/** Of one resource no more instances than these are looked at. */
const mostInstances = 200;

/** Finds what is shared once, at the first question. */
export function witnessesIn(plan: Plan, configuration: Configuration, evaluation: Evaluation): Witnesses {
  const dependenciesOf = dependenciesIn(configuration);
  let consumers: ReadonlyMap<string, readonly Consumer[]> | undefined;
  const sharing = (dependency: string): readonly Consumer[] => {
    consumers ??= consumersIn(configuration, dependenciesOf);
    return consumers.get(dependency) ?? [];
  };
  const verdicts = new Map<Consumer, string | undefined>();
  const verdictOf = (consumer: Consumer): string | undefined => {
    if (!verdicts.has(consumer)) verdicts.set(consumer, contradictionIn(plan, consumer, evaluation));
    return verdicts.get(consumer);
  };
  const found = new Map<string, string | undefined>();
  const misfitOf = (dependency: string): string | undefined => {
    if (!found.has(dependency)) found.set(dependency, first(sharing(dependency), verdictOf));
    return found.get(dependency);
  };
  const dependenciesAt = (instance: Instance, name: string | undefined): ReadonlySet<string> => {
    const module = modulesOf(instance).map((step) => step.name);
    const block = written(configuration, instance);
    return block === undefined ? new Set() : dependenciesOf(module, expressionsAt(block, name));
  };
  return {
    misfitFor: (instance, name) =>
      siblingMisfit(configuration, instance, evaluation) ?? first(dependenciesAt(instance, name), misfitOf),
    readsFiles: (instance, name) => dependenciesAt(instance, name).has(files),
  };
}

/** The first answer that is one. */
function first<T>(all: Iterable<T>, ask: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const answer = ask(one);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function written(configuration: Configuration, instance: Instance): Block | undefined {
  const { type, name } = instance;
  const mode = instance.mode === 'data' ? 'data' : 'managed';
  try {
    return blockOf(moduleOf(configuration, { module: modulesOf(instance), mode, type, name }), {
      module: [],
      mode,
      type,
      name,
    });
  } catch {
    return undefined;
  }
}

/** The expressions behind an argument or a type of nested blocks, and those that repeat the resource. */
function expressionsAt({ body }: Block, name: string | undefined): readonly Expression[] {
  if (name === undefined) return expressionsIn(body);
  const blocks = body.blocks.filter((block) => typeOfBlock(block) === name);
  const attributes = [name, 'for_each', 'count'].flatMap((one) => body.attributes.get(one)?.expression ?? []);
  return [...attributes, ...blocks.flatMap((block) => expressionsIn(block.body))];
}

function consumersIn(
  configuration: Configuration,
  dependenciesOf: ReturnType<typeof dependenciesIn>,
): ReadonlyMap<string, readonly Consumer[]> {
  const found = new Map<string, Consumer[]>();
  const add = (module: readonly string[], expressions: readonly Expression[], consumer: Consumer): void => {
    for (const dependency of dependenciesOf(module, expressions)) {
      const others = found.get(dependency);
      if (others === undefined) found.set(dependency, [consumer]);
      else others.push(consumer);
    }
  };
  const visit = ({ path, blocks, calls }: Module): void => {
    for (const block of blocks.filter(({ type }) => type === 'resource' || type === 'data'))
      for (const name of comparableNames(block, { raw: {} }))
        add(path, expressionsAt(block, name), { kind: 'argument', module: path, block, name });
    for (const { module } of calls.values()) if (module !== undefined) visit(module);
  };
  visit(configuration.root);
  for (const { type, labels, body } of configuration.root.blocks)
    if (type === 'output') add([], expressionsIn(body), { kind: 'output', name: labels[0] ?? '' });
  return found;
}

/** Where the plan knows something else than the source gives, in one line. */
function contradictionIn(plan: Plan, consumer: Consumer, evaluation: Evaluation): string | undefined {
  if (consumer.kind === 'output') {
    const { name } = consumer;
    const planned = Object.hasOwn(plan.outputs, name) ? plan.outputs[name] : undefined;
    const isOther = planned !== undefined && differs(planned, evaluation.output(name));
    return isOther ? `the output \`${name}\` has another value in it` : undefined;
  }
  const { block, name } = consumer;
  const isOther = (instance: Instance): boolean =>
    comparableNames(block, instance).includes(name) && isContradicted(instance, block, name, evaluation);
  const other = instancesOf(plan, consumer).find(isOther);
  return other === undefined ? undefined : `\`${other.address}\` has another \`${name}\` in it`;
}

/** Instances of the plan, and data sources that were read for it. */
function instancesOf(
  plan: Plan,
  { module, block }: Extract<Consumer, { kind: 'argument' }>,
): readonly Instance[] {
  const [type = '', name = ''] = block.labels;
  const mode = block.type === 'data' ? 'data' : 'managed';
  const modules = module.map((one) => ({ name: one }));
  const resource = { found: 'resource', modules, mode, type, name, attribute: '' } as const;
  const changes = changesAt(plan, resource);
  const read =
    mode === 'data' && plan.complete && changes.length === 0 ? priorAt(plan, resource).map(asInstance) : [];
  return [...changes, ...read].toSorted((a, b) => (a.address < b.address ? -1 : 1)).slice(0, mostInstances);
}

function asInstance({ values, ...resource }: PriorResource): Instance {
  return { ...resource, raw: { after: values } };
}

function siblingMisfit(
  configuration: Configuration,
  instance: Instance,
  evaluation: Evaluation,
): string | undefined {
  const block = written(configuration, instance);
  if (block === undefined) return undefined;
  const names = comparableNames(block, instance);
  const other = names.find((name) => isContradicted(instance, block, name, evaluation));
  return other === undefined ? undefined : `\`${other}\` has another value in it`;
}

function isContradicted(
  instance: Instance,
  { body }: Block,
  name: string,
  { argument }: Evaluation,
): boolean {
  const planned = plannedAt(instance, name);
  return planned !== undefined && differs(planned, argument(instance, name, !body.attributes.has(name)));
}
