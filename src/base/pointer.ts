/**
 * RFC 6901 pointers: where in a document something stands.
 * https://www.rfc-editor.org/rfc/rfc6901
 */

/** An RFC 6901 pointer: `` is the whole document, `/Statement/0/Action` an action. */
export type Pointer = string;

/** The pointer to a member or element below another. */
export function below(pointer: Pointer, ...tokens: readonly (string | number)[]): Pointer {
  let result = pointer;
  for (const token of tokens) result += `/${escapeToken(String(token))}`;
  return result;
}

/** The tokens of a pointer, unescaped; array indices stay text. */
export function tokensOf(pointer: Pointer): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token;
}
