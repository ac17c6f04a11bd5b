/**
 * Points in time as text, by arithmetic alone: the engine knows no clock and
 * no time zone.
 *
 * @module
 */

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/** What is in normal form and on a day of every month: the common case needs no arithmetic. */
const NORMAL_FORM =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,5}[1-9])?Z$/;

const MINUTES_PER_DAY = 1440;

/**
 * A timestamp of RFC 3339 in its one normal form: UTC, at most microseconds
 * (further digits are cut off), no trailing zeros. Equal times give equal text.
 *
 * A leap second is taken where one can be, at the end of a month in UTC, and
 * becomes the first second of the next, as in POSIX time.
 *
 * @returns null for anything else: fields out of range, days that no month has,
 * years outside 1 to 9999.
 *
 * @example
 * utcTimestamp("2026-11-23T12:00:00.500+02:00"); // "2026-11-23T10:00:00.5Z"
 */
export function utcTimestamp(text: string): string | null {
  if (NORMAL_FORM.test(text)) return text;
  const match = RFC_3339.exec(text);
  if (match === null) return null;

  const [, year, month, day, hour, minute, second, fraction = ""] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  const ahead = minutesAhead(match);
  if (!isDay(date) || !isTime(time) || ahead === null) return null;

  const utcMinute = daysFromCivil(date) * MINUTES_PER_DAY + time.hour * 60 + time.minute - ahead;
  if (time.second < 60) return format(utcMinute, time.second, fraction);
  return isMonthStart(utcMinute + 1) ? format(utcMinute + 1, 0, fraction) : null;
}

/** Minutes that the offset is ahead of UTC, null where it is out of range. */
function minutesAhead(match: RegExpExecArray): number | null {
  const [hour, minute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (!isTime({ hour, minute, second: 0 })) return null;
  return (match[8] === "-" ? -1 : 1) * (hour * 60 + minute);
}

interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isDay({ year, month, day }: CivilDay): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function isTime(time: { hour: number; minute: number; second: number }): boolean {
  return time.hour < 24 && time.minute < 60 && time.second <= 60;
}

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar. Years begin in
 * March here, so that the leap day is the last of its year.
 *
 * Source: Hinnant, H. (2014). chrono-compatible low-level date algorithms, days_from_civil.
 */
function daysFromCivil({ year, month, day }: CivilDay): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `daysFromCivil`. Source: as there, civil_from_days. */
function civilFromDays(days: number): CivilDay {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

function isMonthStart(utcMinute: number): boolean {
  if (utcMinute % MINUTES_PER_DAY !== 0) return false;
  return civilFromDays(utcMinute / MINUTES_PER_DAY).day === 1;
}

function format(utcMinute: number, second: number, fraction: string): string | null {
  const days = Math.floor(utcMinute / MINUTES_PER_DAY);
  const minuteOfDay = utcMinute - days * MINUTES_PER_DAY;
  const { year, month, day } = civilFromDays(days);
  if (year < 1 || year > 9999) return null;

  const date = `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
  const time = `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`;
  const micros = fraction.slice(0, 6).replace(/0+$/, "");
  return `${date}T${time}:${twoDigits(second)}${micros === "" ? "" : `.${micros}`}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
