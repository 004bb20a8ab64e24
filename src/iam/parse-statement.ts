/**
 * One statement: its elements, and what IAM refuses in them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
import type { Pointer } from '../base/pointer.ts';
import { isArray, isHole, isObject, isText, type Value, type ValueObject } from '../base/value.ts';
import { refused } from './defects.ts';
import { withElements } from './elements.ts';
import { parseConditions } from './parse-condition.ts';
import { parsePrincipal } from './parse-principal.ts';
import { shown, textsOf } from './texts.ts';
import type { Clause, Defect, Statement } from './types.ts';

const elements = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

/** Parses a statement; undefined where IAM refuses so much of it that nothing can be said of what it grants. */
export function parseStatement(
  value: Value,
  index: number,
  pointer: Pointer,
  defects: Defect[],
): Statement | undefined {
  if (!isObject(value)) {
    defects.push(refused('syntax-error', pointer, 'a statement is a JSON object'));
    return undefined;
  }
  const object = withElements(value, elements, pointer, defects);
  const effect = parseEffect(object.Effect, pointer, defects);
  const action = parseClause(object, 'Action', 'NotAction', pointer, defects);
  if (action === undefined && object.Action === undefined && object.NotAction === undefined) {
    defects.push(refused('missing-action', pointer, 'the statement has neither `Action` nor `NotAction`'));
  }
  if (effect === undefined || action === undefined) return undefined;
  const resource = parseClause(object, 'Resource', 'NotResource', pointer, defects);
  const principal = parsePrincipal(object, pointer, defects);
  const { conditions, more } = parseConditions(object, pointer, defects);
  const statement: { -readonly [K in keyof Statement]: Statement[K] } = {
    pointer,
    index,
    effect,
    action,
    conditions,
  };
  if (isText(object.Sid)) statement.sid = object.Sid;
  if (resource !== undefined) statement.resource = resource;
  if (principal !== undefined) statement.principal = principal;
  if (more !== undefined) statement.moreConditions = more;
  return statement;
}

/** `Allow` and `Deny`, in exactly this case. */
function parseEffect(
  value: Value | undefined,
  pointer: Pointer,
  defects: Defect[],
): Statement['effect'] | undefined {
  if (value === 'Allow' || value === 'Deny' || isHole(value)) return value;
  const place = `${pointer}/Effect`;
  if (value === undefined) defects.push(refused('missing-effect', pointer, 'the statement has no `Effect`'));
  else
    defects.push(
      refused('invalid-effect', place, `the effect is ${shown(value)}, and must be \`Allow\` or \`Deny\``),
    );
  return undefined;
}

function parseClause(
  object: ValueObject,
  element: string,
  negation: string,
  pointer: Pointer,
  defects: Defect[],
): Clause | undefined {
  const positive = object[element];
  const negative = object[negation];
  if (positive !== undefined && negative !== undefined) {
    defects.push(
      refused(
        'unsupported-element-combination',
        `${pointer}/${negation}`,
        `\`${element}\` and \`${negation}\` exclude each other`,
      ),
    );
  }
  const negated = positive === undefined;
  const value = negated ? negative : positive;
  if (value === undefined) return undefined;
  const name = negated ? negation : element;
  const place = `${pointer}/${name}`;
  if (isText(value)) return { element: name, negated, pointer: place, values: [value], listed: false };
  if (!isArray(value)) {
    defects.push(
      refused(
        'data-type-mismatch',
        place,
        `\`${name}\` is ${shown(value)}, and must be text or a list of texts`,
      ),
    );
    return undefined;
  }
  return { element: name, negated, pointer: place, values: textsOf(value, place, defects), listed: true };
}
