/**
 * Shapes of lists.
 */
import type { Json } from '../../base/value.ts';
import { mismatch, type Path, type Report, type Shape } from './shape.ts';

/** A list of at least `least` elements. */
export function list<T>(element: Shape<T>, least = 0): Shape<readonly T[]> {
  const words = `a list, each ${element.words}`;
  return {
    words,
    schema: { type: 'array', items: element.schema, ...(least > 0 ? { minItems: least } : {}) },
    decode: (value, path, report) => {
      if (!Array.isArray(value) || value.length < least) return mismatch(words, value, path, report);
      return elements(element, value as readonly Json[], path, report);
    },
  };
}

/** One value or a list of at least one, decoded to a list. */
export function oneOrMore<T>(element: Shape<T>): Shape<readonly T[]> {
  const many = list(element, 1);
  return {
    words: `${element.words}, or a list of them`,
    schema: { anyOf: [element.schema, many.schema] },
    decode: (value, path, report) =>
      Array.isArray(value)
        ? many.decode(value, path, report)
        : elements(element, [value], path, report, true),
  };
}

function elements<T>(
  element: Shape<T>,
  values: readonly Json[],
  path: Path,
  report: Report,
  single = false,
): readonly T[] | undefined {
  const decoded = values.map((value, index) =>
    element.decode(value, single ? path : [...path, index], report),
  );
  return decoded.every((one) => one !== undefined) ? decoded : undefined;
}
