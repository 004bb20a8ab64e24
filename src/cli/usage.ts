/**
 * What is wrong with a command line, in one message with exit 2.
 */
import { nearest } from '../base/nearest.ts';
import { InputError } from '../base/problem.ts';

const laterOptions = ['waivers', 'baseline'];
const help = '`grantlint --help` lists commands and options';

/** A usage problem; yargs' own wording of unknown options is made ours, with the nearest name. */
export function usageError(message: string, hint?: string, options: readonly string[] = []): InputError {
  const [first = ''] = message.split('\n');
  const choice = /Argument: (\S+), Given: "([^"]*)", Choices: (.+)/.exec(message);
  const line =
    choice === null
      ? first
      : `\`${choice[2]}\` is no value of \`--${choice[1]}\`: ${choice[3]?.replaceAll('"', '')}`;
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(line)?.[1];
  const text =
    unknown === undefined
      ? line.charAt(0).toLowerCase() + line.slice(1)
      : `\`${unknown}\` is not an option of this command`;
  const near = unknown === undefined ? undefined : suggestion(unknown, options);
  return new InputError(2, [{ code: 'usage', message: text, hint: hint ?? near ?? help }]);
}

/** "did you mean …?", where a known word is near. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** Refuses options that are planned and not there yet: a gate must not decide something else than asked. */
export function refuseWhatComesLater(words: readonly string[]): void {
  for (const word of words) {
    const name = /^--(?:no-)?([a-z]+)(?:=|$)/.exec(word)?.[1] ?? '';
    if (laterOptions.includes(name)) throw usageError(`\`--${name}\` is not there yet`);
  }
}
