/**
 * A sample of the policies that AWS manages; `npm run managed` examines all.
 */
import { expect, it } from 'vitest';
import { randomFrom } from '../iam/random.ts';
import { examine, managedPolicies, newTally } from './managed-policies.ts';

it('every version of a sample is decided, and means the same however it is written', () => {
  const random = randomFrom(7);
  const all = managedPolicies();
  const tally = newTally();
  for (let at = 0; at < 60; at++) examine(random.pick(all), tally);
  expect(tally.broken).toEqual([]);
  expect(tally.answers.yes).toBeGreaterThan(20);
  expect(tally.answers.no).toBeGreaterThan(20);
});
