/**
 * Actions in a question that AWS's reference does not have: most are slips of the pen, which no policy allows, and some are
 * newer than the reference, so that the question is answered all the same.
 */
import type { Catalogue } from '../aws/catalogue.ts';
import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';

/** A warning for each action, written out, that the catalogue does not know. */
export function unknownActions(actions: readonly string[], catalogue: Catalogue): readonly Problem[] {
  const unknown = actions.filter((one) => !/[*?]/.test(one) && catalogue.action(one) === undefined);
  return unknown.map((action) => {
    const [prefix = ''] = action.toLowerCase().split(':');
    const known = catalogue.actionsOf(prefix);
    const near = known.length > 0 ? nearest(action, known) : nearest(prefix, catalogue.services());
    return {
      code: 'unknown-action',
      message:
        known.length > 0
          ? `AWS's reference has no action \`${action}\``
          : `AWS's reference has no service \`${prefix}\``,
      hint:
        near === undefined
          ? `the reference is of ${catalogue.actionsOrigin().date}; it is asked about as written`
          : `did you mean \`${near}\`? It is asked about as written`,
    };
  });
}
