/**
 * Readers that the command line injects, so that nothing below it does I/O.
 */

/** Gives the text of one of grantlint's own data files (`actions.txt`); throws when the installation lacks it. */
export type ReadData = (file: string) => string;
