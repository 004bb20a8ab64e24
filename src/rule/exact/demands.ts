/**
 * What the conditions of a statement demand of every request that they let through. Its resources and principals do not
 * come into it, so that the answer is one for all statements that differ in these only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import type { Text } from '../../base/value.ts';
import { no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { readOperator } from '../../iam/operators.ts';
import type { Condition, PolicyDocument, Statement } from '../../iam/types.ts';
import { engine } from '../engine.ts';
import { type Asked, layersAllow, type Told } from './ask.ts';

/** A text that no policy holds: a key that may have it may have any. */
const freshValue = '*‹any›*';

/**
 * Does every request that the conditions let through carry one of the keys: with any value, or with one of those that are
 * written (`fixed`)? The evidence is the conditions on them.
 */
export function demandsKey(
  { policy, statement }: { readonly policy: PolicyDocument; readonly statement: Statement },
  keys: readonly string[],
  value: 'any' | 'fixed',
  catalogue: Catalogue,
): Verdict {
  const folded = keys.map((key) => key.toLowerCase());
  const about = statement.conditions.filter(({ key }) => folded.includes(key.toLowerCase()));
  if (about.length === 0 && statement.moreConditions === undefined) return no;
  if (about.some((one) => plainlyDemands(one, value))) return yes(...placesOf(about));
  const asked: Asked =
    value === 'any'
      ? carryingNone(folded)
      : { condition: { StringLikeIfExists: Object.fromEntries(folded.map((key) => [key, freshValue])) } };
  const escapes = conditionsAllow({ policy, statement }, asked, catalogue);
  if (escapes.answer === 'unknown') return escapes;
  if (escapes.answer === 'yes') return no;
  return yes(...placesOf(about));
}

function placesOf(about: readonly Condition[]) {
  return about.map(({ pointer, key }) => ({ pointer, facts: { key: [key] } }));
}

/** The usual case, decided at once: a positive operator without IfExists, and values without wildcards where they must be. */
function plainlyDemands({ operator, values, more }: Condition, value: 'any' | 'fixed'): boolean {
  const { base, set, ifExists } = readOperator(typeof operator === 'string' ? operator : '');
  if (base === undefined || base.negated || base.family === 'null' || ifExists || set !== undefined)
    return false;
  if (value === 'any') return values.length > 0;
  return more === undefined && values.length > 0 && values.every(isPlain);
}

function isPlain(value: Text): boolean {
  return typeof value === 'string' && value !== '' && !/[*?$]/.test(value);
}

/** Requests that carry none of the keys. */
export function carryingNone(keys: readonly string[]): Asked {
  return { worldsOf: (cubes) => engine().withoutKeys(engine().worldsOf(cubes), keys) };
}

/** Do the conditions let some request for the statement's actions through, of those that are asked about? */
export function conditionsAllow(
  { policy, statement }: { readonly policy: PolicyDocument; readonly statement: Statement },
  asked: Asked,
  catalogue: Catalogue,
): Told {
  const { resource, principal, ...rest } = statement;
  const { version } = policy;
  const alone: PolicyDocument = {
    ...(version === undefined ? {} : { version }),
    statements: [{ ...rest, effect: 'Allow' }],
  };
  return layersAllow([[alone]], asked, catalogue);
}

/** Unknown where the conditions of a statement are known only after apply as a whole. */
export function hiddenConditions({ moreConditions, pointer }: Statement): Verdict {
  if (moreConditions === undefined) return no;
  const { reference } = moreConditions;
  const reason = 'the conditions are known only after apply';
  return unknown({
    pointer: `${pointer}/Condition`,
    reason,
    ...(reference === undefined ? {} : { reference }),
  });
}
