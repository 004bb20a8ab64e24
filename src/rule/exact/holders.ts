/**
 * What a statement allows to somebody who holds its document: a denial in another policy of the same principal counts, where
 * the plan names everybody who holds it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Catalogue } from '../../aws/catalogue.ts';
import { no, type Unknown } from '../../base/verdict.ts';
import { parsePolicy } from '../../iam/parse-policy.ts';
import type { PolicyDocument } from '../../iam/types.ts';
import type { DocumentSubject, StatementSubject } from '../../subject/types.ts';
import { type Asked, alone, denialsIn, layersAllow, statementAllows, type Told } from './ask.ts';

/** Does the statement allow such a request to some holder, after all denials that the holder has? */
export function holderAllows(
  { document, policy, statement }: StatementSubject,
  asked: Asked,
  catalogue: Catalogue,
): Told {
  const told = statementAllows(policy, statement, asked, catalogue);
  if (told.answer === 'no') return no;
  const denied = denialsBesides(document);
  if (denied === undefined) return told;
  let open: Unknown | undefined;
  for (const denials of denied) {
    const one = layersAllow([[alone(policy, statement), ...denials]], asked, catalogue);
    if (one.answer === 'yes') return told.answer === 'yes' ? one : told;
    if (one.answer === 'unknown') open = one;
  }
  return open ?? no;
}

/** The denials beside the document, for each holder; undefined where some holder has none, or is not known. */
export function denialsBesides(
  document: DocumentSubject,
): readonly (readonly PolicyDocument[])[] | undefined {
  const held = document.besides?.();
  if (held === undefined) return undefined;
  const denials = held.map((contents) =>
    contents.flatMap((content) => {
      const parsed = parsePolicy(content);
      const only = parsed.ok ? denialsIn(parsed.document) : undefined;
      return only === undefined || only.statements.length === 0 ? [] : [only];
    }),
  );
  return denials.some((one) => one.length === 0) ? undefined : denials;
}
