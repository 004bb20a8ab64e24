/**
 * The answers of layers, joined by Kleene's tables with the layer, the statement and the doubt that decided.
 */
import type { Finding } from './evaluate.ts';
import type { Match } from './match.ts';

/** A layer of policies in AWS's evaluation logic. */
export type LayerName =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'resource'
  | 'trust'
  | 'endpoint';

/** Whether a layer, or a join of layers, lets the request through, and what decided. */
export interface Side extends Finding {
  readonly layer: LayerName;
}

/** A side that nothing but its layer explains. */
export function side(layer: LayerName, match: Match, reason?: string): Side {
  return { layer, match, ...(reason === undefined ? {} : { reason }) };
}

/** All must let through: the first that does not decides, else the first that is open, else the first. */
export function allSides(first: Side, ...others: readonly Side[]): Side {
  return pick([first, ...others], ['no', 'ambiguous']) ?? first;
}

/** One must let through: the first that does decides, else the first that is open, else the first. */
export function someSide(first: Side, ...others: readonly Side[]): Side {
  return pick([first, ...others], ['yes', 'ambiguous']) ?? first;
}

function pick(sides: readonly Side[], order: readonly Match[]): Side | undefined {
  for (const match of order) {
    const found = sides.find((one) => one.match === match);
    if (found !== undefined) return found;
  }
  return undefined;
}
