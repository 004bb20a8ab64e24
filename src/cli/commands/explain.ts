/**
 * `grantlint explain RULE|PROFILE`: what it means, with its examples.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../base/nearest.ts';
import { InputError } from '../../base/problem.ts';
import { renderExplain, renderProfile } from '../../report/render-rules.ts';
import { readCompiledRules, rulesFile } from '../../rule/compiled.ts';
import { loadRuleFiles } from '../../rule/load/load.ts';
import type { ExplainCommand } from '../command.ts';
import { readData } from '../data.ts';
import { type Exit, exits } from '../exit.ts';
import { readYamlFiles } from '../inputs.ts';
import type { World } from '../world.ts';

/** Runs it. An unknown name is a usage problem with the nearest one. */
export function runExplain(command: ExplainCommand, world: World): Exit {
  const { profiles, rules } = readCompiledRules(readData(rulesFile));
  const profile = profiles.find((one) => one.name === command.topic);
  if (profile !== undefined) {
    world.out(renderProfile(profile, rules));
    return exits.ok;
  }
  const sources = readYamlFiles([policiesFolder(), ...command.rules]).filter(
    (file) => !/[\\/]profiles[\\/]/.test(file.file),
  );
  const files = loadRuleFiles(sources);
  const found = files.find(({ rule }) => rule.id === command.topic || rule.aliases.includes(command.topic));
  if (found === undefined)
    throw unknownTopic(command.topic, [...rules.map((rule) => rule.id), ...profiles.map((one) => one.name)]);
  world.out(renderExplain(found, Math.min(100, world.terminal.columns)));
  return exits.ok;
}

/** `policies/` lies beside `dist/` in the package, and at the root of the source. */
function policiesFolder(): string {
  const here = import.meta.dirname;
  const shipped = join(here, '../policies');
  return existsSync(shipped) ? shipped : join(here, '../../../policies');
}

function unknownTopic(topic: string, names: readonly string[]): InputError {
  const near = nearest(topic, names);
  const hint = near === undefined ? '`grantlint rules list` names the rules' : `did you mean \`${near}\`?`;
  return new InputError(2, [
    { code: 'unknown-rule', message: `\`${topic}\` is neither a rule nor a profile`, hint },
  ]);
}
