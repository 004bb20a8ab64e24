/**
 * One rule file: decodes it, checks what one value says about another, and gives the rule with its examples.
 */
import type { Problem } from '../../base/problem.ts';
import { factsOfEveryPrincipal } from '../judge-principal.ts';
import { namesIn } from '../message.ts';
import { bound, boundJson, type Parametrized, writtenClause } from '../parameters.ts';
import { clauses, predicates } from '../registry.ts';
import { isMapping } from '../shape/record.ts';
import type { Decoded, Report } from '../shape/shape.ts';
import { factsOfEveryStatement } from '../statement-facts.ts';
import type { Clause, Example, Parameters, Rule, RuleFile } from '../types.ts';
import { type exampleShape, givenKeys, ruleShape, subjects } from './rule-shape.ts';
import type { Source } from './source.ts';

/** The rule of a file; undefined after its problems were added. */
export function ruleOf(source: Source, problems: Problem[]): RuleFile | undefined {
  const before = problems.length;
  const report: Report = (fault) => problems.push(source.problem(fault));
  const clause = conditionOf(source, report);
  const decoded = ruleShape.decode(source.json, [], report);
  if (!decoded || !clause) return undefined;
  const parts = partsOf(decoded, source, clause);
  checkNames({ ...decoded, message: parts.message }, clause, report);
  checkPlace(decoded, source.file, report);
  const examples = decoded.examples.map((example, index) => exampleOf(example, index, report));
  if (problems.length > before) return undefined;
  const rule = {
    id: decoded.id,
    family: familyOf(source.file),
    title: parts.title,
    severity: decoded.severity,
    certainty: decoded.certainty ?? 'definite',
    appliesTo: decoded['applies-to'],
    rationale: parts.rationale,
    remediation: parts.remediation,
    acceptWhen: decoded['accept-when'].trim(),
    references: decoded.references,
    frameworks: decoded.frameworks ?? {},
    reportWhen: parts.reportWhen,
    message: parts.message,
    supersedes: decoded.supersedes ?? [],
    aliases: decoded.aliases ?? [],
    ...(decoded.deprecated === undefined ? {} : { deprecated: decoded.deprecated }),
    ...(decoded.correction === undefined ? {} : { correction: decoded.correction }),
    ...parts.parameters,
  };
  return { file: source.file, rule, examples };
}

/** The families of our own rules; a rule of another folder is of the family `custom`. */
export const families = [
  'grant',
  'trust',
  'exposure',
  'escalation',
  'condition',
  'validity',
  'hygiene',
  'boundary',
  'credential',
  'password',
  'account',
  'change',
] as const;

function familyOf(file: string): string {
  const folder = file.split('/').at(-2);
  return families.find((family) => family === folder) ?? 'custom';
}

/** Decoded apart, because which predicates fit depends on the subject. */
function conditionOf({ json }: Source, report: Report): Clause | undefined {
  if (!isMapping(json) || json['report-when'] === undefined) return undefined;
  const appliesTo = json['applies-to'];
  const subject = isMapping(appliesTo) ? subjects.find((one) => one === appliesTo.subject) : undefined;
  const { parameters } = json;
  const values = isMapping(parameters) ? (parameters as Parameters) : {};
  return subject && clauses(subject).decode(boundJson(json['report-when'], values), ['report-when'], report);
}

/** What may name parameters, with their values put in, and where there are any also as it is written. */
function partsOf(
  { title, rationale, remediation, message, parameters }: DecodedRule,
  { json }: Source,
  clause: Clause,
): Parametrized & { readonly parameters?: Pick<Rule, 'parameters' | 'unbound'> } {
  const texts = {
    title,
    rationale: rationale.trim(),
    remediation: remediation.trim(),
    message: message.trim(),
  };
  if (parameters === undefined || !isMapping(json)) return { ...texts, reportWhen: clause };
  const unbound = { ...texts, reportWhen: writtenClause(json['report-when'] ?? null) };
  return { ...bound(unbound, parameters), parameters: { parameters, unbound } };
}

type DecodedRule = Decoded<typeof ruleShape>;

function checkNames(
  { message, 'applies-to': { subject } }: DecodedRule,
  clause: Clause,
  report: Report,
): void {
  const known = new Set([...factsOfEvery(subject), ...factsIn(clause)]);
  for (const name of namesIn(message)) {
    if (known.has(name)) continue;
    const hint =
      known.size === 0 ? 'no predicate of the rule provides any' : `known here are ${listed([...known])}`;
    report({ path: ['message'], code: 'rule-unknown-fact', message: `nothing provides \`{${name}}\``, hint });
  }
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`{${name}}\``).join(', ');
}

/** Facts that the predicates of a condition provide where they hold; below `not` nothing is provided. */
function factsIn(clause: Clause): readonly string[] {
  if ('all' in clause) return clause.all.flatMap(factsIn);
  if ('any' in clause) return clause.any.flatMap(factsIn);
  if ('not' in clause) return [];
  return predicates.get(clause.predicate)?.facts ?? [];
}

function checkPlace({ id, 'applies-to': appliesTo }: DecodedRule, file: string, report: Report): void {
  const name = file
    .split('/')
    .at(-1)
    ?.replace(/\.ya?ml$/, '');
  if (name !== id) {
    const message = `the rule \`${id}\` stands in the file \`${name}\``;
    report({ path: ['id'], code: 'rule-wrong-file', message, hint: 'name the file like the rule' });
  }
  const { subject } = appliesTo;
  const aboutResources = subject === 'resource' || subject === 'deletion';
  const aboutPolicies = subject === 'statement' || subject === 'document';
  const unfit = (['kinds', 'services', 'types'] as const).filter(
    (key) => appliesTo[key] && (key === 'types' ? !aboutResources : !aboutPolicies),
  );
  for (const key of unfit) {
    const message = `\`${key}\` means nothing for a rule about a ${subject}`;
    report({ path: ['applies-to', key], atKey: true, code: 'rule-unfit-key', message });
  }
}

function exampleOf(decoded: Decoded<typeof exampleShape>, index: number, report: Report): Example {
  const { title, expect, ...given } = decoded;
  const keys = givenKeys.filter((key) => given[key] !== undefined);
  if (keys.length !== 1) {
    const message = `an example is about exactly one of ${givenKeys.map((key) => `\`${key}\``).join(', ')}`;
    report({ path: ['examples', index], code: 'rule-wrong-example', message });
  }
  return {
    title,
    expect:
      typeof expect === 'string' ? { verdict: expect } : { verdict: 'violates', pointer: expect.violates },
    given: JSON.parse(JSON.stringify(given)),
  };
}

function factsOfEvery(subject: string): readonly string[] {
  if (subject === 'statement') return factsOfEveryStatement;
  return subject === 'principal' ? factsOfEveryPrincipal : [];
}
