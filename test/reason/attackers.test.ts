/**
 * Who is an outsider: whoever is of no trusted account, and of no organisation but the user's.
 */
import { describe, expect, it } from 'vitest';
import { nothing } from '../../src/reason/ask.ts';
import { outsiders, type Trusted } from '../../src/reason/attackers.ts';
import { askAccess } from '../../src/reason/compare.ts';
import { accessOf, universe } from './ask.ts';

const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' };
const asked = (statement: unknown, trusted: Trusted) =>
  askAccess(accessOf([statement]), nothing, { universe, extent: 'one', worldsOf: outsiders(trusted) })
    .verdict;

describe('an outsider', () => {
  const named = { ...open, Principal: { AWS: 'arn:aws:iam::210987654321:root' } };
  const ofOrganization = (...values: string[]) => ({
    ...open,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': values } },
  });
  const trusted = { accounts: ['123456789012'], organization: 'o-a1b2c3d4e5' };

  it.each<[string, unknown, Trusted, string]>([
    ['is anyone', open, trusted, 'yes'],
    ['is an account that is named and not trusted', named, trusted, 'yes'],
    ['is no account that is trusted', named, { accounts: ['210987654321'] }, 'no'],
    ["is nobody of the user's organisation", ofOrganization('o-a1b2c3d4e5'), trusted, 'no'],
    ['is somebody of another organisation', ofOrganization('o-a1b2c3d4e5', 'o-zzzzzzzzzz'), trusted, 'yes'],
    [
      'is nobody of an organisation where the user names none',
      ofOrganization('o-zzzzzzzzzz'),
      { accounts: [] },
      'no',
    ],
  ])('%s', (_, statement, whom, verdict) => expect(asked(statement, whom)).toBe(verdict));
});
