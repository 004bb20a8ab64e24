/**
 * What a policy on the resource's side (a bucket's, a key's, a role's trust policy) grants to a caller of its own
 * account: whom a statement names decides which other layers limit it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html#policy-eval-denyallow
 */
import { hasVariables } from './evaluate.ts';
import { both, either, type Match } from './match.ts';
import { type Naming, namesCaller } from './match-principal.ts';
import { matchIn, type Scene } from './match-statement.ts';
import { allSides, type LayerName, type Side, side, someSide } from './side.ts';
import type { PolicyDocument, Statement } from './types.ts';

/** What the policy grants by itself, without the caller's identity policies. `limits` are its boundary and session. */
export function directGrant(document: PolicyDocument, layer: LayerName, scene: Scene, limits: Side): Side {
  const variables = hasVariables(document);
  const grants = document.statements
    .filter((statement) => statement.effect === 'Allow')
    .flatMap((statement) => {
      const match = matchIn(statement, scene, variables);
      if (match === 'no') return [];
      return grantsOf(statement, layer, scene, match).map(({ by, grant }) =>
        allSides(grant, ...limitsOf(by, statement, limits)),
      );
    });
  return someSide(side(layer, 'no'), ...grants);
}

interface Grant {
  readonly by: Naming;
  readonly grant: Side;
}

/** One grant a way in which the statement names the caller. To name the account delegates, and grants nothing itself. */
function grantsOf(
  statement: Statement,
  layer: LayerName,
  { request }: Scene,
  match: Match,
): readonly Grant[] {
  const grantAs = (by: Naming, named: Match): Grant => {
    const joined = both(match, named);
    const reason = `AWS's pages leave open whether the statement at \`${statement.pointer}\` matches`;
    return {
      by,
      grant: { layer, match: joined, statement, ...(joined === 'ambiguous' ? { reason } : {}) },
    };
  };
  const { principal } = statement;
  if (principal === undefined || principal.negated) return [grantAs('everyone', 'yes')];
  const named = principal.principals.map((entry) => namesCaller(entry, request.caller));
  return (['itself', 'role', 'everyone'] as const)
    .map((by) => grantAs(by, either(...named.filter((one) => one.by === by).map((one) => one.match))))
    .filter(({ grant }) => grant.match !== 'no');
}

/**
 * A user, a session and a federated user that are named themselves are limited by no implicit deny, and a role by those
 * of its boundary and session. Of everyone with a condition on `aws:PrincipalArn` the page of principals says that
 * nothing limits; of everyone without one it says nothing.
 */
function limitsOf(by: Naming, statement: Statement, limits: Side): readonly Side[] {
  if (by === 'itself' || limits.match === 'yes') return [];
  if (by === 'role') return [limits];
  const aboutArn = statement.conditions.some(({ key }) => key.toLowerCase() === 'aws:principalarn');
  const reason = `AWS's pages leave open whether the ${limits.layer} limits what is granted to everyone`;
  return aboutArn ? [] : [side(limits.layer, 'ambiguous', reason)];
}
