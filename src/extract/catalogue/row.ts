/**
 * A row of the catalogue: where a policy document may stand.
 */
import type { PolicyKind } from '../../subject/types.ts';

/**
 * What leaving the attribute out means: nothing (`required`, `optional`), or that the service's default applies, which
 * the plan then shows as unknown (`computed-default`). An `echo` repeats what stands elsewhere and is not counted twice.
 */
export type Presence = 'required' | 'optional' | 'computed-default' | 'echo';

/**
 * How a data source comes to hold a document: it makes it from arguments, it reads one that exists in AWS, it shows the
 * same one in a second form, or it takes one in as an argument.
 */
export type DataRole = 'made' | 'read' | 'echo' | 'input';

/** Resource type, attribute path (`[]` is every block), kind, AWS service prefix, presence, provider version. */
export type RowTuple = readonly [
  type: string,
  path: string,
  kind: PolicyKind,
  service: string,
  presence: Presence,
  since?: string,
];

/** The same for a data source. */
export type DataRowTuple = readonly [
  type: string,
  path: string,
  kind: PolicyKind,
  service: string,
  role: DataRole,
  since?: string,
];

/** A row by name. */
export interface Row {
  readonly type: string;
  readonly path: string;
  readonly kind: PolicyKind;
  readonly service: string;
  readonly presence: Presence;
  /** The AWS provider's version that was seen to have it, where 6.25 has not. */
  readonly since?: string;
}

/** A row of a data source by name. */
export interface DataRow extends Omit<Row, 'presence'> {
  readonly role: DataRole;
}
