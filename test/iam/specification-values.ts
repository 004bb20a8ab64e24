/**
 * One value of a policy against one value of a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import type { Context } from '../../src/iam/request.ts';
import { type Answer, not } from './specification-answers.ts';
import { globs, type Letter, plain, substituted, wildcards } from './specification-letters.ts';

/** Does it match, and does the negated operator hold? The two differ where something can not be compared. */
export interface Compared {
  readonly positive: Answer;
  readonly negated: Answer;
}

const both = (positive: Answer): Compared => ({ positive, negated: not(positive) });
const decided = (found: boolean): Compared => both(found ? 'yes' : 'no');
/** A value that is not of the operator's kind matches nothing; whether it is unequal, no page tells. */
const unreadable: Compared = { positive: 'no', negated: 'ambiguous' };

/** Compares by the positive operator. */
export function compare(
  operator: string,
  policy: string,
  request: string,
  keys: Context,
  variables: boolean,
): Compared {
  const family = /^(String|Numeric|Date|Bool|Binary|Ip|Arn)/.exec(operator)?.[1] ?? '';
  switch (family) {
    case 'String':
      return strings(operator, policy, request, keys, variables);
    case 'Arn': {
      const pattern = variables ? substituted(policy, keys) : wildcards(policy);
      return pattern === undefined ? both('no') : arns(pattern, request);
    }
    case 'Numeric':
      return ordered(operator.slice('Numeric'.length), numberOf(policy), numberOf(request));
    case 'Date':
      return ordered(operator.slice('Date'.length), instantOf(policy), instantOf(request));
    case 'Bool':
      return bools(policy, request, variables);
    case 'Binary':
      return binaries(policy, request);
    default:
      return addresses(policy, request);
  }
}

/** "String condition operators": exact, without case, or with wildcards. A variable without a value matches nothing. */
function strings(
  operator: string,
  policy: string,
  request: string,
  keys: Context,
  variables: boolean,
): Compared {
  const letters = variables ? substituted(policy, keys) : wildcards(policy);
  if (letters === undefined) return both('no');
  if (operator === 'StringLike') return decided(globs(letters, request));
  const text = letters.map((letter) => letter.text).join('');
  if (operator === 'StringEquals') return decided(text === request);
  // Letters of ASCII fold; what becomes of others, live tests tell: they stay as they are.
  const folded = (value: string) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return decided(folded(text) === folded(request));
}

/** "ARN condition operators": "each of the six colon-delimited components of the ARN is checked separately". */
function arns(pattern: readonly Letter[], request: string): Compared {
  const asked = six(plain(request));
  const wanted = six(pattern);
  if (asked === undefined || request.split(':')[0] !== 'arn') return unreadable;
  if (wanted === undefined) return partialArn(pattern, request);
  const textOf = (part: readonly Letter[] | undefined) => (part ?? []).map((letter) => letter.text).join('');
  return decided(wanted.every((part, at) => globs(part, textOf(asked[at]))));
}

/** Fewer than six parts: no page tells whether the whole text is compared, or what stands for the parts that lack. */
function partialArn(pattern: readonly Letter[], request: string): Compared {
  const missing = 6 - pattern.filter((letter) => letter.text === ':').length - 1;
  const filled = six([...pattern, ...wildcards(':*'.repeat(missing))]) ?? [];
  const asked = six(plain(request)) ?? [];
  const byPart = filled.every((part, at) =>
    globs(part, (asked[at] ?? []).map((letter) => letter.text).join('')),
  );
  return both(byPart || globs(pattern, request) ? 'ambiguous' : 'no');
}

/**
 * The six parts of an ARN; the last keeps its colons.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function six(letters: readonly Letter[]): readonly (readonly Letter[])[] | undefined {
  const parts: Letter[][] = [[]];
  for (const letter of letters) {
    if (letter.text === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(letter);
  }
  return parts.length === 6 ? parts : undefined;
}

/** "Numeric condition operators", "Date condition operators": by size. */
function ordered(relation: string, policy: Exact | undefined, request: Exact | undefined): Compared {
  if (request === undefined || policy === undefined) return unreadable;
  const places = Math.max(policy.places, request.places);
  const scaled = (one: Exact) => one.digits * 10n ** BigInt(places - one.places);
  const [wanted, asked] = [scaled(policy), scaled(request)];
  switch (relation) {
    case 'Equals':
      return decided(asked === wanted);
    case 'LessThan':
      return decided(asked < wanted);
    case 'LessThanEquals':
      return decided(asked <= wanted);
    case 'GreaterThan':
      return decided(asked > wanted);
    default:
      return decided(asked >= wanted);
  }
}

