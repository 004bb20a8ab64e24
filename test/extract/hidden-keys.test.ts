/**
 * Objects of which the plan hides the keys: what the configuration says of them must fit what the plan does not hide.
 */
import { describe, expect, it } from 'vitest';
import { hole, template } from '../../src/base/value.ts';
import { agreesWith, unknownIn } from '../../src/extract/source-arguments.ts';

const issuer = hole({ reference: 'local.issuer' });
const planned = hole({
  entries: [
    [hole(), 'sts.amazonaws.com'],
    [hole(), 'system:serviceaccount:web:api'],
  ],
});
const written = (subject: string) =>
  hole({
    entries: [
      [template([issuer, ':sub']), subject],
      [template([issuer, ':aud']), 'sts.amazonaws.com'],
    ],
  });

describe('an object whose keys are unknown', () => {
  it('agrees with the one in the configuration where each value of it stands there', () => {
    expect(agreesWith(planned, written('system:serviceaccount:web:api'))).toBe(true);
    expect(agreesWith(planned, { a: 'sts.amazonaws.com', b: 'system:serviceaccount:web:api' })).toBe(true);
    expect(agreesWith(planned, hole())).toBe(true);
  });

  it('does not where a value is another one, or there is none', () => {
    expect(agreesWith(planned, written('system:serviceaccount:web:*'))).toBe(false);
    expect(agreesWith(planned, {})).toBe(false);
    expect(agreesWith(planned, undefined)).toBe(false);
  });

  it('is less unknown where parts of its keys are told', () => {
    expect(unknownIn(written('a'))).toBeLessThan(unknownIn(planned));
    expect(unknownIn(planned)).toBeLessThan(unknownIn(hole()));
  });
});
