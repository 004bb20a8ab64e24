/**
 * Loads profile files; the rules that a profile names must exist.
 */
import { nearest } from '../../base/nearest.ts';
import { InputError, type Problem } from '../../base/problem.ts';
import type { Decoded, Path, Report } from '../shape/shape.ts';
import type { Profile } from '../types.ts';
import { sourcesOf } from './load.ts';
import { profileShape } from './rule-shape.ts';
import type { TextFile } from './source.ts';

/** Gives the profiles of the files. `rules` are the ids that exist. Throws `InputError` (exit 2) with all problems. */
export function loadProfiles(files: readonly TextFile[], rules: readonly string[]): readonly Profile[] {
  const problems: Problem[] = [];
  const profiles = sourcesOf(files, problems).flatMap((source) => {
    const report: Report = (fault) => problems.push(source.problem(fault));
    const decoded = profileShape.decode(source.json, [], report);
    if (!decoded) return [];
    checkRules(decoded, rules, report);
    const rows = (decoded.rows ?? []).map((row) => ({ ...row, rules: row.rules ?? [] }));
    return [{ ...decoded, severities: decoded.severities ?? {}, rows }];
  });
  if (problems.length > 0) throw new InputError(2, problems);
  return profiles;
}

function checkRules(profile: Decoded<typeof profileShape>, rules: readonly string[], report: Report): void {
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
  for (const id of Object.keys(profile.severities ?? {})) check(id, ['severities', id], true);
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
