/**
 * Times: RFC 3339 texts.
 * https://developer.hashicorp.com/terraform/language/functions/formatdate
 */
import { refuse } from '../value/errors.ts';
import { count } from '../value/number.ts';
import { number, text } from '../value/values.ts';
import { stringOf } from './arguments.ts';
import { define, type FunctionTable, known } from './define.ts';

export const dateFunctions: FunctionTable = {
  formatdate: define([known('string'), known('string')], 'string', ([pattern, time]) =>
    text(formatDate(stringOf(pattern), parseTime(stringOf(time)))),
  ),
  timeadd: define([known('string'), known('string')], 'string', ([time, duration]) =>
    text(timeAdd(stringOf(time), stringOf(duration))),
  ),
  timecmp: define([known('string'), known('string')], 'number', ([a, b]) => {
    const [x, y] = [parseTime(stringOf(a)), parseTime(stringOf(b))];
    return number(count(Math.sign(x.utc - y.utc)));
  }),
};

interface Time {
  /** Milliseconds since 1970. */
  readonly utc: number;
  /** Minutes east of Greenwich. */
  readonly offset: number;
  readonly isZulu: boolean;
}

const timePattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)$/;

function parseTime(value: string): Time {
  const match = timePattern.exec(value);
  if (match === null) return refuse(`\`${value}\` is no RFC 3339 time`);
  const [, year, month, day, hour, minute, second, zone = 'Z'] = match;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const local = Date.UTC(y, mo - 1, d, h, mi, s);
  const isSame = new Date(local).getUTCDate() === d && new Date(local).getUTCMonth() === mo - 1;
  if (!isSame || h > 23 || mi > 59 || s > 59) return refuse(`\`${value}\` is no RFC 3339 time`);
  const offset =
    zone === 'Z' ? 0 : Number(`${zone.charAt(0)}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  return { utc: local - offset * 60_000, offset, isZulu: zone === 'Z' };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function timeAdd(value: string, duration: string): string {
  const time = parseTime(value);
  const match = /^([+-]?)((?:\d+(?:\.\d+)?(?:ms|s|m|h))+|0)$/.exec(duration);
  if (match === null) return refuse(`\`${duration}\` is no duration`);
  const sign = match[1] === '-' ? -1 : 1;
  const parts = [...(match[2] ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const sum = parts.reduce((all, [, size = '', unit = '']) => all + Number(size) * (units[unit] ?? 0), 0);
  return formatDate(`YYYY-MM-DD'T'hh:mm:ssZ`, {
    ...time,
    utc: time.utc + sign * sum - ((time.utc + sign * sum) % 1000),
  });
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const tokens = /'((?:[^']|'')*)'|([a-zA-Z])\2*|[^a-zA-Z']+/g;

function formatDate(pattern: string, time: Time): string {
  const local = new Date(time.utc + time.offset * 60_000);
  if ((pattern.match(/'/g)?.length ?? 0) % 2 === 1) return refuse('unterminated literal');
  return pattern.replace(tokens, (all: string, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted.replaceAll("''", "'");
    return letter === undefined ? all : field(all, local, time);
  });
}

function field(verb: string, date: Date, time: Time): string {
  const hour = date.getUTCHours();
  const two = (value: number): string => String(value).padStart(2, '0');
  const month = months[date.getUTCMonth()] ?? '';
  const day = days[date.getUTCDay()] ?? '';
  const values: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, '0'),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: String(date.getUTCMonth() + 1),
    DD: two(date.getUTCDate()),
    D: String(date.getUTCDate()),
    EEEE: day,
    EEE: day.slice(0, 3),
    hh: two(hour),
    h: String(hour),
    HH: two(hour % 12 || 12),
    H: String(hour % 12 || 12),
    AA: hour < 12 ? 'AM' : 'PM',
    aa: hour < 12 ? 'am' : 'pm',
    mm: two(date.getUTCMinutes()),
    m: String(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    ...zones(time.offset),
  };
  return values[verb] ?? refuse(`\`${verb}\` is no part of a date`);
}

function zones(offset: number): Readonly<Record<string, string>> {
  const sign = offset < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((one) =>
    String(one).padStart(2, '0'),
  );
  const colon = `${sign}${hours}:${minutes}`;
  const bare = `${sign}${hours}${minutes}`;
  return { Z: offset === 0 ? 'Z' : colon, ZZZZ: bare, ZZZ: offset === 0 ? 'UTC' : bare, ZZZZZ: colon };
}
