/**
 * Questions to the evaluation of a configuration, by the entries of a plan.
 */
import type { Value, ValueObject } from '../../base/value.ts';
import type { Evaluator, NotEvaluated, Target } from '../../hcl/evaluate-attribute.ts';
import { modulesOf } from '../../plan/written.ts';
import { HiddenVariable } from './plan-values.ts';
import type { Evaluation, Instance } from './witnesses.ts';

/** What the source gives, each evaluated once. */
export function evaluationBy(evaluator: Evaluator): Evaluation {
  const known = new Map<string, Value | undefined>();
  const bodies = new Map<string, ValueObject | undefined>();
  const bodyOf = (instance: Instance): ValueObject | undefined => {
    const { address } = instance;
    if (!bodies.has(address)) {
      const found = asked(() => evaluator.evaluateBody(targetOf(instance, [])));
      bodies.set(address, 'undetermined' in found ? undefined : found.value);
    }
    return bodies.get(address);
  };
  const argument = (instance: Instance, name: string, isBlock: boolean): Value | undefined => {
    if (isBlock) return bodyOf(instance)?.[name];
    const found = asked(() => evaluator.evaluateAttribute(targetOf(instance, [name])));
    return 'undetermined' in found ? undefined : found.value;
  };
  return {
    argument: (instance, name, isBlock) => {
      const key = `${instance.address} ${name}`;
      if (!known.has(key)) known.set(key, argument(instance, name, isBlock));
      return known.get(key);
    },
    output: (name) => {
      const found = asked(() => evaluator.evaluateOutput(name));
      return 'undetermined' in found ? undefined : found.value;
    },
  };
}

/** Runs a question; what the plan masks leaves no answer. */
export function asked<T extends object>(run: () => T | NotEvaluated): T | NotEvaluated {
  try {
    return run();
  } catch (error) {
    if (error instanceof HiddenVariable) return { undetermined: error.message };
    throw error;
  }
}

/** What is asked of an entry: its module, name, key, and the path in it. */
export function targetOf(change: Instance, path: readonly (string | number)[]): Target {
  const { mode, type, name, index } = change;
  const key = typeof index === 'string' || typeof index === 'number' ? { key: index } : {};
  return { module: modulesOf(change), mode: mode === 'data' ? 'data' : 'managed', type, name, path, ...key };
}
