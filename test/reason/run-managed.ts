/**
 * `npm run managed`: the laws of `managed-policies.ts` for every version of every policy that AWS manages, then every ordered
 * pair of the newest versions. What stays undetermined is printed with its reason.
 */
import { askPairs, examine, managedPolicies, newTally } from './managed-policies.ts';

const policies = managedPolicies();

function timed<T>(run: () => T): { readonly result: T; readonly seconds: string } {
  const start = performance.now();
  const result = run();
  return { result, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

function inWords({ yes, no, undetermined }: Readonly<Record<'yes' | 'no' | 'undetermined', number>>): string {
  return `new access ${yes}, none ${no}, undetermined ${undetermined}`;
}

const tally = newTally();
const versions = timed(() => {
  for (const policy of policies) examine(policy, tally);
});
const asked = tally.answers.yes + tally.answers.no + tally.answers.undetermined;
console.log(
  `${policies.length} policies, ${asked} questions about consecutive versions in ${versions.seconds} s: ${inWords(tally.answers)}`,
);
for (const line of tally.broken) console.log(line);

const { result: pairs, seconds } = timed(() => askPairs(policies));
console.log(`${policies.length ** 2} ordered pairs in ${seconds} s: ${inWords(pairs.answers)}`);
for (const { pair, reason } of pairs.undecided) console.log(`  ${pair}: ${reason}`);
if (tally.broken.length > 0) process.exitCode = 1;
