/**
 * How the curated tables of actions are written: service prefix to action names, in AWS's spelling, parted by white space.
 */

/** Service prefix to the names of its actions. Each must exist in the action catalogue; a test holds that. */
export type ActionTable = Readonly<Record<string, string>>;
