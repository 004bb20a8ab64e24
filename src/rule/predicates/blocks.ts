/**
 * Predicates about what a resource holds and what the plan holds, with a condition of their own about it.
 */
import { isHole, isObject } from '../../base/value.ts';
import { any, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { ResourceSubject } from '../../subject/types.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { optional, record } from '../shape/record.ts';
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

const hasResource = predicate({
  name: 'has-resource',
  subjects: ['plan'],
  facts: ['address'],
  summary: 'the plan holds a resource of that Terraform type (that fulfils the condition)',
  argument: (clauses) =>
    record('`type`', { type: text('a Terraform type'), that: optional(clauses('resource')) }),
  bind: ({ type, that }, { compile }) => {
    const test = that ? compile(that) : () => yes();
    return ({ resources }) =>
      any(resources.filter((resource) => resource.origin.type === type).map((one) => named(test(one), one)));
  },
});

/** The predicates of this family. */
export const blockPredicates: readonly Predicate[] = [someBlock, hasResource];

/** The verdict about a block as one about its resource. */
function moved(verdict: Verdict, block: string, pointer: string): Verdict {
  if (verdict.answer === 'no') return verdict;
  if (verdict.answer === 'unknown')
    return unknown(...verdict.doubts.map((doubt) => ({ ...doubt, pointer: pointer + doubt.pointer })));
  const facts = { attribute: [block] };
  const inside = verdict.evidence.map((one) => ({ pointer: pointer + one.pointer, facts }));
  return yes(...(inside.length === 0 ? [{ pointer, facts }] : inside));
}

function named(verdict: Verdict, { origin }: ResourceSubject): Verdict {
  return verdict.answer === 'yes' ? yes({ pointer: '', facts: { address: [origin.address] } }) : verdict;
}
