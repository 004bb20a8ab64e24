/**
 * `npm run managed`: the laws of `managed-policies.ts` for every version of every policy that AWS manages.
 */
import { examine, managedPolicies, newTally } from './managed-policies.ts';

const tally = newTally();
const policies = managedPolicies();
const start = performance.now();
for (const policy of policies) examine(policy, tally);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const { yes, no, undetermined } = tally.answers;
console.log(
  `${policies.length} policies, ${yes + no + undetermined} questions about versions in ${seconds} s`,
);
console.log(`new access ${yes}, none ${no}, undetermined ${undetermined}`);
for (const line of tally.broken) console.log(line);
if (tally.broken.length > 0) process.exitCode = 1;
