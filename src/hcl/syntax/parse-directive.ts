/**
 * The second step over a template: `~` takes blanks away, and `%{if}` and `%{for}` take in what stands between.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#directives
 */
import { type Cursor, fail, within } from './cursor.ts';
import { isText, type Sequence, type Token } from './scan-template.ts';
import type { Expression, TemplatePart } from './tree.ts';

/** The parts that the tokens make. */
export function assemble(cursor: Cursor, tokens: readonly Token[]): readonly TemplatePart[] {
  const left = { tokens, at: 0 };
  const parts = partsUntil(cursor, left, []);
  const rest = left.tokens[left.at];
  if (rest !== undefined && !isText(rest)) fail(cursor, `\`${rest.kind}\` has no beginning`, rest.start);
  return parts;
}

/** The tokens without the blanks that `~` takes away: only of the text beside it, which ends with its line. */
export function trimTokens(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) => {
    if (!isText(token)) return token;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const start = before !== undefined && !isText(before) && before.trimsAfter ? token.trimStart() : token;
    return after !== undefined && !isText(after) && after.trimsBefore ? start.trimEnd() : start;
  });
}

interface Left {
  readonly tokens: readonly Token[];
  at: number;
}

/** Parts up to one of the directives, which is not consumed. */
function partsUntil(cursor: Cursor, left: Left, ends: readonly Sequence['kind'][]): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (let token = left.tokens[left.at]; token !== undefined; token = left.tokens[left.at]) {
    if (isText(token)) parts.push(token);
    else if (ends.includes(token.kind)) return parts;
    else if (token.kind === 'insert') parts.push({ kind: 'insert', expression: expressionOf(cursor, token) });
    else if (token.kind === 'if') parts.push(conditional(cursor, left, token));
    else if (token.kind === 'for') parts.push(loop(cursor, left, token));
    else fail(cursor, `\`${token.kind}\` has no beginning`, token.start);
    left.at++;
  }
  if (ends.length > 0) fail(cursor, `\`${ends.at(-1)}\` is missing`);
  return parts;
}

function conditional(cursor: Cursor, left: Left, token: Sequence): TemplatePart {
  left.at++;
  const yes = within(cursor, cursor.lines, () => partsUntil(cursor, left, ['else', 'endif']));
  const next = left.tokens[left.at];
  const hasElse = next !== undefined && !isText(next) && next.kind === 'else';
  if (hasElse) left.at++;
  const no = hasElse ? within(cursor, cursor.lines, () => partsUntil(cursor, left, ['endif'])) : [];
  return { kind: 'if', condition: expressionOf(cursor, token), yes, no };
}

function loop(cursor: Cursor, left: Left, token: Sequence): TemplatePart {
  left.at++;
  const body = within(cursor, cursor.lines, () => partsUntil(cursor, left, ['endfor']));
  const [first = '', second] = token.names ?? [];
  const names = second === undefined ? { valueName: first } : { keyName: first, valueName: second };
  return { kind: 'for', ...names, over: expressionOf(cursor, token), body };
}

function expressionOf(cursor: Cursor, token: Sequence): Expression {
  return token.expression ?? fail(cursor, 'an expression expected', token.start);
}
