/**
 * What predicates ask of the exact engine, as one bundle.
 */
export { universeOf } from '../../reason/action-set.ts';
export { nothing } from '../../reason/ask.ts';
export {
  deputies,
  ordinary,
  outsiders,
  strangers,
  tokenHolders,
  withoutKeys,
} from '../../reason/attackers.ts';
export { askAccess } from '../../reason/compare.ts';
export { worldsOf } from '../../reason/worlds.ts';
