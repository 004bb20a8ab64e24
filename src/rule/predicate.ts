/**
 * What a predicate is: a named, typed question about one kind of subject, with an answer of yes, no or unknown.
 * A predicate that holds names the places that made it hold, so that rules need not say where a finding is.
 */

import type { Catalogue } from '../aws/catalogue.ts';
import type { Json } from '../base/value.ts';
import type { Verdict } from '../base/verdict.ts';
import type { Subject } from '../subject/types.ts';
import type { Report, Shape } from './shape/shape.ts';
import type { Clause } from './types.ts';

/** The word for what a rule is about. */
export type SubjectName = Subject['subject'];
/** The subjects of that name. */
export type SubjectOf<Name extends SubjectName> = Extract<Subject, { readonly subject: Name }>;

/** What rules are evaluated against, beside the plan. */
export interface RuleContext {
  readonly catalogue: Catalogue;
  /**
   * Account numbers, twelve digits each: those that are the user's own, those that the user trusts, and those of others that
   * the user knows, which are strangers but for what is said of third parties.
   */
  readonly accounts: {
    readonly own: readonly string[];
    readonly trusted: readonly string[];
    readonly vendors?: readonly string[];
    /** The user's organisation, `o-…`. */
    readonly organization?: string;
  };
  /** True where the plan owns what an account has once: trails, analyzers. Absent: it does not. */
  readonly accountBaseline?: boolean;
  /** True where roles and users must carry a permissions boundary. Absent: they need not. */
  readonly requireBoundary?: boolean;
}

/** A question bound to its argument. */
export type Test = (subject: Subject) => Verdict;

/** What a predicate is bound to: the context, and the compiler for conditions inside its argument. */
export interface Binding extends RuleContext {
  readonly compile: (clause: Clause) => Test;
}

/**
 * Asked about one statement for all of its frame: the answer that all of them have, or the test that is left to be asked
 * of each.
 */
export type FrameTest = (subject: Subject) => Verdict | Test;

/** Gives the shape of a condition tree about a subject, for predicates whose argument holds one. */
export type ClauseShapes = (subject: SubjectName) => Shape<Clause>;

/** A predicate of the registry. */
export interface Predicate {
  readonly name: string;
  readonly subjects: readonly SubjectName[];
  /** One line that completes "holds where …". */
  readonly summary: string;
  /** Names that a rule's message may use when the predicate holds. */
  readonly facts: readonly string[];
  readonly shape: (clauses: ClauseShapes) => Shape<unknown>;
  readonly bind: (argument: Json, clauses: ClauseShapes, binding: Binding) => Test;
  /** Answers for all statements of a subject's frame (`frame.ts`), where the frame tells something. */
  readonly bindInFrame?: (argument: Json, clauses: ClauseShapes, binding: Binding) => FrameTest;
}

/** A predicate as it is written, with the types of its subject and argument. */
export interface PredicateDefinition<Name extends SubjectName, Argument> {
  readonly name: string;
  readonly subjects: readonly Name[];
  readonly summary: string;
  readonly facts?: readonly string[];
  readonly argument: Shape<Argument> | ((clauses: ClauseShapes) => Shape<Argument>);
  readonly bind: Bind<Name, Argument>;
  /**
   * What a statement's frame (`frame.ts`) tells: `whole` where the answer never depends on the values of resources and
   * principals, nor on the document; or the answer for the whole frame, or the question that is left to be asked.
   */
  readonly inFrame?:
    | 'whole'
    | ((argument: Argument, binding: Binding) => (subject: SubjectOf<Name>) => Verdict | Asked<Name>);
}

type Asked<Name extends SubjectName> = (subject: SubjectOf<Name>) => Verdict;

type Bind<Name extends SubjectName, Argument> = (argument: Argument, binding: Binding) => Asked<Name>;

/** Makes a predicate from its definition. Its test throws for a subject that it does not fit: the checker rules that out. */
export function predicate<Name extends SubjectName, Argument>(
  definition: PredicateDefinition<Name, Argument>,
): Predicate {
  const { name, subjects, summary, facts = [], argument } = definition;
  const shape = (clauses: ClauseShapes) => (typeof argument === 'function' ? argument(clauses) : argument);
  const names: readonly SubjectName[] = subjects;
  const fits = (subject: Subject): subject is SubjectOf<Name> => names.includes(subject.subject);
  const decoded = (value: Json, clauses: ClauseShapes): Argument => {
    const read = shape(clauses).decode(value, [name], refuse);
    if (read === undefined) throw new Error(`\`${name}\` was given an argument that nobody checked`);
    return read;
  };
  const fitting =
    <Answer>(ask: (subject: SubjectOf<Name>) => Answer) =>
    (subject: Subject): Answer => {
      if (!fits(subject)) throw new Error(`\`${name}\` was asked about a ${subject.subject}`);
      return ask(subject);
    };
  const { bind, inFrame } = definition;
  const bindInFrame: Predicate['bindInFrame'] = (value, clauses, binding) => {
    if (inFrame === 'whole' || inFrame === undefined) return fitting(bind(decoded(value, clauses), binding));
    const ask = inFrame(decoded(value, clauses), binding);
    return fitting((subject) => {
      const told = ask(subject);
      return typeof told === 'function' ? fitting(told) : told;
    });
  };
  return {
    name,
    subjects,
    summary,
    facts,
    shape,
    bind: (value, clauses, binding) => fitting(bind(decoded(value, clauses), binding)),
    ...(inFrame === undefined ? {} : { bindInFrame }),
  };
}

const refuse: Report = ({ message, path }) => {
  throw new Error(`${path.join('.')}: ${message}`);
};
