/**
 * What a policy on the resource's side (a bucket's, a key's, a role's trust policy) grants to a caller of its own
 * account: whom a statement names decides which other layers limit it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html#policy-eval-denyallow
 */
import { hasVariables } from './evaluate.ts';
import { knownText } from './known-text.ts';
import { both } from './match.ts';
import { type Named, type Naming, namesCaller } from './match-principal.ts';
import { doubtOf, matchIn, type Scene } from './match-statement.ts';
import { readOperator } from './operators.ts';
import { allSides, type LayerName, type Side, side, someSide } from './side.ts';
import type { Condition, PolicyDocument, Statement } from './types.ts';

/** What the policy grants by itself, without the caller's identity policies. `limits` are its boundary and session. */
export function directGrant(document: PolicyDocument, layer: LayerName, scene: Scene, limits: Side): Side {
  const variables = hasVariables(document);
  const grants = document.statements
    .filter((statement) => statement.effect === 'Allow')
    .flatMap((statement) => {
      const match = matchIn(statement, scene, variables);
      const doubt = match === 'ambiguous' ? doubtOf(statement, scene, variables) : undefined;
      return namingsOf(statement, scene).map(({ by, match: named }) => {
        const grant = { ...side(layer, both(match, named), doubt), statement };
        return allSides(grant, ...limitsOf(by, statement, limits));
      });
    });
  return someSide(side(layer, 'no'), ...grants);
}

/** The ways in which a statement names the caller, but for its account: that delegates, and grants nothing itself. */
function namingsOf({ principal }: Statement, { request }: Scene): readonly Named[] {
  if (principal === undefined || principal.negated) return [{ by: 'everyone', match: 'yes' }];
  return principal.principals
    .map((entry) => namesCaller(entry, request.caller))
    .filter(({ by, match }) => by !== 'account' && match !== 'no');
}

/**
 * A user, a session and a federated user that are named themselves are limited by no implicit deny, and a role by those
 * of its boundary and session. Of what is granted "using the aws:PrincipalArn condition key with a wildcard(*) in the
 * Principal element" the page says that nothing limits; of everyone otherwise no page says anything.
 */
function limitsOf(by: Naming, statement: Statement, limits: Side): readonly Side[] {
  if (by === 'itself' || limits.match === 'yes') return [];
  if (by === 'role') return [limits];
  const reason = `AWS's pages leave open whether the ${limits.layer} limits what is granted to everyone`;
  const isByArn = statement.principal?.negated === false && statement.conditions.some(namesByArn);
  return isByArn ? [] : [side(limits.layer, 'ambiguous', reason)];
}

/** True for a condition that only a request with such an `aws:PrincipalArn` meets. */
function namesByArn({ key, operator }: Condition): boolean {
  const { base, set, ifExists } = readOperator(knownText(operator));
  const isPositive = base !== undefined && !base.negated && base.family !== 'null';
  return key.toLowerCase() === 'aws:principalarn' && isPositive && !ifExists && set !== 'ForAllValues';
}
