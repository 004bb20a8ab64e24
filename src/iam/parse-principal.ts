/**
 * `Principal` and `NotPrincipal`: everyone, or principals by type.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import { below, type Pointer } from '../base/pointer.ts';
import { isArray, isHole, isObject, isText, type Value, type ValueObject } from '../base/value.ts';
import { refused } from './defects.ts';
import { textsOf } from './texts.ts';
import type { Defect, PrincipalClause, PrincipalEntry } from './types.ts';

const types = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** Parses the principal of a statement; undefined where it has none. */
export function parsePrincipal(
  object: ValueObject,
  pointer: Pointer,
  defects: Defect[],
): PrincipalClause | undefined {
  const { Principal: positive, NotPrincipal: negative } = object;
  if (positive === undefined && negative === undefined) return undefined;
  if (positive !== undefined && negative !== undefined) {
    defects.push(
      refused(
        'unsupported-element-combination',
        `${pointer}/NotPrincipal`,
        '`Principal` and `NotPrincipal` exclude each other',
      ),
    );
  }
  const element = positive === undefined ? 'NotPrincipal' : 'Principal';
  const place = `${pointer}/${element}`;
  const value = positive ?? negative ?? null;
  const clause = { element, negated: element === 'NotPrincipal', pointer: place } as const;
  if (isHole(value)) return { ...clause, principals: [], more: value };
  return { ...clause, principals: entriesOf(value, place, defects) };
}

function entriesOf(value: Value, pointer: Pointer, defects: Defect[]): readonly PrincipalEntry[] {
  if (isText(value)) {
    if (typeof value === 'string' && value !== '*') {
      defects.push(
        refused(
          'invalid-principal-format',
          pointer,
          `the principal is \`${value}\`; only \`*\` may stand without a type such as \`AWS\``,
        ),
      );
    }
    return [{ type: 'AWS', value, pointer }];
  }
  if (!isObject(value)) {
    defects.push(refused('invalid-principal-format', pointer, 'a principal is `*` or an object by type'));
    return [];
  }
  return Object.entries(value).flatMap(([type, named]) => {
    const place = below(pointer, type);
    if (!types.includes(type)) {
      const message = `\`${type}\` is not a type of principal: ${types.join(', ')}`;
      defects.push(refused('invalid-principal-key', place, message));
    }
    // `{"*": "*"}` is what Terraform renders for a principal of type `*` beside others; its meaning would be everyone.
    const read = type === '*' ? 'AWS' : type;
    if (!isText(named) && !isArray(named))
      defects.push(refused('data-type-mismatch', place, 'principals are text or a list of texts'));
    const texts = isArray(named) ? textsOf(named, place, defects) : [];
    const entries = isText(named)
      ? [{ type: read, value: named, pointer: place }]
      : texts.map((one, at) => ({ type: read, value: one, pointer: below(place, at) }));
    for (const entry of entries) checkWildcard(entry, defects);
    return entries;
  });
}

/** "You cannot use a wildcard to match part of a principal name or ARN." */
function checkWildcard({ type, value, pointer }: PrincipalEntry, defects: Defect[]): void {
  if (type !== 'AWS' || typeof value !== 'string' || value === '*' || !/[*?]/.test(value)) return;
  const message = `\`${value}\` is a pattern: a principal is \`*\` or one ARN or account`;
  defects.push(refused('unsupported-wildcard-in-principal', pointer, message));
}
