/**
 * Patterns as policies hold them: text with wildcards, policy variables, and holes. A variable or a hole is some
 * constant text that is not known here, so it is asked two ways: for the most it could be, and for what is certain.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { isHole, type Text } from '../base/value.ts';

/** A pattern ready for comparison. */
export interface Pattern {
  /** The glob with every unknown part as `*`: the most that it could match. */
  readonly widest: string;
  /** True when nothing in it is unknown: `widest` is the pattern itself. */
  readonly exact: boolean;
  /** The reference of a hole in it, for doubts. */
  readonly reference?: string;
}

/** `${aws:username}`, `${*}`; a `}` ends it. Linear: the class excludes the brace. */
const variable = /\$\{([^}]*)\}/g;

/** Reads the text of an Action or Resource value. Escapes `${*}`, `${?}`, `${$}` stand for the character. */
export function patternOf(text: Text): Pattern {
  if (typeof text === 'string')
    return text.includes('${') ? withVariables(text) : { widest: text, exact: true };
  if (isHole(text)) return { widest: '*', exact: false, ...referenceOf(text.reference) };
  const widest = text.parts.map((part) => (isHole(part) ? '*' : patternOf(part).widest)).join('');
  return { widest, exact: false, ...referenceOf(text.parts.find(isHole)?.reference) };
}

function withVariables(text: string): Pattern {
  // A literal `*` cannot be told from a wildcard in a glob; as one character it is at most `?`.
  const widest = text.replace(variable, (_, name: string) =>
    name === '$' ? '$' : name === '*' || name === '?' ? '?' : '*',
  );
  return { widest, exact: false };
}

function referenceOf(reference: string | undefined): { reference?: string } {
  return reference === undefined ? {} : { reference };
}
