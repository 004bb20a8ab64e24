/**
 * Peers' expectations of their own plans, where the corpora lie beside the project: every difference is reviewed, and where the
 * peer is wrong, AWS's page says so.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleFiles } from './files.ts';
import { byAddress } from './fixture-scan.ts';
import { corporaFolder, findingsAt, haveCorpora, type Opinion, opinions, scannedPlan } from './peers.ts';
import { type Reviewed, reviewed } from './peers-reviewed.ts';

const familyOf = new Map(ruleFiles.map(({ rule }) => [rule.id, rule.family]));
const besidesGrants = ['validity', 'account', 'password'];

type Outcome = 'agree' | 'differ' | 'undetermined' | 'unused';

/** A peer's good resource may have a defect of another kind: AWS refuses it, or it is a weak password policy. */
function outcomeOf(opinion: Opinion): Outcome {
  const findings = findingsAt(opinion);
  if (!opinion.bad) {
    const alarms = findings.filter(
      ({ rule, severity }) =>
        ['critical', 'high', 'medium'].includes(severity) &&
        !besidesGrants.includes(familyOf.get(rule) ?? ''),
    );
    return alarms.length > 0 ? 'differ' : 'agree';
  }
  if (findings.length > 0) return 'agree';
  const { undetermined, listed } = scannedPlan(opinion.plan);
  if (undetermined.some(({ address }) => address === opinion.address)) return 'undetermined';
  const isUnused = listed.some(({ address, state }) => address === opinion.address && state !== 'default');
  return isUnused ? 'unused' : 'differ';
}

const isAbout = ({ check, addresses }: Reviewed, opinion: Opinion) =>
  check === opinion.check && (addresses === undefined || addresses.includes(opinion.address));

describe.skipIf(!haveCorpora)('opinions of peers', () => {
  const judged = opinions().map((opinion) => ({ opinion, outcome: outcomeOf(opinion) }));
  const differing = judged.flatMap(({ opinion, outcome }) => (outcome === 'differ' ? [opinion] : []));

  it('are shared, or the difference was reviewed', () => {
    const open = differing.filter((opinion) => !reviewed.some((one) => isAbout(one, opinion)));
    expect(open.map(({ check, address, bad }) => `${check} ${address} ${bad ? 'missed' : 'alarm'}`)).toEqual(
      [],
    );
  });

  it('still differ where the list says so', () => {
    const settled = reviewed.filter((one) => !differing.some((opinion) => isAbout(one, opinion)));
    expect(settled.map(({ check, why }) => `${check}: ${why}`)).toEqual([]);
  });

  it('are called wrong with a page only', () => {
    expect(reviewed.filter(({ verdict, page }) => verdict === 'wrong' && page === undefined)).toEqual([]);
  });

  it('are shared in more than 80 of 100 cases that are decided', () => {
    const agreed = judged.filter(({ outcome }) => outcome === 'agree').length;
    const decided = judged.filter(({ outcome }) => outcome === 'agree' || outcome === 'differ').length;
    expect(agreed / decided).toBeGreaterThan(0.8);
  });
});

interface LabCase {
  readonly case: string;
  readonly kind: 'path' | 'support' | 'tool-testing';
  readonly policies: readonly { readonly address: string }[];
}

describe.skipIf(!haveCorpora)('a lab of exploited paths', () => {
  const lab = haveCorpora
    ? (JSON.parse(
        readFileSync(join(corporaFolder, 'expectations/iam_vulnerable_cases.json'), 'utf8'),
      ) as LabCase[])
    : [];
  const found = haveCorpora ? byAddress(scannedPlan('BishopFox__iam-vulnerable.json')) : new Map();
  const isFound = ({ policies }: LabCase) =>
    policies.some(({ address }) =>
      (found.get(address) ?? []).some(({ severity }: { severity: string }) =>
        ['critical', 'high'].includes(severity),
      ),
    );

  it('finds the policy of each path at high or critical', () => {
    const missed = lab.filter((one) => one.kind === 'path' && !isFound(one));
    expect(missed.map((one) => one.case)).toEqual([]);
  });

  it('falls into no trap', () => {
    const traps = lab.filter((one) => /^f[np]\d/.test(one.case));
    expect(traps).toHaveLength(9);
    const fallen = traps.filter((one) => isFound(one) !== one.case.startsWith('fn'));
    expect(fallen.map((one) => one.case)).toEqual([]);
  });
});
