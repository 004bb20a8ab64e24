/**
 * Does a statement include all actions of some service?
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { no, yes } from '../../base/verdict.ts';
import { actionsCover } from '../../iam/clauses.ts';
import type { Statement } from '../../iam/types.ts';
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
  summary:
    'the statement lists all actions of a service, and not on resources of other services alone: of one of `only`, or of any but those of `except`',
  argument: record('a mapping, which may be empty', { only: optional(prefixes), except: optional(prefixes) }),
  inFrame: 'whole',
  bind:
    ({ only, except }, { catalogue }) =>
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
        return verdict.answer === 'yes' && mayBeAbout(statement, service, catalogue)
          ? verdict.evidence.map(({ pointer }) => ({ pointer, facts: { service: [service] } }))
          : [];
      });
      return found.length > 0 ? yes(...found) : hiddenAction(statement);
    },
});

/** False where every resource is an ARN of other services: then the statement grants nothing of this one. */
function mayBeAbout({ resource }: Statement, service: string, catalogue: Catalogue): boolean {
  if (!resource || resource.negated || resource.more) return true;
  const owners = resource.values.map((value) =>
    typeof value === 'string' ? /^arn:[^:]*:([a-z0-9-]+):/.exec(value)?.[1] : undefined,
  );
  if (owners.includes(undefined) || owners.includes(service)) return true;
  const types = catalogue.actionsOf(service).flatMap((name) => catalogue.action(name)?.resourceTypes ?? []);
  return types.length === 0 || types.some(({ arn }) => owners.includes(arn.split(':')[2]));
}

/** The predicates of this family. */
export const wholeServicePredicates: readonly Predicate[] = [wholeService];
