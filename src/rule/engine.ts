/**
 * The door to the exact engine. In the command this module is replaced by one that loads the engine when it is first asked
 * (`cli/build/build.ts`): most plans have nothing that needs it, and starting must not pay for it.
 */
import * as loaded from './exact/loaded.ts';

/** The exact engine; loaded at the first call. */
export const engine = (): typeof loaded => loaded;
