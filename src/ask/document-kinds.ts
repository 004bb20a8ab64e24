/**
 * What a policy document is for, where it stands in a file of its own.
 */

/** Kinds of documents in the grammar of IAM policies: the words of `--kind`. */
export const documentKinds = [
  'identity',
  'resource',
  'trust',
  'boundary',
  'session',
  'scp',
  'rcp',
  'endpoint',
] as const;
export type DocumentKind = (typeof documentKinds)[number];
