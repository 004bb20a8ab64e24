/**
 * Facts of a statement that every message about it may use.
 */
import type { Facts } from '../base/verdict.ts';
import type { StatementSubject } from '../subject/types.ts';

/** Names of the facts that every rule about statements has. */
export const factsOfEveryStatement = ['sid', 'actions', 'resources'] as const;

/** `sid` (how people call the statement), `actions` and `resources` as written. */
export function statementFacts({ policy, statement }: StatementSubject): Facts {
  const { sid, index, action, resource } = statement;
  const position = policy.statements.length === 1 ? 'the statement' : `statement ${index + 1}`;
  return {
    sid: typeof sid === 'string' && sid !== '' ? `statement \`${sid}\`` : position,
    actions: literal(action.values),
    resources: literal(resource?.values ?? []),
  };
}

function literal(values: readonly unknown[]): readonly string[] {
  return values.map((value) => (typeof value === 'string' ? value : '(known after apply)'));
}
