/**
 * Which actions a question about outsiders is about: those that are named, or those of access levels, and of a resource
 * policy those of its service only.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import { globMatches } from '../../aws/glob.ts';
import { no, unknown } from '../../base/verdict.ts';
import type { StatementSubject } from '../../subject/types.ts';
import { type Asked, statementAllows, type Told } from '../exact/ask.ts';
import type { RuleContext } from '../predicate.ts';
import { actionsOfLevels } from './levels.ts';
import { servicesOf } from './named-actions.ts';

/** Which of the statement's actions are asked about. */
export interface What {
  readonly actions?: readonly string[];
  readonly 'access-levels'?: readonly string[];
  /** What of the levels does not count. */
  readonly except?: readonly string[];
}

/** An action of a level that the catalogue does not tell may be of any. */
export function askAbout(
  subject: StatementSubject,
  argument: What,
  { catalogue }: RuleContext,
  asked: Asked,
): Told {
  const { policy, statement, document } = subject;
  const { actions, 'access-levels': levels, except = [] } = argument;
  const patterns = except.map((pattern) => pattern.toLowerCase());
  const counts = (name: string) => !patterns.some((pattern) => globMatches(pattern, name.toLowerCase()));
  const ask = (names: readonly string[] | undefined): Told => {
    if (names?.length === 0) return no;
    const wanted = names ?? ofService(subject);
    return statementAllows(
      policy,
      statement,
      { ...asked, ...(wanted ? { actions: wanted } : {}) },
      catalogue,
    );
  };
  if (levels === undefined) return ask(actions);
  const { names, foreign, doubts } = actionsOfLevels(statement, levels, catalogue, document.service);
  const known = ask([...names.filter(counts), ...(actions ?? []).filter(isOfService(subject))]);
  if (known.answer !== 'no') return known;
  if (doubts.length > 0) return unknown(...doubts);
  const open = ask(foreign);
  if (open.answer === 'no') return no;
  const reason = `\`${foreign[0] ?? ''}\` is not in the action catalogue, so its access level is not known`;
  return unknown({ pointer: statement.action.pointer, reason });
}

/** Of all actions a policy of a resource grants those of its service. */
function isOfService({ document: { service }, statement }: StatementSubject): (action: string) => boolean {
  const ofAny = service === undefined || servicesOf(statement) !== undefined;
  return (action) => ofAny || action.startsWith(`${service}:`);
}

/** A policy of a resource is asked about actions of its service only, and one of a role about assuming it. */
function ofService({ document, statement }: StatementSubject): readonly string[] | undefined {
  if (servicesOf(statement) !== undefined) return undefined;
  const service = document.kind === 'trust' ? 'sts' : document.service;
  return service === undefined ? undefined : [`${service}:*`];
}
