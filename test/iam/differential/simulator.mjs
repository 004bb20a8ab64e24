/**
 * A process of its own around `@cloud-copilot/iam-simulate` (AGPL-3.0), which is no dependency of this project: it lies
 * in the folder that is the argument. A line of standard input is a simulation, a line of standard output its result.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { runSimulation } = createRequire(join(process.argv[2], 'package.json'))('@cloud-copilot/iam-simulate');

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await runSimulation(JSON.parse(line), { simulationMode: 'Strict' })
    .then((found) =>
      found.resultType === 'error' ? { error: found.errors } : { result: found.overallResult },
    )
    .catch((error) => ({ error: { message: String(error) } }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