/** A decimal number: all its digits, and how many of them stand after the point. */
interface Exact {
  readonly digits: bigint;
  readonly places: number;
}

/** "An integer or decimal value". */
function numberOf(text: string): Exact | undefined {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = ''] = found;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, places: fraction.length };
}

/**
 * Seconds since 1970: "ISO 8601 date formats" of W3C, https://www.w3.org/TR/NOTE-datetime, "or in epoch (UNIX) time".
 */
function instantOf(text: string): Exact | undefined {
  // More than fifteen digits are a moment of no calendar.
  if (/^\d{1,15}$/.test(text)) return { digits: BigInt(text), places: 0 };
  const found =
    /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d))?)?$/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = found;
  const numbers = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = numbers;
  const [, sign, offsetHours = 0, offsetMinutes = 0] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const days = [31, leap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const real = mo >= 1 && mo <= 12 && d >= 1 && d <= (days[mo - 1] ?? 0) && h < 24 && mi < 60 && s < 60;
  if (!real || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
  let passed = d - 1;
  for (let before = 0; before < mo - 1; before += 1) passed += days[before] ?? 0;
  for (let before = 1970; before < y; before += 1) passed += leap(before) ? 366 : 365;
  for (let after = y; after < 1970; after += 1) passed -= leap(after) ? 366 : 365;
  const offset = (Number(offsetHours) * 3600 + Number(offsetMinutes) * 60) * (sign === '-' ? -1 : 1);
  const seconds = BigInt(passed * 86_400 + h * 3600 + mi * 60 + s - offset);
  const places = fraction.length;
  return { digits: seconds * 10n ** BigInt(places) + BigInt(fraction === '' ? 0 : fraction), places };
}

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/**
 * "Boolean condition operators": true and false; other text never matches. Whether variables work, two pages differ.
 */
function bools(policy: string, request: string, variables: boolean): Compared {
  if (variables && policy.includes('${')) return both('ambiguous');
  const wanted = policy.toLowerCase();
  return decided((wanted === 'true' || wanted === 'false') && wanted === request.toLowerCase());
}

/** "BinaryEquals": byte for byte, in base64. */
function binaries(policy: string, request: string): Compared {
  const bytes = (text: string) => (isBase64(text) ? Buffer.from(text, 'base64').toString('hex') : undefined);
  const wanted = bytes(policy);
  return decided(wanted !== undefined && wanted === bytes(request));
}

/** https://www.rfc-editor.org/rfc/rfc4648#section-4: groups of four, padded. */
const isBase64 = (text: string) =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);

/** "IP address condition operators": a CIDR range, or one address. An address of the other family is not inside. */
function addresses(policy: string, request: string): Compared {
  const asked = bitsOf(request);
  if (asked === undefined) return unreadable;
  const [address = '', length, ...more] = policy.split('/');
  const wanted = bitsOf(address);
  if (wanted === undefined || more.length > 0) return unreadable;
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return unreadable;
  const size = length === undefined ? wanted.length : Number(length);
  if (size > wanted.length) return unreadable;
  return decided(asked.length === wanted.length && asked.slice(0, size) === wanted.slice(0, size));
}

/** An address as its 32 or 128 bits. */
function bitsOf(text: string): string | undefined {
  const inBits = (number: number, width: number) => number.toString(2).padStart(width, '0');
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four !== null) {
    const bytes = four.slice(1).map(Number);
    return bytes.every((byte) => byte < 256) ? bytes.map((byte) => inBits(byte, 8)).join('') : undefined;
  }
  // https://www.rfc-editor.org/rfc/rfc4291#section-2.2: groups of 16 bits, one run of zeros left out, the end as IPv4.
  const end = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = end === null ? undefined : bitsOf(end[2] ?? '');
  if (end !== null && tail?.length !== 32) return undefined;
  const whole = tail === undefined ? text : `${end?.[1]}${hex(tail.slice(0, 16))}:${hex(tail.slice(16))}`;
  const halves = whole.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = groups.flat().length;
  if (!groups.flat().every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  const zeros = halves.length === 1 ? [] : Array.from({ length: 8 - count }, () => '0');
  return [...(groups[0] ?? []), ...zeros, ...(groups[1] ?? [])]
    .map((group) => inBits(Number.parseInt(group, 16), 16))
    .join('');
}

const hex = (bits: string) => Number.parseInt(bits, 2).toString(16);
