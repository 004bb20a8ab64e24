/** The shape of the data files: what is written is what is read, the same bytes for the same facts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable, renderTable, type TableFiles } from '../../src/aws/table.ts';
import type { ReadData } from '../../src/base/reader.ts';

const origin = { source: 'a-package', version: '1.2.3', date: '2026-01-31' };

const readerOf =
  (files: TableFiles): ReadData =>
  (file, start, end) =>
    (file === 'facts.json' ? files.index : files.entries).slice(start, end);

describe('a table', () => {
  it('gives back every entry and its origin', () => {
    const keys = fc.stringMatching(/^[A-Za-z0-9/_-]{1,12}$/);
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue(), { maxKeys: 8 }), (facts) => {
        const entries = Object.entries(facts).map(([key, value]) => [key, JSON.stringify(value)] as const);
        const files = renderTable(origin, entries);
        const table = openTable('facts', readerOf(files));
        expect(table.origin).toEqual(origin);
        for (const [key, value] of entries)
          expect(JSON.parse(table.entry(key) ?? '')).toEqual(JSON.parse(value));
        expect(renderTable(origin, entries.toReversed())).toEqual(files);
      }),
      { numRuns: 200 },
    );
  });

  it('has no entry that was not written', () => {
    const table = openTable('facts', readerOf(renderTable(origin, [['s3', '{}']])));
    expect(table.entry('S3')).toBeUndefined();
    expect(table.entry('')).toBeUndefined();
    expect([...table.keys()]).toEqual(['s3']);
  });
});
