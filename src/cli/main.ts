/**
 * The command `grantlint`: words in, text and an exit code out.
 */

import { run } from './run.ts';
import { processWorld } from './world.ts';

declare const GRANTLINT_VERSION: string;

/** The version of this build; from source there is none. */
const version = typeof GRANTLINT_VERSION === 'string' ? GRANTLINT_VERSION : '0.0.0-source';

void run(process.argv.slice(2), version, processWorld()).then((exit) => {
  process.exitCode = exit;
});
