/**
 * Our own rules and profiles as the build ships them: checked when they were compiled, so that starting pays
 * neither for YAML nor for checking.
 */
import type { Profile, Rule } from './types.ts';

/** Name of the data file that holds them. */
export const rulesFile = 'rules.json';

/** What the data file holds. Examples stay behind: `explain` and `rules test` read the rule files themselves. */
export interface CompiledRules {
  readonly rules: readonly Rule[];
  readonly profiles: readonly Profile[];
}

/** Reads what `compileRuleFiles` wrote, without checking it again. */
export function readCompiledRules(text: string): CompiledRules {
  return JSON.parse(text) as CompiledRules;
}
