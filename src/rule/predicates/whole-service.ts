/**
 * Does a statement include all actions of some service?
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import { no, yes } from '../../base/verdict.ts';
import { actionsCover } from '../../iam/clauses.ts';
import { type Predicate, predicate } from '../predicate.ts';
import { list } from '../shape/list.ts';
import { optional, record } from '../shape/record.ts';
import { text } from '../shape/scalar.ts';
import { hiddenAction, servicesOf } from './named-actions.ts';

const prefixes = list(text('a service prefix such as `s3`'), 1);

const wholeService = predicate({
  name: 'whole-service',
  subjects: ['statement'],
  facts: ['service'],
  summary: 'the statement lists all actions of a service: of one of `only`, or of any but those of `except`',
  argument: record('a mapping, which may be empty', { only: optional(prefixes), except: optional(prefixes) }),
  inFrame: 'whole',
  bind:
    ({ only, except }) =>
    ({ statement }) => {
      if (statement.action.negated) return no;
      const named = servicesOf(statement);
      if (!named && actionsCover(statement, '*').answer === 'yes')
        return yes({ pointer: statement.action.pointer, facts: { service: 'every service' } });
      const asked = (named ?? only ?? []).filter(
        (service) => (!only || only.includes(service)) && !except?.includes(service),
      );
      if (!statement.action.values.some((value) => typeof value !== 'string' || /[*?]$/.test(value)))
        return no;
      const found = asked.flatMap((service) => {
        const verdict = actionsCover(statement, `${service}:*`);
        return verdict.answer === 'yes'
          ? verdict.evidence.map(({ pointer }) => ({ pointer, facts: { service: [service] } }))
          : [];
      });
      return found.length > 0 ? yes(...found) : hiddenAction(statement);
    },
});

/** The predicates of this family. */
export const wholeServicePredicates: readonly Predicate[] = [wholeService];
