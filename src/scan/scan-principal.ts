/**
 * One principal: judged with all that is attached to it, and compared with what it held before the plan.
 */
import type { CompiledRule } from '../rule/compile.ts';
import { isSameHolder } from '../rule/exact/held.ts';
import { judgePrincipal } from '../rule/judge-principal.ts';
import type { Judgement } from '../rule/judgement.ts';
import type { Holder, PrincipalSubject } from '../subject/types.ts';
import { type About, findingOf } from './finding.ts';
import { heldPair } from './held.ts';
import type { Gain, Gains, Status } from './status.ts';
import type { Tally } from './tally.ts';
import { undeterminedOf } from './undetermined.ts';

/** Judges a principal into the tally. `beforeOf` gives it as it stands before the plan. */
export function scanPrincipal(
  tally: Tally,
  rules: readonly CompiledRule[],
  principal: PrincipalSubject,
  plan: number,
  { beforeOf, gains }: Comparing,
): void {
  tally.principals++;
  const { origin, name, policies } = principal;
  const who = `${principal.principal.replace('-', ' ')} \`${name ?? origin.address}\``;
  for (const policy of policies) {
    if (policy.content !== undefined || policy.reason === undefined || policy.by === 'inline') continue;
    const { address, attribute } = policy.origin;
    tally.undetermined.push({ address, attribute, reason: policy.reason, references: [], plan });
  }
  const subject: PrincipalSubject = { ...principal, before: () => beforeOf(principal.key) };
  for (const judgement of judgePrincipal(rules, subject)) {
    const at = judgement.origin ?? origin;
    const sensitive =
      judgement.origin === undefined
        ? [principal, beforeOf(principal.key)].some(holdsSensitive)
        : policies.some((one) => one.origin === judgement.origin && one.sensitive);
    const rebuilt = policies.find((one) => one.origin === judgement.origin)?.rebuilt;
    const from = rebuilt === undefined ? {} : { rebuilt };
    const about: About = { origin: at, who, sensitive, isDocument: false, ...from, plan };
    if (judgement.verdict.answer === 'yes') {
      const status = statusOfAttachment(judgement, principal, beforeOf(principal.key), { rules, gains });
      tally.findings.push(findingOf(judgement, about, status));
    }
    // A trust policy that is not known is listed as a document.
    else if (judgement.verdict.doubts.every(({ listed }) => listed === true)) continue;
    // What is not in reach is listed above, once an attachment, not once a rule.
    else if (
      judgement.origin === undefined ||
      policies.some((one) => one.origin === judgement.origin && one.content !== undefined)
    ) {
      tally.undetermined.push(undeterminedOf(judgement, about));
    }
  }
}

function holdsSensitive(holder: Holder | undefined): boolean {
  if (holder === undefined) return false;
  const { policies, inherited = [], boundary } = holder;
  return boundary?.sensitive === true || [...policies, ...inherited].some((one) => one.sensitive);
}

/** What comparing a principal with itself before the plan takes. */
export interface Comparing {
  readonly beforeOf: (key: string) => PrincipalSubject | undefined;
  readonly gains: Gains;
}

/** By what the attachment newly allows: it may be written elsewhere, its document may change, or the boundary around it. */
function statusOfAttachment(
  { rule, origin }: Judgement,
  after: PrincipalSubject,
  before: PrincipalSubject | undefined,
  { rules, gains }: { readonly rules: readonly CompiledRule[]; readonly gains: Gains },
): Status {
  if (before === undefined) return { status: 'new' };
  if (isSameHolder(before, after)) return { status: 'existing' };
  const wasReported = judgePrincipal(rules, before).some(
    (one) => one.rule.id === rule.id && one.verdict.answer === 'yes',
  );
  const policy = after.policies.find((one) => one.origin === origin);
  if (policy?.content === undefined) return { status: wasReported ? 'existing' : 'new' };
  const gain = gainOfAttachment(before, after, policy, gains);
  if (gain.gains === 'nothing') return { status: 'existing' };
  return wasReported ? { status: 'widened', gain } : { status: 'new' };
}

/** What one attached policy brings, within the denials of the others and the boundary. */
function gainOfAttachment(
  before: PrincipalSubject,
  after: PrincipalSubject,
  policy: PrincipalSubject['policies'][number],
  gains: Gains,
): Gain {
  const pair = heldPair(before, after);
  const [hidden] = pair.onlyBefore;
  if (hidden !== undefined)
    return { gains: 'unknown', reason: hidden.reason ?? 'its document is not in reach' };
  const [held = [], ...limits] = pair.after.layers;
  const own = pair.documents.after.find((one) => one.policy === policy)?.document;
  const rest = held.map((one) =>
    one === own ? one : { ...one, statements: one.statements.filter(({ effect }) => effect !== 'Allow') },
  );
  return gains.ofAccess(pair.before, { layers: [rest, ...limits] });
}
