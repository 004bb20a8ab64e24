/**
 * Attributes of a resource by name, for comparisons: what is there, what is unset, what Terraform learns during apply.
 * A dotted name goes into nested blocks; on the way, lists mean each of their elements.
 */
import { below, type Pointer } from '../../base/pointer.ts';
import {
  type Hole,
  isArray,
  isHole,
  isObject,
  isTemplate,
  type Value,
  type ValueObject,
} from '../../base/value.ts';
import { any, type Evidence, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { DeletionSubject, PasswordPolicySubject, ResourceSubject } from '../../subject/types.ts';
import { passwordDefault } from './password-default.ts';

/** What has attributes. */
export type Attributed = ResourceSubject | DeletionSubject | PasswordPolicySubject;

/** One place where the attribute stands or could stand. `null` is as good as unset in Terraform. */
export interface Site {
  readonly pointer: Pointer;
  readonly value: Value | undefined;
}

/** Every place of the attribute; none where the block that would hold it is not there. */
export function sitesOf(attributes: ValueObject, name: string): readonly Site[] {
  const [first = '', ...rest] = name.split('.');
  const start: Site = { pointer: below('', first), value: attributes[first] };
  const reached = rest.reduce<readonly Site[]>(
    (sites, step) => sites.flatMap((site) => into(site, step)),
    [start],
  );
  return reached.flatMap(elementsOf);
}

function into(site: Site, step: string): readonly Site[] {
  return elementsOf(site).flatMap(({ pointer, value }): readonly Site[] => {
    if (isHole(value)) return [{ pointer, value }];
    return isObject(value) ? [{ pointer: below(pointer, step), value: value[step] }] : [];
  });
}

function elementsOf(site: Site): readonly Site[] {
  const { pointer, value } = site;
  return isArray(value)
    ? value.map((element, index) => ({ pointer: below(pointer, index), value: element }))
    : [site];
}

/** True for what Terraform treats as not set: absent, `null`, and the empty text. */
export function isUnset(value: Value | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

/** What a comparison looks at: a value that is known, or undefined where the attribute is unset without a default. */
export type Compare = (value: Value | undefined) => boolean;

/**
 * Compares every place of an attribute; holds where some place does. An unset place counts as `unset`, which for a
 * password policy is AWS's default where the rule gives none.
 */
export function compareAttribute(
  subject: Attributed,
  name: string,
  unset: Value | undefined,
  compare: Compare,
): Verdict {
  const whenUnset = unset ?? (subject.subject === 'password-policy' ? passwordDefault(name) : undefined);
  const verdicts = sitesOf(subject.attributes, name).map((site) => {
    const { value, pointer } = site;
    if (isHole(value) || isTemplate(value))
      return undecided(name, pointer, isHole(value) ? value : undefined);
    const effective = isUnset(value) ? (whenUnset ?? value) : value;
    return compare(effective) ? yes(evidenceOf(name, site, whenUnset)) : no;
  });
  return any(verdicts);
}

function undecided(name: string, pointer: Pointer, hole: Hole | undefined): Verdict {
  const reason = hole?.opaque
    ? `\`${name}\` is sensitive and cannot be read`
    : `\`${name}\` is known only after apply`;
  return unknown({
    pointer,
    reason,
    ...(hole?.reference === undefined ? {} : { reference: hole.reference }),
  });
}

function evidenceOf(name: string, { pointer, value }: Site, whenUnset: Value | undefined): Evidence {
  return { pointer, facts: { attribute: [name], found: inWords(value, whenUnset) } };
}

/** A value as a message shows it; for an unset one also what then counts. */
export function inWords(value: Value | undefined, whenUnset?: Value): string {
  if (!isUnset(value)) return typeof value === 'object' ? 'set' : String(value);
  return isUnset(whenUnset) ? 'not set' : `not set, which means ${String(whenUnset)}`;
}
