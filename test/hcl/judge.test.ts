/**
 * The part of the judge's cases that is kept with Terraform's answers, so that it is held where Terraform is absent.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareKnown, compareUnknown } from './judge/compare.ts';
import { compareConfiguration, configurations, type PlannedTwice } from './judge/configurations.ts';

interface Kept {
  readonly source: string;
  readonly known: string | null;
  readonly unknown: string | null;
}

const kept = JSON.parse(
  readFileSync(new URL('judge/sample.json', import.meta.url), 'utf8'),
) as readonly Kept[];

describe('expressions that Terraform planned', () => {
  it('are many, of all kinds', () => {
    expect(kept.length).toBeGreaterThan(400);
    expect(kept.filter(({ unknown }) => unknown === null).length).toBeGreaterThan(100);
  });

  it('give the same bytes with the inputs known', () => {
    const verdicts = kept.map(({ source, known }) => ({
      source,
      ...compareKnown(source, known ?? undefined),
    }));
    expect(verdicts.filter(({ answer }) => answer === 'wrong')).toEqual([]);
    expect(verdicts.filter(({ answer }) => answer === 'whole').length).toBeGreaterThan(kept.length * 0.8);
  });

  it('give the same bytes with the inputs unknown, once the holes are filled', () => {
    const verdicts = kept.map(({ source, known, unknown }) => ({
      source,
      ...compareUnknown(source, known ?? undefined, unknown ?? undefined),
    }));
    expect(verdicts.filter(({ answer }) => answer === 'wrong')).toEqual([]);
    const recovered = verdicts.filter(({ answer }) => answer === 'whole' || answer === 'filled');
    expect(recovered.length).toBeGreaterThan(kept.length * 0.6);
  });
});

describe.each(configurations)('configuration %s', (name) => {
  const file = new URL(`configurations/${name}/planned.json`, import.meta.url);
  const planned = JSON.parse(readFileSync(file, 'utf8')) as PlannedTwice;
  const verdicts = compareConfiguration(name, planned);

  it('gives every argument as Terraform planned it', () => {
    expect(verdicts.filter(([, { answer }]) => answer !== 'whole' && answer !== 'filled')).toEqual([]);
  });

  it('hides some of them from the plan', () => {
    expect(verdicts.filter(([, { answer }]) => answer === 'filled').length).toBeGreaterThan(0);
  });
});
