/**
 * Heredocs that begin with `<<-`: the indentation that all lines share is taken off.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#indented-heredocs
 */
import { isText, type Token } from './scan-template.ts';

/** The tokens of a heredoc, `~` already applied, with the common indentation taken off; lines of blanks alone neither count nor change. */
export function withoutIndentation(tokens: readonly Token[]): readonly Token[] {
  const starts = tokens.flatMap((token, index) =>
    isLineStart(tokens, index) && !isBlankLine(token) ? [index] : [],
  );
  const least = Math.min(...starts.map((index) => indentationOf(tokens[index])));
  return tokens.map((token, index) => (isText(token) && starts.includes(index) ? token.slice(least) : token));
}

function isLineStart(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before === undefined || (isText(before) && before.endsWith('\n'));
}

function isBlankLine(token: Token): boolean {
  return isText(token) && token.endsWith('\n') && token.trim() === '';
}

function indentationOf(token: Token | undefined): number {
  return isText(token) ? token.length - token.trimStart().length : 0;
}
