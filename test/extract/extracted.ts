/**
 * Fixtures and small plans, extracted.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ManagedPolicy } from '../../src/aws/managed-policy.ts';
import { isHole, isTemplate, type JsonObject } from '../../src/base/value.ts';
import type { NamedAccounts } from '../../src/extract/account.ts';
import { extract } from '../../src/extract/extract.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { DocumentSubject, Extraction, PrincipalSubject } from '../../src/subject/types.ts';
import { planOf } from '../plan/plans.ts';

/** Stands for the table of AWS-managed policies: one is known, and one of AWS's is not. */
export function managedPolicy(arn: string): ManagedPolicy | undefined {
  const name = arn.split('arn:aws:iam::aws:policy/')[1];
  if (name === undefined) return undefined;
  return name === 'NewerThanTheTable'
    ? { state: 'undetermined', name, reason: 'not among the AWS-managed policies of 2026-01-01' }
    : { state: 'known', name, document: `{"Statement":"${name}"}`, certainty: 'definite' };
}

export function planOfFixture(name: string, file = 'plan.json'): Plan {
  return readPlan(
    readFileSync(fileURLToPath(new URL(`../../fixtures/${name}/${file}`, import.meta.url))),
    name,
  );
}

export function extracted(plan: Plan, accounts?: NamedAccounts): Extraction {
  return extract(plan, { managedPolicy, ...(accounts === undefined ? {} : { accounts }) });
}

/** The subjects of a plan made of parts: `resource_changes`, `configuration` … */
export function extractedFrom(parts: JsonObject, accounts?: NamedAccounts): Extraction {
  return extracted(planOf(parts), accounts);
}

/** Documents by `ADDRESS ATTRIBUTE`. */
export function byPlace(extraction: Extraction): ReadonlyMap<string, DocumentSubject> {
  return new Map([...extraction.documents()].map((one) => [placeOf(one), one]));
}

export function placeOf({ origins: [{ address, attribute }] }: DocumentSubject): string {
  return `${address} ${attribute}`.trim();
}

/** What is attached to a principal: what, and where. */
export function attachedTo(extraction: Extraction, name: string): readonly string[] {
  return [...extraction.principals()]
    .filter((one) => one.name === name)
    .flatMap(({ policies }) => policies.map(attachmentText))
    .sort();
}

export function attachmentText({ by, arn, content, origin }: PrincipalSubject['policies'][number]): string {
  return `${by} ${arn ?? origin.attribute} ${content === undefined ? 'not in reach' : 'known'}`;
}

/** The parsed document, holes shown as their references. */
export function documentIn(subject: DocumentSubject | undefined): unknown {
  const { content } = subject ?? {};
  if (content === undefined) return undefined;
  return content.form === 'text' ? JSON.parse(content.text) : withReferences(content.tree);
}

function withReferences(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withReferences);
  if (isTemplate(value)) return value.parts.map(withReferences).join('');
  if (isHole(value)) return `?${value.reference ?? ''}`;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withReferences(one)]));
}
