/** The table of data that is read and written: it names real actions, and none as both. */
import { expect, it } from 'vitest';
import { dataKinds } from '../../src/aws/data-kinds.ts';
import { catalogue } from './data.ts';

it('names only actions of the catalogue, in canonical case', () => {
  const names = dataKinds.flatMap(({ reads, writes }) => [...reads, ...writes]);
  expect(names).toEqual(names.map((name) => catalogue.action(name)?.name));
  expect(new Set(names).size).toBe(names.length);
});

it('calls no action that writes a read', () => {
  const reads = dataKinds.flatMap((one) => one.reads);
  const writing = reads.filter((name) => catalogue.action(name)?.level === 'Write');
  expect(writing.sort()).toEqual([]);
});
