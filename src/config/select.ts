/**
 * Which rules are in force: those of the profile and the user's own, narrowed by `--only` and `--skip`.
 */
import { nearest } from '../base/nearest.ts';
import { InputError, type Problem } from '../base/problem.ts';
import { isOfKind, withParameters } from '../rule/parameters.ts';
import type { Parameter, Parameters, Profile, Rule, Severity } from '../rule/types.ts';
import type { SeverityOverride } from './configuration.ts';

/** What the command line or the configuration narrows. Ids may be aliases, so that old ones keep working. */
export interface Selection {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Ids that are in force whatever the profile names: the rules of `--rules`, and those that the configuration adds. */
  readonly added?: readonly string[];
  /** Thresholds by rule id, which win over those of the profile. */
  readonly parameters?: Readonly<Record<string, Parameters>>;
  /** Severities that the configuration sets; those for some addresses only are the scan's. */
  readonly severities?: readonly SeverityOverride[];
}

/**
 * The rules in force, in their order, with the severities of the profile. A rule named in `only` is in force even where
 * the profile leaves it out. Throws `InputError` (exit 2) for ids that no rule has, with the nearest one.
 */
export function selectRules(
  rules: readonly Rule[],
  profile: Profile,
  selection: Selection = {},
): readonly Rule[] {
  const { only = [], skip = [], added = [], severities = [] } = selection;
  const problems = [
    ...problemsOf(only, '--only', rules),
    ...problemsOf(skip, '--skip', rules),
    ...problemsOf(added, 'add-rules', rules),
    ...problemsOf(
      severities.map((one) => one.rule),
      'severities',
      rules,
    ),
    ...parameterProblems(selection.parameters ?? {}, rules),
  ];
  if (problems.length > 0) throw new InputError(2, problems);
  const named = (ids: readonly string[], rule: Rule) =>
    ids.includes(rule.id) || rule.aliases.some((alias) => ids.includes(alias));
  const inProfile = (rule: Rule) =>
    profile.rules.includes('*') ? !named(profile.except, rule) : named(profile.rules, rule);
  return rules
    .filter((rule) => (only.length > 0 ? named(only, rule) : inProfile(rule) || named(added, rule)))
    .filter((rule) => !named(skip, rule))
    .map((rule) => {
      const severity = overridden(rule, severities) ?? profile.severities[rule.id] ?? rule.severity;
      const parameters = { ...profile.parameters[rule.id], ...selection.parameters?.[rule.id] };
      return { ...withParameters(rule, parameters), severity };
    });
}

function parameterProblems(
  parameters: Readonly<Record<string, Parameters>>,
  rules: readonly Rule[],
): readonly Problem[] {
  const unknown = problemsOf(Object.keys(parameters), 'parameters', rules);
  const names = Object.entries(parameters).flatMap(([id, values]) => {
    const rule = rules.find((one) => one.id === id);
    return rule === undefined
      ? []
      : Object.entries(values).flatMap((one) => parameterProblem(rule, one) ?? []);
  });
  return [...unknown, ...names];
}

function parameterProblem(
  { id, parameters = {} }: Rule,
  [name, value]: readonly [string, Parameter],
): Problem | undefined {
  const known = Object.keys(parameters);
  const usual = parameters[name];
  if (usual === undefined)
    return {
      code: 'unknown-parameter',
      message: `\`${name}\` of \`parameters\` is not a parameter of \`${id}\``,
      hint: known.length === 0 ? 'the rule has none' : hintOf(name, known, 'it has'),
    };
  if (isOfKind(value, usual)) return undefined;
  const kind = typeof usual === 'number' ? 'a number' : 'a list of texts';
  return {
    code: 'wrong-parameter',
    message: `\`${name}\` of \`${id}\` in \`parameters\` must be ${kind}`,
    hint: `it is ${JSON.stringify(usual)} where nobody sets it`,
  };
}

/** What the configuration says of the rule everywhere; the last entry wins. */
function overridden({ id, aliases }: Rule, severities: readonly SeverityOverride[]): Severity | undefined {
  return severities.findLast(
    ({ rule, address }) => address === undefined && (rule === id || aliases.includes(rule)),
  )?.severity;
}

/** The profile of that name. Throws `InputError` (exit 2) where there is none, with the nearest one. */
export function selectProfile(profiles: readonly Profile[], name: string): Profile {
  const profile = profiles.find((one) => one.name === name);
  if (profile) return profile;
  const names = profiles.map((one) => one.name);
  const message = `\`${name}\` is not a profile`;
  throw new InputError(2, [{ code: 'unknown-profile', message, hint: hintOf(name, names, 'profiles are') }]);
}

function problemsOf(ids: readonly string[], option: string, rules: readonly Rule[]): readonly Problem[] {
  const known = rules.flatMap((rule) => [rule.id, ...rule.aliases]);
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => ({
      code: 'unknown-rule',
      message: `\`${id}\` of \`${option}\` is not the id of a rule`,
      hint: hintOf(id, known, '`grantlint rules list` names them:'),
    }));
}

function hintOf(name: string, known: readonly string[], introduction: string): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return `${introduction} ${known.map((one) => `\`${one}\``).join(', ')}`;
}
