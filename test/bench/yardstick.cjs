// The least that any reader of a plan must do: read it, parse it, parse each policy document.
const { readFileSync } = require('node:fs');

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let statements = 0;
for (const change of plan.resource_changes)
  statements += JSON.parse(change.change.after.policy).Statement.length;
if (statements === 0) process.exitCode = 1;
