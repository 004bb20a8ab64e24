import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/base/nearest.ts';

const names = ['actions-cover', 'actions-meet', 'resources-cover', 'effect-is'];

describe('the nearest known name', () => {
  it.each([
    ['action-cover', 'actions-cover'],
    ['actions-meets', 'actions-meet'],
    ['efect-is', 'effect-is'],
    ['effect-si', 'effect-is'],
    ['EFFECT-IS', 'effect-is'],
  ])('of `%s` is `%s`', (name, expected) => {
    expect(nearest(name, names)).toBe(expected);
  });

  it('is none for a name that resembles nothing', () => {
    expect(nearest('password', names)).toBeUndefined();
    expect(nearest('', names)).toBeUndefined();
  });

  it('is the name itself where it is known', () => {
    fc.assert(fc.property(fc.constantFrom(...names), (name) => nearest(name, names) === name));
  });

  it('is none for a text of any length', () => {
    expect(nearest('a'.repeat(1_000_000), names)).toBeUndefined();
  });
});
