/** What the mutants of the engine are judged by: a question about two documents. */
export { parsePolicy } from '../../src/iam/parse-policy.ts';
export { universeOf } from '../../src/reason/action-set.ts';
export { askAccess, compareAccess } from '../../src/reason/compare.ts';
