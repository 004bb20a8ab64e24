/**
 * A configuration in memory, for tests.
 */
import type { Configuration, SourceReader } from '../../src/hcl/configuration/types.ts';
import {
  type Evaluator,
  openEvaluator,
  type Resolver,
  type Target,
} from '../../src/hcl/evaluate-attribute.ts';
import { readConfiguration } from '../../src/hcl/read-configuration.ts';

/** A reader over texts by path; `links` lead elsewhere. */
export function memory(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): SourceReader {
  const real = (path: string): string => {
    const link = Object.keys(links).find((one) => path === one || path.startsWith(`${one}/`));
    return link === undefined ? path : `${links[link]}${path.slice(link.length)}`;
  };
  const isFolder = (path: string): boolean => Object.keys(files).some((file) => file.startsWith(`${path}/`));
  return {
    look: (path) => {
      const realPath = real(path);
      const text = files[realPath];
      if (text !== undefined) return { kind: 'file', realPath, size: text.length };
      return isFolder(realPath) ? { kind: 'folder', realPath, size: 0 } : undefined;
    },
    list: (folder) => {
      const inside = [...Object.keys(files), ...Object.keys(links)].filter((one) =>
        one.startsWith(`${real(folder)}/`),
      );
      return [...new Set(inside.map((one) => one.slice(real(folder).length + 1).split('/')[0] ?? ''))];
    },
    read: (path) => {
      const text = files[real(path)];
      return text === undefined ? undefined : Buffer.from(text);
    },
  };
}

/** A plan that knows nothing. */
export const emptyPlan: Resolver = {
  instances: () => undefined,
  variable: () => undefined,
  holeType: () => undefined,
};

/** The configuration of these files, in `/c`. */
export function configurationOf(
  files: Readonly<Record<string, string>>,
  links?: Readonly<Record<string, string>>,
): Configuration {
  const found = readConfiguration(memory(files, links), '/c');
  if (found === undefined) throw new Error('no configuration');
  return found;
}

/** An evaluator of one file. */
export function evaluatorOf(text: string, resolver: Partial<Resolver> = {}): Evaluator {
  return openEvaluator(configurationOf({ '/c/main.tf': text }), { ...emptyPlan, ...resolver });
}

/** The argument `input` of `terraform_data.t`. */
export const input: Target = {
  module: [],
  mode: 'managed',
  type: 'terraform_data',
  name: 't',
  path: ['input'],
};
