/**
 * Runs the examples of rules, and proves by them that every clause is needed: without it some example comes out
 * otherwise. A rule has at least one example that violates it and one that complies.
 */
import { compileRule } from '../compile.ts';
import type { RuleContext } from '../predicate.ts';
import { isMapping } from '../shape/record.ts';
import type { Example, RuleFile } from '../types.ts';
import { type GivenSubject, type SubjectsOf, subjectsOfGiven } from './given.ts';
import { meets, type Outcome, outcomeOf } from './outcome.ts';
import { conditionsWithout } from './without.ts';

/** What is wrong with a rule's examples. */
export interface ExampleFailure {
  readonly file: string;
  readonly rule: string;
  /** The example's title, or the path of the clause below `report-when`. */
  readonly place: string;
  readonly message: string;
}

/** The result of a run. */
export interface ExampleRun {
  readonly rules: number;
  readonly examples: number;
  readonly clauses: number;
  readonly failures: readonly ExampleFailure[];
}

/** Runs all examples. Own and trusted accounts come from each example, the catalogue from the context. */
export function testRules(
  files: readonly RuleFile[],
  context: RuleContext,
  subjectsOf: SubjectsOf = subjectsOfGiven,
): ExampleRun {
  const runs = files.map((file) => testRule(file, context, subjectsOf));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    rules: files.length,
    examples: sum(files.map((file) => file.examples.length)),
    clauses: sum(runs.map((run) => run.clauses)),
    failures: runs.flatMap((run) => run.failures),
  };
}

interface Case {
  readonly example: Example;
  readonly context: RuleContext;
  readonly subjects: readonly GivenSubject[];
}

function testRule(
  file: RuleFile,
  context: RuleContext,
  subjectsOf: SubjectsOf,
): { readonly clauses: number; readonly failures: readonly ExampleFailure[] } {
  const { rule, examples } = file;
  const failure = (place: string, message: string): ExampleFailure => ({
    file: file.file,
    rule: rule.id,
    place,
    message,
  });
  const cases = examples.map((example) => caseOf(example, file, context, subjectsOf));
  const outcomes = cases.map((one) => outcomeOf(compileRule(rule, one.context), one.subjects));
  const wrong = cases.flatMap(({ example }, index) => {
    const outcome = outcomes[index];
    return outcome && meets(outcome, example) ? [] : [failure(example.title, difference(example, outcome))];
  });
  const missing = (['violates', 'complies'] as const)
    .filter((verdict) => !examples.some(({ expect }) => expect.verdict === verdict))
    .map((verdict) => failure('examples', `no example \`${verdict}\``));
  const shorter = conditionsWithout(rule.reportWhen);
  const needless = shorter.filter(({ clause }) =>
    cases.every((one, index) => {
      const outcome = outcomeOf(compileRule({ ...rule, reportWhen: clause }, one.context), one.subjects);
      return sameVerdict(outcome, outcomes[index]);
    }),
  );
  const unproven = needless.map(({ path }) =>
    failure(
      path.join('.'),
      'no example comes out otherwise without this clause; add one, or drop the clause',
    ),
  );
  return { clauses: shorter.length, failures: [...missing, ...wrong, ...unproven] };
}

/** That a finding moves to another place proves nothing; that there is one more or less does. */
function sameVerdict(left: Outcome, right: Outcome | undefined): boolean {
  return left.verdict === right?.verdict && left.pointers.length === right.pointers.length;
}

function caseOf(example: Example, { rule }: RuleFile, context: RuleContext, subjectsOf: SubjectsOf): Case {
  const given = isMapping(example.given) ? example.given : {};
  const accounts = isMapping(given.accounts) ? given.accounts : {};
  const configuration = isMapping(given.configuration) ? given.configuration : {};
  const numbers = (list: unknown) => (Array.isArray(list) ? list.map(String) : []);
  return {
    example,
    context: {
      ...context,
      accounts: {
        own: numbers(accounts.own),
        trusted: numbers(accounts.trusted),
        vendors: numbers(accounts.vendors),
        ...(typeof accounts.organization === 'string' ? { organization: accounts.organization } : {}),
      },
      accountBaseline: configuration['account-baseline'] === true,
      requireBoundary: configuration['require-boundary'] === true,
    },
    subjects: subjectsOf(given, rule.appliesTo),
  };
}

function difference({ expect }: Example, outcome: Outcome | undefined): string {
  const found = outcome
    ? [outcome.verdict, ...outcome.pointers.map((one) => `\`${one}\``)].join(' ')
    : 'nothing';
  const expected = expect.verdict === 'violates' ? `violates \`${expect.pointer}\`` : expect.verdict;
  return `${found} was found where ${expected} is expected`;
}
