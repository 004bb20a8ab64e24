/**
 * Readers that the command line injects, so that nothing below it does I/O.
 */

/**
 * Gives the text of one of grantlint's own data files (`actions.json`), or of a part of it: from byte `start` to before
 * byte `end`. The files are ASCII, so a byte is a character. Throws when the installation lacks the file.
 */
export type ReadData = (file: string, start?: number, end?: number) => string;
