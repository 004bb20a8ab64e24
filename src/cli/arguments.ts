/**
 * The command line: words in, one typed command out.
 */
import type { Command } from './command.ts';
import { plainWords } from './plain-words.ts';
import { extractCommand, scanCommand } from './typed.ts';
import { refuseWhatComesLater } from './usage.ts';

/**
 * Reads the words after `grantlint`; `columns` is the width that help is laid out for.
 * Throws InputError with exit 2 for whatever cannot be meant.
 */
export async function readArguments(
  words: readonly string[],
  version: string,
  columns: number,
): Promise<Command> {
  if (words.length === 1 && words[0] === '--version') return { command: 'show', text: `${version}\n` };
  refuseWhatComesLater(words);
  const plain = plainWords(words);
  if (plain === undefined)
    return (await import('./command-line.ts')).readCommandLine(words, version, columns);
  return plain.command === 'scan' ? scanCommand(plain.argv) : extractCommand(plain.argv);
}
