/**
 * What an expression is made of besides its own text: locals, arguments of module calls, outputs and files, through
 * modules. Two expressions that share one of these change together.
 * https://developer.hashicorp.com/terraform/language/values/locals
 */
import type { Expression } from '../syntax/tree.ts';
import { someInside } from '../syntax/walk.ts';
import { referencesOf } from './references.ts';
import { indexOf } from './scope.ts';
import type { Configuration, Module } from './types.ts';

/** Stands for all files that functions read. */
export const files = 'files';

/** Names what expressions in a module depend on: `files`, or a local, variable or output with its module. */
export type DependenciesOf = (
  module: readonly string[],
  expressions: readonly Expression[],
) => ReadonlySet<string>;

/** For one configuration; what the same names lead to is found once. */
export function dependenciesIn({ root }: Configuration): DependenciesOf {
  const behind = new Map<string, readonly Name[]>();
  const all = new Map<string, ReadonlySet<string>>();
  const namesAt = (name: Name, key: string): readonly Name[] => {
    const found = behind.get(key) ?? namesBehind(root, name);
    behind.set(key, found);
    return found;
  };
  return (module, expressions) => {
    const direct = new Map(
      expressions.flatMap((one) => namesIn(root, module, one)).map((one) => [keyOf(one), one]),
    );
    const key = [...direct.keys()].join('\n');
    const before = all.get(key);
    if (before !== undefined) return before;
    const left = [...direct];
    for (const [one, name] of left)
      for (const inner of namesAt(name, one)) {
        const innerKey = keyOf(inner);
        if (direct.has(innerKey)) continue;
        direct.set(innerKey, inner);
        left.push([innerKey, inner]);
      }
    const found = new Set(direct.keys());
    all.set(key, found);
    return found;
  };
}

interface Name {
  readonly module: readonly string[];
  readonly kind: 'local' | 'var' | 'output' | typeof files;
  readonly name: string;
}

function keyOf({ module, kind, name }: Name): string {
  return kind === files ? files : `${module.join('.')} ${kind}.${name}`;
}

const readsFile =
  /^(?:core::)?(?:file|filebase64|fileexists|fileset|templatefile|file(?:base64)?(?:md5|sha\d+))$/;

/** The names in the text of an expression. */
function namesIn(root: Module, module: readonly string[], expression: Expression): readonly Name[] {
  const names = referencesOf(expression).flatMap((reference): readonly Name[] => {
    const [, kind, name = '', output] =
      /^(local|var|module)\.([^.[]+)(?:\[[^\]]*\])?(?:\.([^.[]+))?/.exec(reference) ?? [];
    if (kind === 'local' || kind === 'var') return [{ module, kind, name }];
    if (kind !== 'module') return [];
    const inner = [...module, name];
    const outputs = output === undefined ? outputsOf(moduleAt(root, inner)) : [output];
    return outputs.map((one) => ({ module: inner, kind: 'output', name: one }));
  });
  const isReading = someInside(expression, (one) => one.kind === 'call' && readsFile.test(one.name));
  return isReading ? [...names, { module: [], kind: files, name: '' }] : names;
}

/** The names in what a name stands for. */
function namesBehind(root: Module, { module, kind, name }: Name): readonly Name[] {
  const at = moduleAt(root, module);
  if (at === undefined || kind === files) return [];
  if (kind === 'var') return namesInCall(root, module, name);
  const { locals, blocks } = indexOf(at);
  const expression =
    kind === 'local' ? locals.get(name) : blocks.get(`output.${name}`)?.body.attributes.get('value');
  return expression === undefined ? [] : namesIn(root, module, expression.expression);
}

/** An argument is evaluated where the call stands, with the call's `each` and `count`. */
function namesInCall(root: Module, module: readonly string[], name: string): readonly Name[] {
  const outer = module.slice(0, -1);
  const call = moduleAt(root, outer)?.calls.get(module.at(-1) ?? '');
  const attributes = call?.block.body.attributes;
  return [name, 'for_each', 'count'].flatMap((one) => {
    const attribute = attributes?.get(one);
    return attribute === undefined ? [] : namesIn(root, outer, attribute.expression);
  });
}

function moduleAt(root: Module, path: readonly string[]): Module | undefined {
  return path.reduce<Module | undefined>((module, name) => module?.calls.get(name)?.module, root);
}

function outputsOf(module: Module | undefined): readonly string[] {
  return (module?.blocks ?? []).filter(({ type }) => type === 'output').map(({ labels }) => labels[0] ?? '');
}
