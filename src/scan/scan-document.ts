/**
 * One document: parsed, judged, compared with what stood there before, and forgotten.
 */
import { parsePolicy } from '../iam/parse-policy.ts';
import type { Content } from '../iam/types.ts';
import type { CompiledRule } from '../rule/compile.ts';
import { judgeDocument } from '../rule/judge.ts';
import type { Judgement } from '../rule/judgement.ts';
import type { DocumentSubject } from '../subject/types.ts';
import { type About, findingOf, holderOf, identityOf, treeOf } from './finding.ts';
import { maskDocument } from './mask.ts';
import { count, type Tally } from './tally.ts';
import { undeterminedOf } from './undetermined.ts';

/** Judges a document into the tally. */
export function scanDocument(
  tally: Tally,
  rules: readonly CompiledRule[],
  document: DocumentSubject,
  plan: number,
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
  const { sensitive } = document;
  const about: About = {
    origin,
    who: holderOf(document),
    sensitive,
    isDocument: true,
    plan,
    ...(tree === undefined ? {} : { tree, shown: maskDocument(tree) }),
  };
  const earlier = earlierIdentities(document, content, judgements, rules, about);
  for (const judgement of judgements) {
    if (judgement.verdict.answer === 'unknown') tally.undetermined.push(undeterminedOf(judgement, about));
    else {
      const existed = earlier === 'same' || earlier.has(identityOf(judgement, about));
      tally.findings.push(findingOf(judgement, about, existed ? 'existing' : 'new'));
    }
  }
}

/** `same` where nothing changes; else what the rules find on what stood there before. */
function earlierIdentities(
  document: DocumentSubject,
  content: Content,
  judgements: readonly Judgement[],
  rules: readonly CompiledRule[],
  about: About,
): 'same' | ReadonlySet<string> {
  const { before } = document;
  if (before === undefined || judgements.every((one) => one.verdict.answer === 'unknown')) return new Set();
  if (before.form === 'text' && content.form === 'text' && before.text === content.text) return 'same';
  const judged = judgeDocument(rules, document, parsePolicy(before));
  return new Set(judged.filter((one) => one.verdict.answer === 'yes').map((one) => identityOf(one, about)));
}
