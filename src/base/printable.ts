/**
 * Untrusted text made safe to print: names and values of a plan are chosen by whoever wrote the change. Control
 * characters, ANSI sequences, text that turns direction and invisible characters are shown as escapes, so that nothing
 * can clear a screen, forge a line or hide behind another.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */

// C0 and C1 controls, soft hyphen, zero-width and bidirectional controls, line and paragraph separators, BOM, tags.
const unsafe =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

// Hosts read commands from logs: GitHub `::error …` after any white space and `##[…]` anywhere, Azure `##vso[…]`.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
const command = /(^|\s)::|##(?=\[|vso\[)/g;

/** The text on one line, with every unsafe character as `\u{…}`; line breaks and tabs as `\n`, `\r`, `\t`; what a host would take for a command is broken up. */
export function printable(text: string): string {
  return text
    .replace(unsafe, escaped)
    .replace(command, (found) => (found === '##' ? '#\\u{23}' : found.replace('::', ':\\u{3a}')));
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
