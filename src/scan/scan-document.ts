/**
 * One document: parsed, judged, compared with what stood there before, and forgotten.
 */
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Content, ParsedPolicy } from '../iam/types.ts';
import type { CompiledRule } from '../rule/compile.ts';
import { judgeDocument } from '../rule/judge.ts';
import type { Judgement } from '../rule/judgement.ts';
import type { DocumentSubject } from '../subject/types.ts';
import { type About, findingOf, holderOf, identityOf, treeOf } from './finding.ts';
import { maskDocument } from './mask.ts';
import { type Earlier, type Gains, type Status, statusOf } from './status.ts';
import { count, type Tally } from './tally.ts';
import { undeterminedOf } from './undetermined.ts';

/** Judges a document into the tally. */
export function scanDocument(
  tally: Tally,
  rules: readonly CompiledRule[],
  document: DocumentSubject,
  plan: number,
  gains: Gains,
): void {
  const [origin] = document.origins;
  const { address, attribute } = origin;
  const { content, reason = 'it is known only after apply', references } = document;
  if (document.state === 'undetermined') {
    count(tally, 'undetermined');
    tally.undetermined.push({ address, attribute, reason, references, plan });
    return;
  }
  if (!document.judged || content === undefined) {
    count(tally, document.state);
    tally.listed.push({ address, attribute, state: document.state, reason, plan });
    return;
  }
  const policy = parsePolicy(content);
  count(tally, policy.ok ? document.state : 'invalid');
  const judgements = judgeDocument(rules, document, policy);
  if (judgements.length === 0) return;
  const tree = treeOf(content);
  const { sensitive, rebuilt } = document;
  const written = document.origins[1]?.address;
  const about: About = {
    origin,
    who: holderOf(document),
    sensitive,
    isDocument: true,
    plan,
    ...(rebuilt === undefined ? {} : { rebuilt }),
    ...(written === undefined ? {} : { written }),
    ...(tree === undefined ? {} : { tree, shown: maskDocument(tree) }),
  };
  const earlier = earlierOf(document, content, judgements, rules, about);
  for (const judgement of judgements) {
    if (judgement.verdict.answer === 'unknown') tally.undetermined.push(undeterminedOf(judgement, about));
    else tally.findings.push(findingOf(judgement, about, statusIn(earlier, judgement, policy, about, gains)));
  }
}

/** `none` where nothing stood there, `same` where nothing changes; else what the rules find on what stood there. */
type Before = 'none' | 'same' | (Earlier & { readonly identities: ReadonlySet<string> });

function earlierOf(
  document: DocumentSubject,
  content: Content,
  judgements: readonly Judgement[],
  rules: readonly CompiledRule[],
  about: About,
): Before {
  const { before } = document;
  if (before === undefined || judgements.every((one) => one.verdict.answer === 'unknown')) return 'none';
  if (before.form === 'text' && content.form === 'text' && before.text === content.text) return 'same';
  const policy = parsePolicy(before);
  const isReportedAlone = (id: string) =>
    judgeDocument(alone(rules, id), document, policy).some((one) => one.verdict.answer === 'yes');
  const found = judgeDocument(rules, document, policy).filter((one) => one.verdict.answer === 'yes');
  const reported = new Set(found.map(({ rule }) => rule.id));
  return {
    policy,
    kind: document.kind,
    isReported: (id) => reported.has(id) || isReportedAlone(id),
    identities: new Set(found.map((one) => identityOf(one, about))),
  };
}

/** What is no policy before and after grants nothing that could be compared: there the finding itself is. */
function statusIn(
  before: Before,
  judgement: Judgement,
  policy: ParsedPolicy,
  about: About,
  gains: Gains,
): Status {
  if (before === 'none') return { status: 'new' };
  if (before === 'same') return { status: 'existing' };
  if (policy.ok || before.policy.ok) return statusOf(judgement, policy, before, gains);
  return { status: before.identities.has(identityOf(judgement, about)) ? 'existing' : 'new' };
}

const single = new WeakMap<CompiledRule, readonly CompiledRule[]>();

/** One rule by itself, so that none supersedes it; the same list for the same rule, since what applies is looked up by list. */
function alone(rules: readonly CompiledRule[], id: string): readonly CompiledRule[] {
  const rule = rules.find((one) => one.rule.id === id);
  if (rule === undefined) return [];
  const known = single.get(rule) ?? [rule];
  single.set(rule, known);
  return known;
}
