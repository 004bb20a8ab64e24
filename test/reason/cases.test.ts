import { expect, it } from 'vitest';
import { compared } from './ask.ts';
import { cases } from './cases.ts';

it.each(cases)('$name: $expected', ({ before, after, expected }) => {
  expect(compared(before, after).newAccess.verdict).toBe(expected);
});
