import type { PageContext } from './context.ts';

type Spoken = Pick<PageContext, 'language'>;

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** A whole number as it is written in the page's language: "1,230". */
export const numberText = (value: number, { language }: Spoken): string => formatsOf(language).whole.format(value);

/** A file's size for people, in at most three digits that count: "1.5 KB". */
export function fileSize(bytes: number, { language }: Spoken): string {
  const step = Math.min(Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)), UNITS.length - 1);
  return `${formatsOf(language).size.format(bytes / 1024 ** step)} ${UNITS[step]}`;
}

const known = new Map<string, { whole: Intl.NumberFormat; size: Intl.NumberFormat }>();

function formatsOf(language: string) {
  const formats = known.get(language) ?? {
    whole: new Intl.NumberFormat(language),
    size: new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }),
  };
  known.set(language, formats);
  return formats;
}
