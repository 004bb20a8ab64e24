/**
 * The configuration beside a plan, as the extraction asks it. Types only: what answers is loaded where a plan hides
 * something, and is handed in.
 */
import type { Value, ValueObject } from '../base/value.ts';
import type { ResourceChange } from '../plan/types.ts';
import type { SourceRange } from '../subject/types.ts';

/** An argument as its source has it. */
export interface SourceValue {
  /** With holes for what is learnt during apply. */
  readonly value: Value;
  /** The JSON document in a text of which parts are unknown. */
  readonly document?: Value;
  /** Something sensitive went into it. */
  readonly sensitive: boolean;
  readonly range: SourceRange;
  /** What the answer rests on, where nothing proves that this is the configuration that was planned. */
  readonly assuming?: string;
}

/** What was taken from the configuration, since the plan hides it. */
export interface FromSource {
  readonly range: SourceRange;
  /** Set where nothing proves that it is the configuration which was planned. */
  readonly assuming?: string;
}

/** All arguments and blocks of one instance. */
export interface SourceBody {
  readonly value: ValueObject;
  readonly sensitive: boolean;
  readonly range: SourceRange;
  readonly assuming?: string;
}

/** Gives what a deferred data source's document will be: its text, or a tree where a part is unknown. */
export type DocumentOf = (change: ResourceChange) => Value | undefined;

/** Opens the source of one plan; documents of data sources come from the extraction itself. */
export type OpenSource = (documentOf: DocumentOf) => Source;

/** Why the source gives no answer; one line. */
export interface Refused {
  readonly refused: string;
}

/** Answers from a configuration that fits the plan. */
export interface Source {
  /** One argument, by the steps that lead to it in `after`. */
  readonly valueAt: (change: ResourceChange, steps: readonly (string | number)[]) => SourceValue | Refused;
  /** All arguments. */
  readonly bodyOf: (change: ResourceChange) => SourceBody | Refused;
  /** Whether a nested block is in the configuration, written or made by `dynamic`. */
  readonly hasBlock: (change: ResourceChange, name: string) => boolean;
  /** Where a place of a resource is written, as far as the source goes; undefined where it has no such resource. */
  readonly rangeOf: (address: string, path: readonly (string | number)[]) => SourceRange | undefined;
}
