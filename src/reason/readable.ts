/**
 * A request in words that people believe: names, accounts and Regions instead of letters that stand in no policy.
 */
import type { Caller, KeyValue, Request } from '../iam/request.ts';
import { ownAccount } from './callers.ts';
import type { Filled } from './fillings.ts';

/** Where things are: what AWS calls its places, so that nobody is shown one that is none. */
interface Whereabouts {
  readonly partition: string;
  readonly region: string;
}

/** The first that a policy does not exclude is taken. */
const whereabouts: readonly Whereabouts[] = [
  { partition: 'aws', region: 'eu-west-1' },
  { partition: 'aws', region: 'us-east-1' },
  { partition: 'aws', region: 'ap-southeast-2' },
  { partition: 'aws-cn', region: 'cn-north-1' },
];

/** The request in words, in one place after the other, then with one letter for one letter, then as it was found. */
export function* readable(request: Request, filled: Filled): Generator<Request> {
  const named = new Map(
    [...filled].flatMap(([key, value]) => (value === undefined ? [] : [[value, nameOf(key)]])),
  );
  for (const place of placesFor(request)) {
    const text = (found: string, key: string) => inWords(found, key, place, named);
    const resource = (found: string) => resourceInWords(found, request.action, place, named);
    const worded = rewritten(request, { text, resource });
    yield inRegion(inPartition(worded), place);
    yield inPartition(worded);
    yield worded;
    if (!fresh.test(request.resource)) break;
  }
  yield rewritten(request, { text: inLetters, resource: inLetters });
  yield request;
}

/** Whoever asks in a Region asks for what is there. */
function placesFor({ context }: Request): readonly Whereabouts[] {
  const region = context.get('aws:requestedregion');
  if (typeof region !== 'string' || fresh.test(region) || region === '') return whereabouts;
  return [{ partition: 'aws', region }, ...whereabouts];
}

/** Who asks lives in the partition of what they ask for. */
function inPartition(request: Request): Request {
  const { caller, resource } = request;
  const [arn, partition = ''] = resource.split(':');
  if (arn !== 'arn' || !('arn' in caller)) return request;
  return { ...request, caller: { ...caller, arn: caller.arn.replace(/^arn:[^:]*/, `arn:${partition}`) } };
}

/** What a search leaves empty in the ARNs of conditions: a topic has a Region. */
function inRegion(request: Request, { region }: Whereabouts): Request {
  const full = (value: string) =>
    value.replace(/^(arn:[^:]*:(?:sns|sqs|lambda|events|ec2|kms)):(?=:\d)/, `$1:${region}`);
  const context = [...request.context].map(
    ([key, value]) => [key, typeof value === 'string' ? full(value) : value.map(full)] as const,
  );
  return { ...request, context: new Map(context) };
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

function inWords(text: string, key: string, { region }: Whereabouts, named: Names): string {
  if (!fresh.test(text)) return text;
  const known = withNames(text, named);
  if (known.startsWith('arn:')) return arnInWords(known, ['arn', 'aws', 'service', region, otherAccount]);
  return known.replace(run, key === 'aws:requestedregion' ? region : wordOf(key));
}

/** A name that a pattern leaves empty, as that of the object in `arn:aws:s3:::reports/`, gets a word, too. */
function resourceInWords(
  found: string,
  action: string,
  { partition, region }: Whereabouts,
  named: Names,
): string {
  const resource = /[:/]$/.test(found) ? `${found}example` : found;
  if (!fresh.test(resource)) return resource;
  const [service = ''] = action.split(':');
  return arnInWords(withNames(resource, named), ['arn', partition, service, region, ownAccount]);
}

/** `words`: what stands for the letters of the first five parts. */
function arnInWords(arn: string, words: readonly string[]): string {
  const parts = arn.split(':');
  return parts.map((part, at) => part.replace(run, words[at] ?? 'example')).join(':');
}

/** What letters that stand for a policy variable are called. */
type Names = ReadonlyMap<string, string>;

function withNames(text: string, named: Names): string {
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
