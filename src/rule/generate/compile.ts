/**
 * Our rule files to the data file that ships with the package.
 */
import type { CompiledRules } from '../compiled.ts';
import { loadRuleFiles, type TextFile } from '../load/load.ts';
import { loadProfiles } from '../load/profile.ts';
import type { Profile, RuleFile } from '../types.ts';

/** Our rules with their examples, and our profiles. */
export interface OwnRules {
  readonly ruleFiles: readonly RuleFile[];
  readonly profiles: readonly Profile[];
}

/** Loads the YAML files of `policies/`, named relative to it. Throws `InputError` with every problem. */
export function loadOwnRules(files: readonly TextFile[]): OwnRules {
  const isProfile = ({ file }: TextFile) => file.startsWith('profiles/');
  const ruleFiles = loadRuleFiles(files.filter((file) => !isProfile(file)));
  const rules = ruleFiles.map(({ rule }) => rule);
  return { ruleFiles, profiles: loadProfiles(files.filter(isProfile), rules) };
}

/** The text of the data file: rules in the order of their ids, without examples, and profiles by name. */
export function compileRuleFiles(files: readonly TextFile[]): string {
  const { ruleFiles, profiles } = loadOwnRules(files);
  const compiled: CompiledRules = {
    rules: ruleFiles.map(({ rule }) => rule).sort((a, b) => (a.id < b.id ? -1 : 1)),
    profiles: [...profiles].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return `${JSON.stringify(compiled)}\n`;
}
