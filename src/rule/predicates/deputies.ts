/**
 * Services that do for a stranger what a statement lets them do: the stranger sets the service up with a resource of their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
import { confusedDeputyService } from '../../aws/confused-deputy.ts';
import { any, yes } from '../../base/verdict.ts';
import { engine } from '../engine.ts';
import { statementAllows } from '../exact/ask.ts';
import { evidenceWith, factsOfWitness } from '../exact/witness.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { oneOrMore } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { oneOf, text } from '../shape/scalar.ts';
import { hiddenService, servicesNamed } from './outsiders-named.ts';

const forStrangers = predicate({
  name: 'service-for-strangers',
  subjects: ['statement'],
  facts: ['principal', 'source', ...factsOfWitness],
  summary:
    'a service that the statement names, one of `services` where given, may do what it allows on behalf of a stranger’s resource; `documented: trust-policy` asks about services whose pages tell how a trust policy keeps that out',
  argument: record('a mapping, which may be empty', {
    services: optional(oneOrMore(text('a service principal such as `s3.amazonaws.com`'))),
    documented: optional(oneOf(['trust-policy'])),
  }),
  bind:
    ({ services, documented }, { catalogue }) =>
    (subject) => {
      const { statement, policy } = subject;
      const named = servicesNamed(statement).filter(
        ({ name }) =>
          (services?.includes(name) ?? true) &&
          (documented === undefined || confusedDeputyService(name) !== undefined),
      );
      const hidden = hiddenService(statement);
      if (named.length === 0) return hidden;
      const told = statementAllows(
        policy,
        statement,
        { worldsOf: (cubes) => engine().deputies(named.map(({ name }) => name))(cubes) },
        catalogue,
      );
      if (told.answer !== 'yes') return any([told, hidden]);
      const [{ request }] = told.found;
      return yes(
        ...named.map(({ pointer, name }) => {
          const source = confusedDeputyService(name)?.source;
          const facts = { principal: [name], ...(source === undefined ? {} : { source }) };
          return evidenceWith(pointer, request, facts);
        }),
      );
    },
});

/** The predicates of this family. */
export const deputyPredicates: readonly Predicate[] = [forStrangers];
