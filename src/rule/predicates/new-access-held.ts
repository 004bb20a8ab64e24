/**
 * What a plan newly lets a principal do: by what it attaches, by a group, or by what no longer denies or limits. What a
 * document allows because it changes is told at the document.
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { type Evidence, no, unknown, type Verdict, yes } from '../../base/verdict.ts';
import type { NewAccess } from '../../reason/new-access.ts';
import type { AttachedPolicy } from '../../subject/types.ts';
import { allowsBeyond } from '../exact/ask.ts';
import { type Attachment, changeOf, type PrincipalChange, withOnly } from '../exact/principal-change.ts';
import { evidenceOfPrincipal } from '../exact/witness.ts';
import type { SubjectOf } from '../predicate.ts';
import { inAttachment } from './attachment.ts';

/** What is asked about; undefined for every action. */
export interface AskedOfPrincipal {
  readonly actions?: readonly string[];
}

/** Does the plan let the principal do something that it could not? */
export function gainedByPrincipal(
  subject: SubjectOf<'principal'>,
  asked: AskedOfPrincipal,
  catalogue: Catalogue,
): Verdict {
  const change = changeOf(subject);
  if (change === undefined || asked.actions?.length === 0) return no;
  const wanted = { extent: 'each', ...asked } as const;
  const told = allowsBeyond(change.after, change.before, wanted, catalogue);
  if (told.answer === 'unknown')
    return unknown(...told.doubts.slice(0, 1).map((one) => ({ ...one, pointer: '' })));
  const found = told.answer === 'yes' ? told.found : [];
  const evidence = found.flatMap((one) =>
    evidenceOf(one, change, (at) => isToldAtDocument(at, one, asked, catalogue)),
  );
  if (evidence.length > 0) return yes(...evidence);
  return change.hidden.length === 0 ? no : unknown(...change.hidden);
}

function evidenceOf(
  { statement, request, actions }: NewAccess,
  { attachmentOf, groups, assumptions: [assumption], otherBoundary }: PrincipalChange,
  isTold: (at: Attachment) => boolean,
): readonly Evidence[] {
  const at = attachmentOf(statement);
  const evidence = (place: string, by: string) => ({
    ...evidenceOfPrincipal(place, request, { gained: actions, by }),
    ...(assumption === undefined ? {} : { assumption }),
  });
  if (at?.was !== undefined && isTold(at)) return [];
  if (at === undefined || at.was !== undefined)
    return otherBoundary === undefined
      ? [evidence('', 'a denial that goes')]
      : [evidence(otherBoundary, 'another permissions boundary')];
  const { index, policy } = at;
  if (index !== undefined)
    return [evidence(inAttachment(index, statement.pointer), `the attached policy${nameOf(policy)}`)];
  // What a group gets is told at the group.
  const { through = '' } = policy;
  return groups.includes(through)
    ? []
    : [evidence('', `the group \`${through.replace(/^(?:at|group) /, '')}\``)];
}

/** The last part of the ARN is what people call a managed policy; an inline one is where the finding is. */
function nameOf({ arn }: AttachedPolicy): string {
  return arn === undefined ? '' : ` \`${arn.split('/').at(-1)}\``;
}

/** Is it the document that newly allows it? Then it is told there, also where that cannot be decided. */
function isToldAtDocument(
  { document, was = document }: Attachment,
  { statement }: NewAccess,
  asked: AskedOfPrincipal,
  catalogue: Catalogue,
): boolean {
  if (was === document) return false;
  const alone = withOnly(document, statement.pointer);
  return allowsBeyond([[alone]], [[was]], { extent: 'one', ...asked }, catalogue).answer !== 'no';
}
