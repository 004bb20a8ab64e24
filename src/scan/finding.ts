/**
 * A judgement and its subject become a finding.
 */
import { parseJson } from '../base/json.ts';
import {
  isArray,
  isHole,
  isObject,
  isTemplate,
  type Json,
  type JsonObject,
  type Value,
} from '../base/value.ts';
import type { Content } from '../iam/types.ts';
import { correct } from '../rule/correct.ts';
import type { Judgement } from '../rule/judgement.ts';
import type { DocumentSubject, Origin, Rebuilt } from '../subject/types.ts';
import { fingerprint, type Identity, identityText } from './fingerprint.ts';
import { isMasked } from './mask.ts';
import { meaningOf, valueAtPointer } from './meaning.ts';
import { requestInWords } from './request-words.ts';
import type { Status } from './status.ts';
import type { Finding, FindingEvidence } from './types.ts';

/** What a finding is about, apart from the judgement. */
export interface About {
  readonly origin: Origin;
  readonly who?: string;
  readonly sensitive: boolean;
  /** The document, or the attributes of a resource. */
  readonly tree?: Value;
  /** The document as findings may show it; one copy for all of them. */
  readonly shown?: Value;
  readonly isDocument: boolean;
  readonly rebuilt?: Rebuilt;
  /** The data source in which the document is written. */
  readonly written?: string;
  readonly plan: number;
}

/**
 * What a judgement is about, for comparing it with what stood there before. It holds the meaning of sensitive documents
 * too, or one that grants more than before would look the same; so it must never be shown.
 */
export function identityOf(judgement: Judgement, about: About): string {
  return identityText(
    identityWith(judgement, about, meaningOf(judgement, about.isDocument ? undefined : about.tree)),
  );
}

/** The fingerprint that outputs show: nothing of a sensitive document goes into it. */
function fingerprintOf(judgement: Judgement, about: About): string {
  const { sensitive, isDocument, tree } = about;
  return fingerprint(
    identityWith(judgement, about, sensitive ? '' : meaningOf(judgement, isDocument ? undefined : tree)),
  );
}

function identityWith(judgement: Judgement, about: About, meaning: string): Identity {
  const { address, attribute } = judgement.origin ?? about.origin;
  return { rule: judgement.rule.id, address, attribute, meaning };
}

/** Makes the finding. Of a sensitive document nothing is shown but the rule's own words. */
export function findingOf(judgement: Judgement, about: About, { status, gain }: Status): Finding {
  const { rule, pointer, message, certainty } = judgement;
  const { address, attribute, actions } = judgement.origin ?? about.origin;
  const { sensitive, shown, rebuilt, written } = about;
  const isAssuming = isAssumed(gain) || rebuilt?.assuming !== undefined;
  return {
    rule: rule.id,
    title: rule.title,
    severity: rule.severity,
    certainty: isAssuming ? 'assumed' : certainty,
    status,
    message: sensitive ? `${rule.title} (its values are sensitive and not shown)` : `${message}${told(gain)}`,
    ...(about.who === undefined ? {} : { who: about.who }),
    worst: rule.rationale,
    edit: rule.remediation,
    ...correctionOf(judgement, sensitive ? undefined : shown),
    references: rule.references,
    address,
    addresses: [address],
    attribute,
    pointer,
    actions,
    fingerprint: fingerprintOf(judgement, about),
    evidence: sensitive ? evidenceOf(judgement, about) : witnessed(evidenceOf(judgement, about), gain),
    ...(sensitive || shown === undefined ? {} : { document: shown }),
    ...(rebuilt === undefined ? {} : { rebuilt }),
    ...(written === undefined ? {} : { written }),
    plan: about.plan,
  };
}

/** The statement as it should be, where all of it is known. */
function correctionOf({ rule, statement }: Judgement, shown: Value | undefined): Pick<Finding, 'correction'> {
  if (rule.correction === undefined || statement === undefined || shown === undefined) return {};
  const written = valueAtPointer(shown, statement.pointer);
  if (!isObject(written) || !isKnown(written)) return {};
  const corrected = correct(rule.correction, written);
  return corrected === undefined ? {} : { correction: JSON.stringify(corrected, null, 2) };
}

/** Where the comparison with what was there before decides nothing, or rests on what is known only after apply. */
function isAssumed(gain: Status['gain']): boolean {
  return gain !== undefined && (gain.gains === 'unknown' || gain.assuming.length > 0);
}

function told(gain: Status['gain']): string {
  if (gain === undefined) return '';
  return gain.gains === 'unknown'
    ? `; whether this is more than before cannot be told: ${gain.reason}`
    : `; newly allowed: ${requestInWords(gain.witness, gain.named)}`;
}

/** The request stands with the evidence that lies in the statement which allows it. */
function witnessed(evidence: readonly FindingEvidence[], gain: Status['gain']): readonly FindingEvidence[] {
  if (gain?.gains !== 'something') return evidence;
  const { pointer, witness } = gain;
  const isInside = (one: FindingEvidence) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`);
  const at = evidence.findIndex(isInside);
  if (at < 0) return [...evidence, { pointer, witness }];
  return evidence.map((one, index) => (index === at ? { ...one, witness } : one));
}

/** Of what is sensitive the places alone. */
function evidenceOf({ verdict, pointer }: Judgement, { sensitive, tree }: About): readonly FindingEvidence[] {
  const found = verdict.answer === 'yes' ? verdict.evidence : [];
  const pointers = found.filter((one) => !one.placeless).map((one) => one.pointer);
  const witnesses = new Map(found.map((one) => [one.placeless ? pointer : one.pointer, one.witness]));
  const distinct = [...new Set(pointers.length > 0 ? pointers : [pointer])].sort();
  return distinct.map((one) => {
    const value = sensitive || tree === undefined || isMasked(one) ? undefined : valueAtPointer(tree, one);
    const shown = value === undefined ? undefined : shownValue(value);
    const witness = sensitive ? undefined : witnesses.get(one);
    return {
      pointer: one,
      ...(shown === undefined ? {} : { value: shown }),
      ...(witness === undefined ? {} : { witness }),
    };
  });
}

function shownValue(value: Value): string | undefined {
  if (isHole(value))
    return `(known after apply${value.reference === undefined ? '' : `: ${value.reference}`})`;
  if (isTemplate(value)) return '(known after apply)';
  return typeof value === 'object' && value !== null ? undefined : String(value);
}

/** The tree of a document's content, for showing it; undefined where it is not JSON. */
export function treeOf(content: Content | undefined): Value | undefined {
  if (content === undefined) return undefined;
  if (content.form === 'tree') return content.tree;
  const json = parseJson(content.text);
  return json.ok ? json.value : undefined;
}

/** Who gets what a document grants, in the plan's words. */
export function holderOf({ kind, origins: [{ address, type }] }: DocumentSubject): string {
  switch (kind) {
    case 'trust':
      return `whoever may assume \`${address}\``;
    case 'resource':
    case 'endpoint':
      return `the principals that the policy of \`${address}\` names`;
    case 'boundary':
      return `whoever is bounded by \`${address}\``;
    default:
      return type.endsWith('_policy') && /aws_iam_policy$/.test(type)
        ? `everybody to whom \`${address}\` is attached`
        : `the principal of \`${address}\``;
  }
}

/** True for a tree in which nothing is left to be known after apply. */
function isKnown(value: JsonObject | Value): value is JsonObject {
  if (isHole(value) || isTemplate(value)) return false;
  if (isArray(value as Json)) return (value as readonly Value[]).every(isKnown);
  return !isObject(value) || Object.values(value).every(isKnown);
}
