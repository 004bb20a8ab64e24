/**
 * Text that whoever wrote a change may choose, and what no output may hold of it.
 */
import { expect } from 'vitest';

export const attacks = [
  'x\n::error file=a::all policies passed',
  ' ::set-output name=a::b',
  'a ::stop-commands::token',
  'x ##[error]owned',
  '##vso[task.complete result=Succeeded;]',
  '\u001b[2J\u001b[31mred',
  '\u009b2J',
  'right\u202eto left',
  'zero\u200bwidth',
  'line\u2028separator\r\n# heading',
  '\u0000\u0007\u0008',
  '<script>alert(1)</script>',
];

// Built from code points, so that the pattern itself holds no control character.
export const hidden = new RegExp(
  `[${[
    [0x00, 0x09],
    [0x0b, 0x1f],
    [0x7f, 0x9f],
    [0x200b, 0x200f],
    [0x2028, 0x202e],
    [0x2066, 0x2069],
  ]
    .map((range) => range.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('-'))
    .join('')}]`,
);

/** What a terminal, GitHub's or Azure's log reader, or a reader's eye could be fooled by. */
export function expectTame(output: string): void {
  expect(output).not.toMatch(hidden);
  expect(output).not.toMatch(/##(\[|vso\[)/);
  for (const line of output.split('\n')) expect(line.trimStart()).not.toMatch(/^::/);
}
