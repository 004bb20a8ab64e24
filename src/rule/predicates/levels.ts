/**
 * The actions of a statement that are of an access level.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import type { Doubt } from '../../base/verdict.ts';
import type { Statement } from '../../iam/types.ts';
import { hiddenAction, includedActions, servicesOf } from './named-actions.ts';

/** What of a statement is of some levels. */
export interface OfLevels {
  /** Full names of the catalogue. */
  readonly names: readonly string[];
  /** Actions that the catalogue does not know: they may be of any level. */
  readonly foreign: readonly string[];
  /** Actions that are known only after apply. */
  readonly doubts: readonly Doubt[];
}

/** `service`: the one that a resource policy belongs to, which bounds what `*` can mean there. */
export function actionsOfLevels(
  statement: Statement,
  levels: readonly string[],
  catalogue: Catalogue,
  service: string | undefined,
): OfLevels {
  const services = servicesOf(statement) ?? (service === undefined ? catalogue.services() : [service]);
  const includes = includedActions(statement);
  const names = services.flatMap((prefix) =>
    catalogue
      .actionsOf(prefix)
      .filter((name) => levels.includes(catalogue.action(name)?.level ?? ''))
      .filter((name) => includes(name.toLowerCase())),
  );
  const { values, negated } = statement.action;
  const foreign = negated
    ? []
    : values.filter(
        (value): value is string =>
          typeof value === 'string' && !/[*?]/.test(value) && catalogue.action(value) === undefined,
      );
  const hidden = hiddenAction(statement);
  return { names, foreign, doubts: hidden.answer === 'unknown' ? hidden.doubts : [] };
}
