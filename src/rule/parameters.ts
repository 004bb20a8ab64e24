/**
 * Thresholds and lists of a rule that profiles and configurations set. A rule names them with the values that count where nobody
 * sets any; its condition has `$NAME` in their place, and its texts `{NAME}`.
 */
import type { Json } from '../base/value.ts';
import type { Clause, Parameter, Parameters, Rule } from './types.ts';

/** The parts of a rule that may name parameters. */
export type Parametrized = Pick<Rule, 'title' | 'rationale' | 'remediation' | 'message' | 'reportWhen'>;

/** The rule with some of its parameters set; those that are not named keep their values. */
export function withParameters(rule: Rule, values: Parameters): Rule {
  const { unbound, parameters } = rule;
  if (unbound === undefined || parameters === undefined) return rule;
  const set = { ...parameters, ...values };
  return { ...rule, ...bound(unbound, set), parameters: set };
}

/** Puts the values in. */
export function bound(parts: Parametrized, values: Parameters): Parametrized {
  const filled = (text: string) =>
    Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, inWords(value)), text);
  return {
    title: filled(parts.title),
    rationale: filled(parts.rationale),
    remediation: filled(parts.remediation),
    message: filled(parts.message),
    reportWhen: boundClause(parts.reportWhen, values),
  };
}

function inWords(value: Parameter): string {
  return typeof value === 'number' ? String(value) : value.map((word) => `\`${word}\``).join(', ');
}

/** True where one value can stand in for the other: numbers for numbers, lists for lists. */
export function isOfKind(value: Parameter, other: Parameter): boolean {
  return typeof value === typeof other;
}

function boundClause(clause: Clause, values: Parameters): Clause {
  if ('all' in clause) return { all: clause.all.map((one) => boundClause(one, values)) };
  if ('any' in clause) return { any: clause.any.map((one) => boundClause(one, values)) };
  if ('not' in clause) return { not: boundClause(clause.not, values) };
  return { ...clause, argument: boundJson(clause.argument, values) };
}

/** Every `$NAME` that stands alone, as its value; what is no parameter stays, and whoever reads it refuses it. */
export function boundJson(json: Json, values: Parameters): Json {
  if (typeof json === 'string') return json.startsWith('$') ? (values[json.slice(1)] ?? json) : json;
  if (Array.isArray(json)) return (json as readonly Json[]).map((one) => boundJson(one, values));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, boundJson(one, values)]));
}

/** The condition as it is written, which was checked with the values put in. */
export function writtenClause(json: Json): Clause {
  const [entry] = Object.entries(json as Readonly<Record<string, Json>>);
  if (entry === undefined) throw new Error('a condition that nobody checked');
  const [name, argument] = entry;
  const inner = () => (argument as readonly Json[]).map(writtenClause);
  if (name === 'all') return { all: inner() };
  if (name === 'any') return { any: inner() };
  return name === 'not' ? { not: writtenClause(argument) } : { predicate: name, argument };
}
