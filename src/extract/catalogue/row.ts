/**
 * A row of the catalogue: where a policy document may stand.
 */
import type { PolicyKind } from '../../subject/types.ts';

/**
 * What leaving the attribute out means: nothing (`required`, `optional`), or that the service's default applies, which
 * the plan then shows as unknown (`computed-default`).
 */
export type Presence = 'required' | 'optional' | 'computed-default';

/** Resource type, attribute path (`[]` is every block), kind, AWS service, presence. */
export type RowTuple = readonly [
  type: string,
  path: string,
  kind: PolicyKind,
  service: string,
  presence: Presence,
];

/** A row by name. */
export interface Row {
  readonly type: string;
  readonly path: string;
  readonly kind: PolicyKind;
  readonly service: string;
  readonly presence: Presence;
}
