/**
 * Predicates with a condition of their own about a part of a resource: a nested block, or the resource as it was.
 */
import { isHole, isObject } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { record } from '../shape/record.ts';
import { text } from '../shape/scalar.ts';
import { sitesOf } from './attribute.ts';

const someBlock = predicate({
  name: 'some-block',
  subjects: ['resource'],
  facts: ['attribute'],
  summary: 'some nested block of that name fulfils the condition, which names attributes of the block',
  argument: (clauses) =>
    record('`block` and `that`', { block: text('the name of a nested block'), that: clauses('resource') }),
  bind: ({ block, that }, { compile }) => {
    const test = compile(that);
    return (resource) =>
      any(
        sitesOf(resource.attributes, block).map(({ pointer, value }) => {
          if (isHole(value)) return unknown({ pointer, reason: `\`${block}\` is known only after apply` });
          if (!isObject(value)) return no;
          return moved(test({ ...resource, attributes: value }), block, pointer);
        }),
      );
  },
});

const beforeThat = predicate({
  name: 'before-that',
  subjects: ['resource'],
  summary: 'the resource is there already, and fulfils the condition as it is before apply',
  argument: (clauses) => clauses('resource'),
  bind: (clause, { compile }) => {
    const test = compile(clause);
    return (resource) => {
      const { before } = resource;
      return before === undefined ? no : test({ ...resource, attributes: before });
    };
  },
});

/** The predicates of this family. */
export const blockPredicates: readonly Predicate[] = [someBlock, beforeThat];

/** The verdict about a block as one about its resource. */
function moved(verdict: Verdict, block: string, pointer: string): Verdict {
  if (verdict.answer === 'no') return verdict;
  if (verdict.answer === 'unknown')
    return unknown(...verdict.doubts.map((doubt) => ({ ...doubt, pointer: pointer + doubt.pointer })));
  const facts = { attribute: [block] };
  const inside = verdict.evidence.map((one) => ({ pointer: pointer + one.pointer, facts }));
  return yes(...(inside.length === 0 ? [{ pointer, facts }] : inside));
}
