/**
 * Date operators: "one of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time", comparable
 * with each other. Digits alone are seconds of the epoch, never a year.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 * https://www.w3.org/TR/NOTE-datetime
 */
import { order, withoutTrailingZeros } from './number.ts';

interface Instant {
  /** Whole seconds since 1970-01-01T00:00:00Z, rounded down. */
  readonly seconds: number;
  /** Digits of the fraction of a second, no trailing zeros. */
  readonly fraction: string;
}

/** Negative, zero or positive as `left` is before, at or after `right`; undefined where one is no date. */
export function compareDates(left: string, right: string): number | undefined {
  const a = readInstant(left);
  const b = readInstant(right);
  if (a === undefined || b === undefined) return undefined;
  return a.seconds - b.seconds || order(a.fraction, b.fraction);
}

/** Year and month, or a date, or a date with hours and minutes, seconds, a fraction, always with Z or an offset. */
const form = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d))?)?$/;

function readInstant(text: string): Instant | undefined {
  // Up to fifteen digits are exact; more are a date of no calendar.
  if (/^\d{1,15}$/.test(text)) return { seconds: Number(text), fraction: '' };
  const found = form.exec(text);
  if (found === null) return undefined;
  const [, year, month, day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    found;
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  const offset = offsetOf(zone);
  const midnight = dayOf(Number(year), Number(month), Number(day));
  if (midnight === undefined || offset === undefined || !isClock(...clock)) return undefined;
  const seconds = midnight + clock[0] * 3600 + clock[1] * 60 + clock[2] - offset;
  return { seconds, fraction: withoutTrailingZeros(fraction) };
}

/** Seconds of the epoch at which the day begins in UTC; undefined for a day that no calendar has. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1;
  return isReal ? date.getTime() / 1000 : undefined;
}

function isClock(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

/** Seconds by which local time is ahead of UTC. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (!isClock(hours, minutes, 0)) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}
