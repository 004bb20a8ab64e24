/**
 * Asks all rules about one subject. Gives what does not comply: violations, and what cannot be told.
 * One cause is one finding: a rule that reports a subject silences the rules that it supersedes there.
 */
import { unknown, type Verdict } from '../base/verdict.ts';
import type { ParsedPolicy, PolicyDocument, Statement } from '../iam/types.ts';
import type {
  DeletionSubject,
  DocumentSubject,
  PasswordPolicySubject,
  PlanSubject,
  ResourceSubject,
  Subject,
} from '../subject/types.ts';
import type { CompiledRule } from './compile.ts';
import { rulesInFrame } from './frame.ts';
import { type Judgement, judgementOf, type Place } from './judgement.ts';
import { rulesFor } from './rules-for.ts';
import { statementFacts } from './statement-facts.ts';

/** Judges a document and each of its statements. A document that could not be parsed is only asked about as a whole. */
export function judgeDocument(
  rules: readonly CompiledRule[],
  document: DocumentSubject,
  policy: ParsedPolicy,
): Judgement[] {
  const { kind, service } = document;
  const judgements = judge(
    rulesFor(rules, 'document', kind, service),
    { subject: 'document', document, policy },
    root,
  );
  if (!policy.ok) return judgements;
  const aboutStatements = rulesFor(rules, 'statement', kind, service);
  if (aboutStatements.length === 0) return judgements;
  for (const statement of policy.document.statements) {
    const subject = { subject: 'statement', document, policy: policy.document, statement } as const;
    const found = judge(rulesInFrame(aboutStatements, subject), subject, statement);
    if (found.length > 0) judgements.push(...found);
  }
  if (!policy.document.moreStatements) return judgements;
  const unlessDenied = judgements.map((one) => (one.statement?.effect === 'Allow' ? assuming(one) : one));
  return [...unlessDenied, ...aboutStatements.map((one) => hidden(one, policy.document))];
}

/** Judges a resource by its attributes after apply. */
export function judgeResource(rules: readonly CompiledRule[], resource: ResourceSubject): Judgement[] {
  return judge(rulesFor(rules, 'resource', resource.origin.type), resource, root);
}

/** Judges a resource that the plan deletes. */
export function judgeDeletion(rules: readonly CompiledRule[], deletion: DeletionSubject): Judgement[] {
  return judge(rulesFor(rules, 'deletion', deletion.origin.type), deletion, root);
}

/** Judges an account password policy. */
export function judgePasswordPolicy(
  rules: readonly CompiledRule[],
  passwordPolicy: PasswordPolicySubject,
): Judgement[] {
  return judge(rulesFor(rules, 'password-policy'), passwordPolicy, root);
}

/** Judges the plan as a whole: what must exist in it. */
export function judgePlan(rules: readonly CompiledRule[], plan: PlanSubject): Judgement[] {
  return judge(rulesFor(rules, 'plan'), plan, root);
}

const root: Place = { pointer: '', facts: {} };

/** The judgements of all rules about one subject; superseded ones left out. */
export function judge(rules: readonly CompiledRule[], subject: Subject, at: Place | Statement): Judgement[] {
  let judged: { readonly rule: CompiledRule; readonly verdict: Verdict }[] | undefined;
  let silenced: Set<string> | undefined;
  for (const rule of rules) {
    if (silenced?.has(rule.rule.id)) continue;
    const verdict = rule.test(subject);
    if (verdict.answer === 'no') continue;
    judged ??= [];
    judged.push({ rule, verdict });
    if (verdict.answer !== 'yes' || rule.rule.supersedes.length === 0) continue;
    silenced ??= new Set();
    for (const id of rule.rule.supersedes) silenced.add(id);
  }
  if (!judged) return [];
  const place = 'effect' in at ? placeOf(subject, at) : at;
  return judged.flatMap(({ rule: { rule }, verdict }) =>
    verdict.answer === 'no' || silenced?.has(rule.id) ? [] : [judgementOf(rule, verdict, place)],
  );
}

function placeOf(subject: Subject, statement: Statement): Place {
  const facts = subject.subject === 'statement' ? statementFacts(subject) : {};
  return { pointer: statement.pointer, facts, statement };
}

/** Of statements that are not known one might deny what another allows. */
function assuming(judgement: Judgement): Judgement {
  if (judgement.verdict.answer !== 'yes') return judgement;
  const assumption = 'unless a statement that is known only after apply denies it';
  return {
    ...judgement,
    message: `${judgement.message}, ${assumption}`,
    certainty: 'assumed',
    assumptions: [...judgement.assumptions, assumption],
  };
}

function hidden({ rule }: CompiledRule, document: PolicyDocument): Judgement {
  const reference = document.moreStatements?.reference;
  const doubt = {
    pointer: '/Statement',
    reason: 'further statements are known only after apply',
    ...(reference === undefined ? {} : { reference }),
  };
  return judgementOf(rule, unknown(doubt), { pointer: '/Statement', facts: {} });
}
