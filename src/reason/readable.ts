/**
 * A request in words that people believe: names, accounts and Regions instead of letters that stand in no policy.
 */
import type { Caller, KeyValue, Request } from '../iam/request.ts';
import type { Filled } from './fillings.ts';
import { ownAccount } from './worlds.ts';

/** The request in words, then with one letter for one letter, then as it was found. */
export function readable(request: Request, filled: Filled): readonly [Request, ...Request[]] {
  const named = new Map(
    [...filled].flatMap(([key, value]) => (value === undefined ? [] : [[value, nameOf(key)]])),
  );
  const words = {
    text: (text: string, key: string) => inWords(text, key, named),
    resource: (text: string) => resourceInWords(text, named),
  };
  const letters = { text: inLetters, resource: inLetters };
  return [rewritten(request, words), rewritten(request, letters), request];
}

interface Rewriting {
  readonly text: (text: string, key: string) => string;
  readonly resource: (text: string) => string;
}

function rewritten(request: Request, { text, resource }: Rewriting): Request {
  const shown = (key: string, value: KeyValue): KeyValue =>
    typeof value === 'string' ? text(value, key) : value.map((one) => text(one, key));
  return {
    caller: callerWith(request.caller, text),
    action: request.action,
    resource: resource(request.resource),
    context: new Map([...request.context].map(([key, value]) => [key, shown(key, value)])),
  };
}

function callerWith(caller: Caller, text: Rewriting['text']): Caller {
  return 'arn' in caller ? { ...caller, arn: text(caller.arn, 'aws:username') } : caller;
}

/** An account that no policy names. */
const otherAccount = '999999999999';

/** Letters that no policy can hold. */
const fresh = /[\u0100-\u017f]/;
const run = /[\u0100-\u017f]+/g;

function inWords(text: string, key: string, named: ReadonlyMap<string, string>): string {
  if (!fresh.test(text)) return text;
  const known = withNames(text, named);
  return known.startsWith('arn:') ? arnInWords(known, otherAccount) : known.replace(run, wordOf(key));
}

/** A name that a pattern leaves empty, as that of the object in `arn:aws:s3:::reports/`, gets a word, too. */
function resourceInWords(found: string, named: ReadonlyMap<string, string>): string {
  const resource = /[:/]$/.test(found) ? `${found}example` : found;
  if (!fresh.test(resource)) return resource;
  return arnInWords(withNames(resource, named), ownAccount);
}

function arnInWords(arn: string, account: string): string {
  const words = ['arn', 'aws', 'service', 'eu-west-1', account];
  return arn
    .split(':')
    .map((part, at) => part.replace(run, words[at] ?? 'example'))
    .join(':');
}

function withNames(text: string, named: ReadonlyMap<string, string>): string {
  let result = text;
  for (const [letters, name] of named) if (fresh.test(letters)) result = result.replaceAll(letters, name);
  return result;
}

/** What stands for a policy variable: `alice` for `${aws:username}`. */
function nameOf(key: string): string {
  return key === 'aws:username'
    ? 'alice'
    : `example-${key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1)}`;
}

function wordOf(key: string): string {
  if (key === 'aws:username') return 'alice';
  if (key.endsWith('account')) return otherAccount;
  if (key.endsWith('region')) return 'eu-west-1';
  if (key.endsWith('orgid')) return 'o-example';
  if (key.endsWith('vpce')) return 'vpce-0example';
  if (key.endsWith('vpc')) return 'vpc-0example';
  return 'example';
}

function inLetters(text: string): string {
  return text.replace(/[\u0100-\u017f]/g, 'x');
}
