/**
 * Loads rule files: YAML text with positions to checked rules. Every problem of every file is collected before it
 * throws, so that people mend them all at once.
 */
import { nearest } from '../../base/nearest.ts';
import { InputError, type Problem } from '../../base/problem.ts';
import type { RuleFile } from '../types.ts';
import { ruleOf } from './rule.ts';
import { readSource, type Source, type TextFile } from './source.ts';

export type { TextFile } from './source.ts';

/**
 * Gives the rules of the files, in their order. `known` are ids of rules loaded elsewhere, which `supersedes` may name.
 * Throws `InputError` (exit 2) with all problems.
 */
export function loadRuleFiles(
  files: readonly TextFile[],
  known: readonly string[] = [],
): readonly RuleFile[] {
  const problems: Problem[] = [];
  const loaded = sourcesOf(files, problems).flatMap((source) => {
    const rule = ruleOf(source, problems);
    return rule ? [{ source, rule }] : [];
  });
  const ids = [...known, ...loaded.map((one) => one.rule.rule.id)];
  for (const { source, rule } of loaded) {
    if (ids.filter((id) => id === rule.rule.id).length > 1) problems.push(repeated(source, rule.rule.id));
    rule.rule.supersedes.forEach((id, index) => {
      if (ids.includes(id)) return;
      const near = nearest(id, ids);
      const hint = near === undefined ? {} : { hint: `did you mean \`${near}\`?` };
      const message = `\`${id}\` is not the id of a rule`;
      problems.push(
        source.problem({ path: ['supersedes', index], code: 'rule-unknown-rule', message, ...hint }),
      );
    });
  }
  if (problems.length > 0) throw new InputError(2, problems);
  return loaded.map((one) => one.rule);
}

/** The files that are YAML; the problems of the others are added. */
export function sourcesOf(files: readonly TextFile[], problems: Problem[]): readonly Source[] {
  return files.flatMap((file) => {
    const source = readSource(file);
    if ('json' in source) return [source];
    problems.push(...source);
    return [];
  });
}

function repeated(source: Source, id: string): Problem {
  return source.problem({
    path: ['id'],
    code: 'rule-repeated-id',
    message: `the id \`${id}\` belongs to another rule already`,
    hint: 'give the rule an id of its own; to change one of ours, set its severity or skip it in the configuration',
  });
}
