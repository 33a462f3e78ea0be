import type { DiscordOptions } from './options.ts';
import type { DiscordTimestamp, TimestampStyle } from './tree.ts';

type Absolute = Exclude<TimestampStyle, 'R'>;

// Readers in any time zone get the same page, so times say that they are UTC.
const ZONE = { timeZone: 'UTC', timeZoneName: 'short' } as const;
const SHORT_TIME = { hour: '2-digit', minute: '2-digit', ...ZONE } as const;
const LONG_TIME = { ...SHORT_TIME, second: '2-digit' } as const;
const SHORT_DATE = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const;
const LONG_DATE = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

const FORMATS: Readonly<Record<Absolute, Intl.DateTimeFormatOptions>> = {
  t: SHORT_TIME,
  T: LONG_TIME,
  d: SHORT_DATE,
  D: LONG_DATE,
  f: { ...LONG_DATE, ...SHORT_TIME },
  F: { weekday: 'long', ...LONG_DATE, ...SHORT_TIME },
  s: { ...SHORT_DATE, ...SHORT_TIME },
  S: { ...SHORT_DATE, ...LONG_TIME },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** A timestamp in words, in the options' language. */
export function timestampText({ seconds, style }: DiscordTimestamp, { language = 'en', now }: DiscordOptions): string {
  if (style === 'R' && now !== undefined) return relative(seconds - now / 1000, language);
  return formatOf(language, style === 'R' ? 'f' : style).format(seconds * 1000);
}

const known = new Map<string, Intl.DateTimeFormat>();

/** Building a format costs a hundred times what using it does, and a message may have hundreds of timestamps. */
function formatOf(language: string, style: Absolute): Intl.DateTimeFormat {
  const name = `${style} ${language}`;
  const format = known.get(name) ?? new Intl.DateTimeFormat(language, FORMATS[style]);
  known.set(name, format);
  return format;
}

function relative(seconds: number, language: string): string {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}

/** A timestamp for `<time datetime>`. */
export const timestampIso = ({ seconds }: DiscordTimestamp): string => new Date(seconds * 1000).toISOString();
