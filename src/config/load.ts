/**
 * Reads `.grantlint.yaml`: YAML with positions to a configuration, or every problem with its line and caret.
 */
import { InputError, type Problem } from '../base/problem.ts';
import { readSource, type TextFile } from '../rule/load/source.ts';
import { type Configuration, noConfiguration } from './configuration.ts';
import { configurationShape, type DecodedConfiguration } from './shape.ts';

/** The configuration of a file; an empty one says nothing. Throws `InputError` (exit 2) with all problems. */
export function loadConfiguration(file: TextFile): Configuration {
  const source = readSource(file);
  if (!('json' in source)) throw new InputError(2, source.map(worded));
  if (source.json === null) return noConfiguration;
  const problems: Problem[] = [];
  const decoded = configurationShape.decode(source.json, [], (fault) => problems.push(source.problem(fault)));
  if (decoded === undefined || problems.length > 0) throw new InputError(2, problems.map(worded));
  return configurationOf(decoded);
}

/** The shapes are those of rules; their codes say so. */
function worded(problem: Problem): Problem {
  return { ...problem, code: problem.code.replace(/^rule-/, 'config-') };
}

function configurationOf(decoded: DecodedConfiguration): Configuration {
  const {
    accounts = {},
    organization,
    profile,
    severities = [],
    parameters,
    gate,
    unknown,
    formats,
  } = decoded;
  return {
    accounts,
    severities,
    ...given({
      organization,
      profile,
      parameters,
      gate,
      unknown,
      formats,
      addRules: decoded['add-rules'],
      failOn: decoded['fail-on'],
      requireBoundary: decoded['require-boundary'],
      accountBaseline: decoded['account-baseline'],
    }),
  };
}

/** Only the keys that the file has. */
function given<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
