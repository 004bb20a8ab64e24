/**
 * The syntax tree of HCL's native syntax, as the specification names its parts; JSON syntax gives the same tree.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
import type { BigNumber } from '../value/number.ts';

/** Offsets in the text of the file: from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A file that was read: its path as findings show it, and its text. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A file's attributes and blocks, or those of a block, in order. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

export interface Attribute extends Span {
  readonly name: string;
  readonly expression: Expression;
  readonly source: SourceText;
}

export interface Block extends Span {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly source: SourceText;
}

export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: null | boolean | string | BigNumber }
    | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
    | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
    | { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
    | ForExpression
    | {
        readonly kind: 'call';
        readonly name: string;
        readonly args: readonly Expression[];
        readonly expand: boolean;
      }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
    | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
    | SplatExpression
    | { readonly kind: 'item'; readonly splat: symbol }
    | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'conditional';
        readonly condition: Expression;
        readonly yes: Expression;
        readonly no: Expression;
      }
    | { readonly kind: 'group'; readonly inner: Expression }
  );

export interface ForExpression {
  readonly kind: 'for';
  /** Absent for a tuple. */
  readonly key?: Expression;
  readonly keyName?: string;
  readonly valueName: string;
  readonly over: Expression;
  readonly value: Expression;
  readonly filter?: Expression;
  /** True with `...`: values of equal keys are grouped. */
  readonly groups: boolean;
}

/** `each` is evaluated for every element, which stands where `item` with the same symbol does. */
export interface SplatExpression {
  readonly kind: 'splat';
  readonly of: Expression;
  readonly each: Expression;
  readonly item: symbol;
}

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

/** Text, a value to insert, or a directive. */
export type TemplatePart =
  | string
  | { readonly kind: 'insert'; readonly expression: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
    }
  | {
      readonly kind: 'for';
      readonly keyName?: string;
      readonly valueName: string;
      readonly over: Expression;
      readonly body: readonly TemplatePart[];
    };
