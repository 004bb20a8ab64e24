/** The generator: the data files it writes are whole, small, and the same every time. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tables } from '../../src/aws/catalogue.ts';
import { generateAwsData } from '../../src/aws/generate/generate.ts';
import { filesOf, openTable } from '../../src/aws/table.ts';
import { readData } from './data.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantlint-generate-'));
afterAll(() => rmSync(folder, { recursive: true }));
await generateAwsData(folder);
const files = Object.values(tables)
  .flatMap((name) => Object.values(filesOf(name)) as string[])
  .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

describe('a generated file', () => {
  it.each(files)('%s is what the other tests read', (name, text) => {
    expect(readData(name) === text).toBe(true);
  });

  it.each(files)('%s is plain ASCII, one value a line', (_, text) => {
    expect(/^[\n -~]*$/.test(text)).toBe(true);
    for (const line of text.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('the action catalogue stays under 2 MB', () => {
    expect(readData(filesOf(tables.actions).entries).length).toBeLessThan(2_000_000);
  });

  it('every managed policy is a document with statements', () => {
    const table = openTable(tables.managedPolicies, readData);
    const names = [...table.keys()];
    expect(names.length).toBeGreaterThan(1000);
    const odd = names.filter((name) => !('Statement' in JSON.parse(table.entry(name) ?? '{}')));
    expect(odd).toEqual([]);
  });
});
