import type { NewsDate } from '../../records/records.ts';

/** A date found in a line, with where it stands (UTF-16 units, half-open, time and zone included). */
export interface FoundDate {
  readonly date: NewsDate;
  readonly start: number;
  readonly end: number;
  /** True when day and month could be the other way round (`03/04/2025`); day first was taken. */
  readonly isAmbiguous: boolean;
}

/**
 * Find the first complete date of a line, with its time and zone when they stand beside it. A year is needed: «Oct. 16» in a
 * dateline is no date by itself. Months by name in English, French, German, Spanish, Italian, Portuguese, Dutch, Arabic and
 * Hebrew; ISO, `16.10.2024`, `16/10/2024`, `2024年10月16日`, `2024년 10월 16일`; Arabic digits of both kinds.
 *
 * @returns null when there is none, or when it does not exist (30 February).
 */
export function findNewsDate(line: string): FoundDate | null {
  // Same length in UTF-16, so that places stay right.
  const text = line.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  let best: Calendar | null = null;
  for (const pattern of patterns) {
    const found = pattern(text);
    if (found !== null && (best === null || found.start < best.start)) best = found;
  }
  return best === null ? null : withTime(text, best);
}

interface Calendar {
  readonly year: number;
  readonly month: number;
  /** null for a month alone. */
  readonly day: number | null;
  readonly start: number;
  readonly end: number;
  readonly isAmbiguous: boolean;
}

type FindCalendar = (text: string) => Calendar | null;

const monthNames: Readonly<Record<string, number>> = {};
for (const names of [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
  '_ _ _ _ _ _ _ _ sept _ _ _',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'janv févr _ avr _ _ juil aout _ _ _ déc',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'jän feb mrz _ _ _ _ _ _ okt _ dez',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene _ _ abr _ _ _ ago _ _ _ dic',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  '_ شباط آذار نيسان أيار حزيران تموز آب أيلول _ _ _',
  'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
]) {
  names.split(' ').forEach((name, i) => {
    if (name !== '_') Object.assign(monthNames, { [name]: i + 1 });
  });
}
Object.assign(monthNames, {
  'كانون الثاني': 1,
  'تشرين الأول': 10,
  'تشرين الثاني': 11,
  'كانون الأول': 12,
  إبريل: 4,
});

const month = Object.keys(monthNames)
  .sort((a, b) => b.length - a.length)
  .join('|');
