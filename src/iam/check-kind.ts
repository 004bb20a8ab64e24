/**
 * Elements that a document of one kind must have or must not have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
import { checkActions, checkResources, checkSids } from './check-texts.ts';
import { refused } from './defects.ts';
import type { Defect, PolicyDocument, Statement } from './types.ts';

/** What a document is attached to decides which elements it needs. */
interface Needs {
  readonly principal: 'required' | 'forbidden';
  readonly notPrincipal: boolean;
  readonly resource: 'required' | 'forbidden' | 'optional';
  /** IAM and Organizations read the document, not the service of a resource: resources are ARNs, and Sids unique. */
  readonly readByIam: boolean;
}

const identity: Needs = {
  principal: 'forbidden',
  notPrincipal: false,
  resource: 'required',
  readByIam: true,
};
const byKind: Readonly<Record<string, Needs>> = {
  identity,
  boundary: identity,
  session: identity,
  scp: identity,
  rcp: { principal: 'required', notPrincipal: false, resource: 'required', readByIam: true },
  trust: { principal: 'required', notPrincipal: false, resource: 'forbidden', readByIam: true },
  // Some services fill in the resource that a resource policy without one is about (ECR, for one).
  resource: { principal: 'required', notPrincipal: true, resource: 'optional', readByIam: false },
  endpoint: { principal: 'required', notPrincipal: true, resource: 'optional', readByIam: false },
};

/** What AWS refuses in a document of that kind (identity, resource, trust …); none for kinds with other grammars. */
export function checkKind(document: PolicyDocument, kind: string): readonly Defect[] {
  const needs = byKind[kind];
  if (needs === undefined) return [];
  const defects: Defect[] = [];
  for (const statement of document.statements) {
    checkStatement(statement, kind, needs, defects);
    checkActions(statement, defects);
    if (needs.readByIam) checkResources(statement, defects);
  }
  if (needs.readByIam) checkSids(document.statements, defects);
  return defects;
}

function checkStatement(
  { pointer, principal, resource }: Statement,
  kind: string,
  needs: Needs,
  defects: Defect[],
): void {
  if (needs.principal === 'forbidden' && principal !== undefined) {
    defects.push(
      refused(
        'unsupported-element',
        principal.pointer,
        `\`${principal.element}\` must not stand in ${nameOf(kind)}`,
      ),
    );
  }
  if (needs.principal === 'required' && principal === undefined) {
    defects.push(
      refused('missing-principal', pointer, `a statement of ${nameOf(kind)} needs a \`Principal\``),
    );
  }
  if (!needs.notPrincipal && needs.principal === 'required' && principal?.negated === true) {
    defects.push(
      refused('unsupported-element', principal.pointer, `\`NotPrincipal\` must not stand in ${nameOf(kind)}`),
    );
  }
  if (needs.resource === 'required' && resource === undefined) {
    defects.push(
      refused(
        'missing-resource',
        pointer,
        `a statement of ${nameOf(kind)} needs a \`Resource\` or \`NotResource\``,
      ),
    );
  }
  if (needs.resource === 'forbidden' && resource !== undefined) {
    defects.push(
      refused(
        'unsupported-element',
        resource.pointer,
        `\`${resource.element}\` must not stand in ${nameOf(kind)}`,
      ),
    );
  }
}

function nameOf(kind: string): string {
  return kind === 'scp' || kind === 'rcp'
    ? `an ${kind.toUpperCase()}`
    : `${kind === 'identity' ? 'an' : 'a'} ${kind} policy`;
}
