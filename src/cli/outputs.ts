/**
 * What a command prints goes to standard output, or to the file that `--format name=file` names.
 */
import { InputError } from '../base/problem.ts';
import type { Colored, OutputFormat } from './command.ts';
import type { World } from './world.ts';

/** How text is laid out. */
export interface Style {
  readonly color: boolean;
  readonly width: number;
}

/** The style of standard output. */
export function styleOf({ color }: Colored, { terminal }: World): Style {
  return { color: color === 'always' || (color === 'auto' && terminal.color), width: terminal.columns };
}

/** Writes every format that was asked for; files are never coloured. */
export function writeOutputs(
  command: Colored & { readonly outputs: readonly OutputFormat[] },
  world: World,
  render: (format: OutputFormat['format'], style: Style) => string,
): void {
  const style = styleOf(command, world);
  for (const { format, file } of command.outputs) {
    const text = render(format, { ...style, color: style.color && file === undefined });
    writeOutput(text, file, world);
  }
}

/** Writes a file that is not there yet, with its folders; false where it is. Throws InputError with exit 2. */
export function createOutput({ file, text }: { file: string; text: string }, world: World): boolean {
  return orUnwritable(file, () => world.create(file, text));
}

/** Writes one output. Throws InputError with exit 2 for a file that cannot be written. */
export function writeOutput(text: string, file: string | undefined, world: World): void {
  if (file === undefined) {
    world.out(text);
    return;
  }
  orUnwritable(file, () => world.write(file, text));
}

function orUnwritable<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new InputError(2, [
      {
        code: 'unwritable',
        message: `\`${file}\` cannot be written: ${code}`,
        hint: 'name a file in a folder that exists',
      },
    ]);
  }
}
