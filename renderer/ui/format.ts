const units = ['B', 'kB', 'MB', 'GB'] as const;

/** A size for a person: `3.1 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${units[power]}`;
}

/** A count with its noun: `1 article`, `3,412 articles`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

function sameDay(left: Date, right: Date): boolean {
  return left.toDateString() === right.toDateString();
}

/** An instant for a list: `14:02` today, `yesterday`, `12 Mar`, `12 Mar 2024`. */
export function formatWhen(instant: string, now = new Date()): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  if (sameDay(date, now)) {
    return date.toLocaleTimeString(undefined, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (sameDay(date, yesterday)) return 'yesterday';
  return formatParts(date, date.getFullYear() !== now.getFullYear(), 'day');
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** An instant in full, in the time zone of the machine: `16 Oct 2024, 20:30`; '' when it is none. */
export function formatMoment(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : moment.format(date);
}

const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const agoUnits = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago an instant was: `just now`, `5 minutes ago`, `yesterday`; '' when it is none. */
export function formatAgo(instant: string, now = new Date()): string {
  const seconds = (now.getTime() - new Date(instant).getTime()) / 1000;
  if (Number.isNaN(seconds)) return '';
  const unit = agoUnits.find(([, length]) => seconds >= length);
  return unit ? ago.format(-Math.floor(seconds / unit[1]), unit[0]) : 'just now';
}

function formatParts(date: Date, hasYear: boolean, precision: 'year' | 'month' | 'day'): string {
  return date.toLocaleDateString('en-GB', {
    ...(precision === 'day' && { day: 'numeric' as const }),
    ...(precision !== 'year' && { month: 'short' as const }),
    ...((hasYear || precision !== 'day') && { year: 'numeric' as const }),
  });
}

/** A news date with its time as it was published, in the time zone that it names: `16 Oct 2024, 20:30 UTC+02:00`. */
export function formatNewsMoment(value: string | null): string {
  const match = /T(\d{2}:\d{2})[^Z+-]*(Z|[+-]\d{2}:\d{2})?/.exec(value ?? '');
  const date = formatNewsDate(value);
  if (!match) return date;
  const [, time, zone = ''] = match;
  return `${date}, ${time}${zone && ` UTC${zone.replace('Z', '')}`}`;
}

/** A news date with the precision it has: `2024`, `Oct 2024`, `16 Oct 2024`; '' when unknown. */
export function formatNewsDate(value: string | null): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(value ?? '');
  if (!match) return '';
  const [, year, month, day] = match;
  const date = new Date(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return formatParts(date, true, day ? 'day' : month ? 'month' : 'year');
}
