/**
 * The house holds: `src/README.md` says which folder may import which, and this reads the table and the code.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

interface Allowed {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')]));
const parsed = new Map([...texts].map(([file, text]) => [file, parseSync(file, text)]));
const modules = new Map([...parsed].map(([file, { module }]) => [file, module]));
const edges = files.flatMap(edgesOf);
const allowed = readTable(readFileSync(join(src, 'README.md'), 'utf8'));

function edgesOf(from: string): Edge[] {
  const module = modules.get(from);
  if (module === undefined) return [];
  const imports = module.staticImports.map((one) => ({
    to: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }));
  const exports = module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) =>
      entry.moduleRequest === null ? [] : [{ to: entry.moduleRequest.value, typeOnly: entry.isType }],
    ),
  );
  const text = texts.get(from) ?? '';
  const lazy = module.dynamicImports.map((one) => ({
    to: text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
    typeOnly: false,
  }));
  return [...imports, ...exports, ...lazy].map((one) => ({
    from,
    to: one.to.startsWith('.') ? normalize(join(dirname(from), one.to)).replaceAll('\\', '/') : one.to,
    typeOnly: one.typeOnly,
  }));
}

function readTable(markdown: string): ReadonlyMap<string, Allowed> {
  const rows = markdown.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const folder = /^`([a-z]+)`$/.exec(cells[1] ?? '')?.[1];
    return folder === undefined ? [] : [[folder, readAllowed(cells[3] ?? '')] as const];
  });
  return new Map(rows);
}

/** "types of `a`, `b`; `c`" allows type imports of a and b, and any import of c. */
function readAllowed(cell: string): Allowed {
  const parts = cell.split(';').map((part) => part.trim());
  const names = (part: string) => [...part.matchAll(/`([a-z]+)`/g)].map((match) => match[1] ?? '');
  return {
    types: parts.filter((part) => part.startsWith('types of')).flatMap(names),
    values: parts.filter((part) => !part.startsWith('types of')).flatMap(names),
  };
}

const folderOf = (file: string) => file.split('/')[0] ?? '';
const isGenerator = (file: string) => /\/(generate|build)\//.test(file);
const isInside = (edge: Edge) => modules.has(edge.to);

describe('the import table of src/README.md', () => {
  it('names every folder of src, and no other', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...allowed.keys()].sort()).toEqual(folders.map((folder) => folder.name).sort());
  });

  it('allows every import there is', () => {
    const forbidden = edges.filter(isInside).filter((edge) => {
      const [from, to] = [folderOf(edge.from), folderOf(edge.to)];
      if (from === to || !from || !edge.from.includes('/')) return false;
      const may = allowed.get(from);
      if (may?.values.includes(to)) return false;
      return !(edge.typeOnly && may?.types.includes(to));
    });
    expect(forbidden).toEqual([]);
  });

  it('lists no import right that nobody uses', () => {
    const used = new Set(
      edges.filter(isInside).map((edge) => `${folderOf(edge.from)} > ${folderOf(edge.to)}`),
    );
    const idle = [...allowed].flatMap(([from, may]) =>
      [...may.values, ...may.types]
        .filter((to) => !used.has(`${from} > ${to}`))
        .map((to) => `${from} > ${to}`),
    );
    expect(idle).toEqual([]);
  });
});

describe('every module', () => {
  it('resolves its relative imports to a file of src', () => {
    const lost = edges.filter(
      (edge) =>
        !isGenerator(edge.from) &&
        /^(\.|[a-z-]+\/)/.test(edge.to) &&
        edge.to.endsWith('.ts') &&
        !modules.has(edge.to),
    );
    expect(lost).toEqual([]);
  });

  it('has no default export', () => {
    const defaults = files.filter((file) =>
      modules
        .get(file)
        ?.staticExports.some((one) => one.entries.some((entry) => entry.exportName.kind === 'Default')),
    );
    expect(defaults).toEqual([]);
  });

  it('stands in no cycle of value imports', () => {
    expect(cycle(edges.filter((edge) => isInside(edge) && !edge.typeOnly))).toEqual([]);
  });

  it('does no I/O below cli', () => {
    const outside =
      /^(node:)?(fs|child_process|http|https|net|os|process|worker_threads|tls|dgram|dns)(\/|$)/;
    const wrong = edges.filter(
      (edge) => folderOf(edge.from) !== 'cli' && !isGenerator(edge.from) && outside.test(edge.to),
    );
    expect(wrong).toEqual([]);
  });

  it('is reached from the command or the library, unless it generates', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const edge of edges) if (edge.from === file && modules.has(edge.to)) visit(edge.to);
    };
    for (const entry of ['cli/main.ts', 'index.ts', ...files.filter(isGenerator)]) visit(entry);
    expect(files.filter((file) => !reached.has(file))).toEqual([]);
  });
});

describe('the size of things', () => {
  const linesIn = (text: string) => text.split('\n').length - 1;
  const at = (share: number, sizes: readonly number[]) =>
    sizes.toSorted((a, b) => a - b)[Math.ceil(share * sizes.length) - 1] ?? 0;
  const functions = [...parsed].flatMap(([file, { program }]) => lengthsOf(program, texts.get(file) ?? ''));

  it('is that of files and functions that can be read at one look', () => {
    expect(functions.length).toBeGreaterThan(files.length);
    expect(at(0.5, [...texts.values()].map(linesIn))).toBeLessThanOrEqual(90);
    expect(at(0.9, functions)).toBeLessThanOrEqual(26);
  });
});

/** Lines of every function, also of those inside others. */
function lengthsOf(node: unknown, text: string): readonly number[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((one) => lengthsOf(one, text));
  const { type, start, end } = node as { type?: string; start?: number; end?: number };
  const inner = Object.values(node).flatMap((one) => lengthsOf(one, text));
  if (type === undefined || !/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type))
    return inner;
  return [text.slice(start, end).split('\n').length, ...inner];
}

/** The files of one cycle, or none. */
function cycle(graph: readonly Edge[]): readonly string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const edge of graph.filter((one) => one.from === file)) {
      const found = visit(edge.to, [...path, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const found = visit(file, []);
    if (found.length > 0) return found;
  }
  return [];
}
