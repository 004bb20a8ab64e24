/**
 * A request as outputs show it, and the places of a statement that let it through.
 */
import { globalConditionKey } from '../aws/global-condition-keys.ts';
import { below, type Pointer } from '../base/pointer.ts';
import { hasVariables, matchStatement } from '../iam/evaluate.ts';
import { type Context, type KeyValue, nameOfCaller, type Request } from '../iam/request.ts';
import { isSecretKey, masked } from '../iam/secret-keys.ts';
import type { Clause, PolicyDocument, Statement } from '../iam/types.ts';

/** One request in the words of every output. */
export interface Witness {
  /** An ARN, the name of a service, a provider, a canonical user id, or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys that the request carries, beside those that follow from the principal; secrets masked. */
  readonly context: Readonly<Record<string, KeyValue>>;
}

/** Where the statement stands that decides. */
export interface Place {
  readonly pointer: Pointer;
  readonly sid: string | null;
}

/** The request as it is shown; its keys are spelled as the documents write them. */
export function witnessOf(
  { caller, action, resource, context }: Request,
  documents: readonly PolicyDocument[],
): Witness {
  return {
    principal: nameOfCaller(caller),
    action,
    resource,
    context: context.size === 0 ? noKeys : keysOf(context, documents),
  };
}

const noKeys: Witness['context'] = {};

function keysOf(context: Context, documents: readonly PolicyDocument[]): Witness['context'] {
  const spelled = spellings(documents);
  const keys = [...context]
    .map(([key, value]) => [spelled.get(key) ?? globalSpelling(key), value] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(keys.map(([key, value]) => [key, isSecretKey(key) ? masked : value]));
}

/** Condition keys compare without case: their names as written, by their names in lower case. */
function spellings(documents: readonly PolicyDocument[]): ReadonlyMap<string, string> {
  const spelled = new Map<string, string>();
  for (const { statements } of documents)
    for (const { conditions } of statements)
      for (const { key } of conditions) spelled.set(key.toLowerCase(), key);
  return spelled;
}

/** A key that only a variable names: as AWS's page spells it. */
function globalSpelling(key: string): string {
  const name = globalConditionKey(key)?.name;
  return name === undefined ? key : name.replace('${TagKey}', key.slice(key.indexOf('/') + 1));
}

/** The place of a statement. */
export function placeOf({ pointer, sid }: Statement): Place {
  return { pointer, sid: typeof sid === 'string' ? sid : null };
}

/** Pointers to the values of the statement that match the request; to the whole clause where it is negated. */
export function placesIn(
  statement: Statement,
  request: Request,
  document: PolicyDocument,
): readonly Pointer[] {
  const variables = hasVariables(document);
  const matches = (narrowed: Partial<Statement>) =>
    matchStatement({ ...statement, ...narrowed }, request, variables) !== 'no';
  const places = (clause: Clause, narrowed: (one: Clause) => Partial<Statement>) => {
    if (clause.negated || !clause.listed) return [clause.pointer];
    return clause.values.flatMap((value, at) =>
      matches(narrowed({ ...clause, values: [value] })) ? [below(clause.pointer, at)] : [],
    );
  };
  const { action, resource, principal, conditions } = statement;
  return [
    ...places(action, (one) => ({ action: one })),
    ...(resource === undefined ? [] : places(resource, (one) => ({ resource: one }))),
    ...(principal === undefined ? [] : [principal.pointer]),
    ...conditions.map((one) => one.pointer),
  ];
}
