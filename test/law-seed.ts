/**
 * The laws (properties that fast-check draws cases for) start from a fixed seed, so that a change is judged by the same
 * cases on every machine. `LAW_SEED=n npm test` tries others: what it finds becomes an example of its own.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.LAW_SEED ?? 1) });
