/**
 * The rows of the Cloud Control provider against its schema as it was reviewed: each in one, with what it says, and no more.
 */
import { describe, expect, it } from 'vitest';
import { linksOf, principalTypes } from '../../src/extract/catalogue/links.ts';
import { allRows } from '../../src/extract/catalogue/row-lookup.ts';
import { awsccSchema } from './awscc-schema.ts';

const rows = allRows.filter(({ type }) => type.startsWith('awscc_'));
const presences = {
  required: 'required',
  'optional+computed': 'computed-default',
  computed: 'echo',
} as const;

describe('the rows of the Cloud Control provider', () => {
  it('are the attributes of its schema, each with its kind and what leaving it out means', () => {
    const inSchema = awsccSchema.map(
      ([type, path, mode, kind]) => `${type} ${path} ${kind} ${presences[mode]}`,
    );
    const inCatalogue = rows.map(({ type, path, kind, presence }) => `${type} ${path} ${kind} ${presence}`);
    expect(inCatalogue.sort()).toEqual(inSchema.sort());
  });

  it('stand in the source file of their resource', () => {
    const elsewhere = awsccSchema.filter(([type, , , , source]) => {
      const [service = '', file = ''] = source.split('/');
      return `awscc_${service}_${file.replace(/_resource_gen\.go:\d+$/, '')}` !== type;
    });
    expect(elsewhere).toEqual([]);
  });

  it('have every document that a principal links inline', () => {
    const inline = [...principalTypes.keys()]
      .filter((type) => type.startsWith('awscc_'))
      .flatMap((type) => linksOf(type) ?? [])
      .filter(({ by }) => by === 'inline');
    const places = new Set(rows.map(({ type, path }) => `${type} ${path}`));
    expect(inline.map(({ type, policy }) => `${type} ${policy}`).filter((one) => !places.has(one))).toEqual(
      [],
    );
    expect(inline.length).toBeGreaterThan(3);
  });
});