const notLetter = '(?![\\p{L}\\p{M}\\p{N}])';
const dayFirst = new RegExp(
  `(?<![\\p{L}\\p{N}.:])(\\d{1,2})(?:\\.|st|nd|rd|th|er|º|°)?\\s+(?:de\\s+|of\\s+|ב[־-]?)?(${month})(?:\\s?/\\s?(?:${month}))?${notLetter}\\.?,?\\s+(?:de\\s+|del\\s+)?(\\d{4})(?!\\d)`,
  'iu',
);
const monthFirst = new RegExp(
  `(?<![\\p{L}\\p{N}])(${month})${notLetter}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`,
  'iu',
);
const monthOnly = new RegExp(
  `(?<!\\d{1,2}\\.?\\s*)(?<![\\p{L}\\p{N}])(?:ב)?(${month})${notLetter}\\.?,?\\s+(?:de\\s+)?(\\d{4})(?!\\d)`,
  'iu',
);
const iso = /(?<![\p{L}\p{N}.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\.?\d)/u;
const numeric = /(?<![\p{N}./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)/u;
const eastAsian = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u;

const patterns: readonly FindCalendar[] = [
  (text) => build(dayFirst.exec(text), ([, day, name, year]) => [year, monthOf(name), day]),
  (text) => build(monthFirst.exec(text), ([, name, day, year]) => [year, monthOf(name), day]),
  (text) => build(monthOnly.exec(text), ([, name, year]) => [year, monthOf(name), null]),
  (text) =>
    build(iso.exec(text), ([, year, , monthNumber, day]) => [year, Number(monthNumber), day]),
  (text) =>
    build(eastAsian.exec(text), ([, year, monthNumber, day]) => [year, Number(monthNumber), day]),
  findNumeric,
];

type Parts = readonly [year: string | undefined, month: number, day: string | null | undefined];

function build(
  match: RegExpExecArray | null,
  parts: (match: RegExpExecArray) => Parts,
): Calendar | null {
  if (match === null) return null;
  const [year, monthNumber, day] = parts(match);
  return checkCalendar({
    year: Number(year),
    month: monthNumber,
    day: day === null ? null : Number(day),
    start: match.index,
    end: match.index + match[0].length,
    isAmbiguous: false,
  });
}

/** `16.10.2024` is day first; with slashes and hyphens either, so that only a number over twelve settles it. */
function findNumeric(text: string): Calendar | null {
  const match = numeric.exec(text);
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const isMonthFirst = match[2] !== '.' && first <= 12 && second > 12;
  return checkCalendar({
    year: Number(match[4]),
    month: isMonthFirst ? first : second,
    day: isMonthFirst ? second : first,
    start: match.index,
    end: match.index + match[0].length,
    isAmbiguous: match[2] !== '.' && first <= 12 && second <= 12 && first !== second,
  });
}

function monthOf(name: string | undefined): number {
  return monthNames[(name ?? '').toLowerCase()] ?? 0;
}

function checkCalendar(found: Calendar): Calendar | null {
  const { year, month: monthNumber, day } = found;
  if (year < 1600 || year > 2199 || monthNumber < 1 || monthNumber > 12) return null;
  if (day === null) return found;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length =
    [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][monthNumber - 1] ?? 0;
  return day >= 1 && day <= length ? found : null;
}

/** Zones whose abbreviation means one offset. CST and IST mean several and are left out. */
const zones: Readonly<Record<string, string>> = {
  Z: 'Z', UTC: 'Z', GMT: 'Z', WET: 'Z', BST: '+01:00', CET: '+01:00', MEZ: '+01:00', CEST: '+02:00', MESZ: '+02:00', EET: '+02:00',
  SAST: '+02:00', EEST: '+03:00', MSK: '+03:00', EAT: '+03:00', PKT: '+05:00', WIB: '+07:00', HKT: '+08:00', SGT: '+08:00',
  KST: '+09:00', JST: '+09:00', AEST: '+10:00', AEDT: '+11:00', EST: '-05:00', EDT: '-04:00', CDT: '-05:00', MST: '-07:00',
  MDT: '-06:00', PST: '-08:00', PDT: '-07:00',
}; // prettier-ignore

const clock =
  '(\\d{1,2})(?:(?::|\\s?h\\s?|\\.)(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?\\s?(a\\.?m\\.?|p\\.?m\\.?|Uhr|h(?![\\p{L}\\d]))?';
const zoneName = `(Z|${Object.keys(zones).join('|')})(?:\\s?([+-]\\d{1,2})(?::?(\\d{2}))?)?${notLetter}`;
const zone = `(?:\\s?\\(?(?:${zoneName}|([+-]\\d{2}):?(\\d{2}))\\)?)?`;
const joint =
  '(?:\\s*(?:T|,|-|–|—|\\||·|•|/|at|um|à|a las|alle ore|ore|às|om|klo|kl\\.?|in|الساعة|בשעה)\\s*|\\s+)';
const timeAfter = new RegExp(`^${joint}{1,2}${clock}${zone}(?![\\p{L}\\p{N}:])`, 'u');
const timeBefore = new RegExp(
  `(?<![\\p{L}\\p{N}.:])${clock}${zone}(?:\\s*(?:,|-|–|\\||·|on|am|le)\\s*|\\s+)$`,
  'u',
);

function withTime(text: string, found: Calendar): FoundDate {
  const { start, end, isAmbiguous } = found;
  const date = formatDay(found);
  if (found.day !== null) {
    const after = timeAfter.exec(text.slice(end));
    const timeThere = after === null ? null : formatTime(after);
    if (after !== null && timeThere !== null) {
      return { date: `${date}T${timeThere}`, start, end: end + after[0].length, isAmbiguous };
    }
    const weekday = /(?:\p{L}+\.?,?\s+)?$/u.exec(text.slice(0, start));
    for (const head of [text.slice(0, start), text.slice(0, weekday?.index ?? start)]) {
      const before = timeBefore.exec(head);
      const timeHere = before === null ? null : formatTime(before);
      if (before !== null && timeHere !== null) {
        return { date: `${date}T${timeHere}`, start: before.index, end, isAmbiguous };
      }
    }
  }
  return { date, start, end, isAmbiguous };
}

function formatDay({ year, month: monthNumber, day }: Calendar): string {
  const head = `${year}-${pad(monthNumber)}`;
  return day === null ? head : `${head}-${pad(day)}`;
}

/** Time and zone of a match of `clock` and `zone`; null for a bare number or an hour that does not exist. */
function formatTime(match: RegExpExecArray): string | null {
  const [, hourText, minuteText, secondText, half] = match;
  if (minuteText === undefined && half === undefined) return null;
  const isAfternoon = /^p/i.test(half ?? '');
  const isMorning = /^a/i.test(half ?? '');
  let hour = Number(hourText);
  if ((isAfternoon || isMorning) && (hour < 1 || hour > 12)) return null;
  if (isAfternoon && hour < 12) hour += 12;
  if (isMorning && hour === 12) hour = 0;
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const time = `${pad(hour)}:${pad(minute)}${secondText === undefined ? '' : `:${pad(second)}`}`;
  return time + formatZone(match.slice(5));
}

function formatZone([name, hours, minutes, isoHours, isoMinutes]: readonly (
  string | undefined
)[]): string {
  if (isoHours !== undefined) return `${isoHours}:${isoMinutes ?? '00'}`;
  if (name === undefined) return '';
  if (hours === undefined) return zones[name] ?? '';
  return `${hours.charAt(0)}${pad(Number(hours.slice(1)))}:${minutes ?? '00'}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
