/**
 * Loads profile files; the rules that a profile names must exist.
 */
import { nearest } from '../../base/nearest.ts';
import { InputError, type Problem } from '../../base/problem.ts';
import { unknownKey } from '../shape/record.ts';
import type { Decoded, Path, Report } from '../shape/shape.ts';
import type { Parameters, Profile } from '../types.ts';
import { sourcesOf } from './load.ts';
import { profileShape } from './rule-shape.ts';
import type { TextFile } from './source.ts';

/** What is known of a rule: its id, and the names of its parameters. */
export interface KnownRule {
  readonly id: string;
  readonly parameters?: Parameters;
}

/** Gives the profiles of the files. `rules` are those that exist. Throws `InputError` (exit 2) with all problems. */
export function loadProfiles(files: readonly TextFile[], rules: readonly KnownRule[]): readonly Profile[] {
  const problems: Problem[] = [];
  const profiles = sourcesOf(files, problems).flatMap((source) => {
    const report: Report = (fault) => problems.push(source.problem(fault));
    const decoded = profileShape.decode(source.json, [], report);
    if (!decoded) return [];
    checkRules(decoded, rules, report);
    const rows = (decoded.rows ?? []).map((row) => ({ ...row, rules: row.rules ?? [] }));
    const { except = [], severities = {}, parameters = {} } = decoded;
    return [{ ...decoded, except, severities, parameters, rows }];
  });
  if (problems.length > 0) throw new InputError(2, problems);
  return profiles;
}

function checkRules(
  profile: Decoded<typeof profileShape>,
  known: readonly KnownRule[],
  report: Report,
): void {
  const rules = known.map((rule) => rule.id);
  const check = (id: string, path: Path, atKey: boolean) => {
    if (id === '*' || rules.includes(id)) return;
    const near = nearest(id, rules);
    const message = `\`${id}\` is not the id of a rule`;
    const hint = near === undefined ? {} : { hint: `did you mean \`${near}\`?` };
    report({ path, code: 'profile-unknown-rule', message, ...(atKey ? { atKey } : {}), ...hint });
  };
  profile.rules.forEach((id, index) => {
    check(id, ['rules', index], false);
  });
  profile.except?.forEach((id, index) => {
    check(id, ['except', index], false);
  });
  for (const id of Object.keys(profile.severities ?? {})) check(id, ['severities', id], true);
  for (const [id, parameters] of Object.entries(profile.parameters ?? {})) {
    check(id, ['parameters', id], true);
    const names = Object.keys(known.find((rule) => rule.id === id)?.parameters ?? {});
    for (const name of Object.keys(parameters))
      if (rules.includes(id) && !names.includes(name)) unknownKey(name, names, ['parameters', id], report);
  }
  profile.rows?.forEach((row, at) => {
    row.rules?.forEach((id, index) => {
      check(id, ['rows', at, 'rules', index], false);
    });
    if ((row.rules ?? []).length > 0 || row.unanswered !== undefined) return;
    const hint = 'name the rules that answer it, or say in `unanswered` why none does';
    report({
      path: ['rows', at],
      code: 'profile-open-row',
      message: `nothing answers row \`${row.row}\``,
      hint,
    });
  });
}
