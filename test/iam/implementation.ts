/** What of `src/iam` is compared with the specification; a mutant is built from here as well. */
export { evaluateDocument } from '../../src/iam/evaluate.ts';
export { evaluateLayers } from '../../src/iam/evaluate-layers.ts';
export { parsePolicy } from '../../src/iam/parse-policy.ts';
