/**
 * The shape of a condition tree: `all`, `any`, `not`, or one predicate that fits the rule's subject.
 */
import { nearest } from '../../base/nearest.ts';
import type { Json, JsonObject } from '../../base/value.ts';
import type { ClauseShapes, Predicate, SubjectName } from '../predicate.ts';
import type { Clause } from '../types.ts';
import { list } from './list.ts';
import { isMapping } from './record.ts';
import { mismatch, type Path, type Report, type Shape } from './shape.ts';

const words = 'a condition (`all`, `any`, `not` or one predicate)';

/** The shapes of condition trees, one a subject, over the given predicates. */
export function clauseShapes(predicates: ReadonlyMap<string, Predicate>): ClauseShapes {
  const shapes: ClauseShapes = (subject) => {
    const shape: Shape<Clause> = {
      words,
      schema: { $ref: `#/$defs/${subject}-clause` },
      decode: (value, path, report) => {
        if (!isMapping(value)) return mismatch(words, value, path, report);
        const [key, ...more] = Object.keys(value);
        if (key === undefined || more.length > 0) return severalKeys(value, path, report);
        return decodeClause(key, value[key] ?? null, [...path, key]);
        function decodeClause(name: string, argument: Json, at: Path): Clause | undefined {
          if (name === 'all' || name === 'any') {
            const clauses = list(shape, 1).decode(argument, at, report);
            if (!clauses) return undefined;
            return name === 'all' ? { all: clauses } : { any: clauses };
          }
          if (name === 'not') {
            const inner = shape.decode(argument, at, report);
            return inner && { not: inner };
          }
          return decodePredicate(name, argument, at);
        }
        function decodePredicate(name: string, argument: Json, at: Path): Clause | undefined {
          const predicate = predicates.get(name);
          if (!predicate?.subjects.includes(subject)) return unfit(name, predicate, at);
          const decoded = predicate.shape(shapes).decode(argument, at, report);
          return decoded === undefined ? undefined : { predicate: name, argument };
        }
        function unfit(name: string, predicate: Predicate | undefined, at: Path): undefined {
          report({ path: at, atKey: true, ...wrongPredicate(name, predicate, subject, predicates) });
          return undefined;
        }
      },
    };
    return shape;
  };
  return shapes;
}

function severalKeys(value: JsonObject, path: Path, report: Report): undefined {
  const keys = Object.keys(value);
  const what = keys.length === 0 ? 'an empty mapping' : keys.map((key) => `\`${key}\``).join(' and ');
  report({
    path,
    code: 'rule-wrong-value',
    message: `${what} stands where one condition is expected`,
    hint: 'put each condition in a list entry of its own below `all` or `any`',
  });
  return undefined;
}

function wrongPredicate(
  name: string,
  predicate: Predicate | undefined,
  subject: SubjectName,
  predicates: ReadonlyMap<string, Predicate>,
): { readonly code: string; readonly message: string; readonly hint?: string } {
  if (predicate) {
    const about = predicate.subjects.join(' or ');
    const message = `\`${name}\` asks about a ${about}, and this condition is about a ${subject}`;
    return { code: 'rule-unfit-predicate', message };
  }
  const fitting = [...predicates.values()].filter((one) => one.subjects.includes(subject));
  const names = ['all', 'any', 'not', ...fitting.map((one) => one.name)];
  const near = nearest(name, names);
  const hint =
    near === undefined
      ? `known are ${names.map((one) => `\`${one}\``).join(', ')}`
      : `did you mean \`${near}\`?`;
  return { code: 'rule-unknown-predicate', message: `\`${name}\` is not a predicate`, hint };
}
