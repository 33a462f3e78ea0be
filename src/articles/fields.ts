import { POSTING, type Posting } from './article.ts';
import { timeFromDate } from './dates.ts';
import { textFrom, type FieldReader } from './field-reader.ts';
import { isSlug, slugFromTitle } from './slug.ts';

/** A picture as the front matter names it: an address, or a path beside the article's file. */
export interface DeclaredImage {
  readonly src: string;
  readonly alt: string;
  readonly line: number | null;
}

/** The slug that the front matter gives, which must be one already; null when it gives none. */
export function readSlug(reader: FieldReader): string | null {
  const slug = reader.text('slug');
  const field = reader.field('slug');
  if (slug === null || !field || isSlug(slug)) return slug;
  const proposal = slugFromTitle(slug);
  reader.refuse(
    field,
    `\`slug\` must be lower-case letters, digits and single hyphens, at most 80 characters; it is "${slug}"${proposal && ` (try "${proposal}")`}.`,
  );
  return null;
}

/** The article's own address on the web, normalized; null when the front matter has none. */
export function readUrl(reader: FieldReader): string | null {
  const text = reader.text('url');
  const field = reader.field('url');
  if (text === null || !field) return null;
  const url = URL.parse(text);
  if (url && isWeb(url) && !url.username && !url.password) return url.href;
  reader.refuse(field, `\`url\` must be a whole address that begins with https:// or http://; it is "${text}".`);
  return null;
}

/** Whether an address is one of the web. */
export const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:';

/** When the article appears, in milliseconds since 1970; null when the front matter does not say. */
export function readPublished(reader: FieldReader): number | null {
  const isFlag = typeof reader.field('published')?.value === 'boolean'; // as Jekyll has it
  const field = reader.field(...(isFlag ? [] : ['published']), 'publishDate', 'date');
  if (!field) return null;
  const time = timeFromDate(textFrom(field.value) ?? '');
  if (time !== undefined) return time;
  reader.refuse(field, `\`${field.name}\` must be a date such as 2024-02-23 or 2024-02-23T18:30:00+01:00.`);
  return null;
}

/** Whether the article is not to be shown to anyone: `draft: true`, or `published: false` as Jekyll writes it. */
export const readDraft = (reader: FieldReader): boolean =>
  reader.flag('draft') || reader.field('published')?.value === false;

/** A BCP 47 tag, `en` when there is none. */
export function readLanguage(reader: FieldReader): string {
  const language = reader.text('language', 'lang');
  const field = reader.field('language', 'lang');
  if (language === null || !field) return 'en';
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    reader.refuse(field, `\`${field.name}\` must be a language tag such as en, de or pt-BR; it is "${language}".`);
    return 'en';
  }
}

/** How much of the article is posted, `whole` unless the front matter says otherwise. */
export function readPosting(reader: FieldReader): Posting {
  const text = reader.text('posting');
  const posting = POSTING.find((candidate) => candidate === text);
  const field = reader.field('posting');
  if (field && !posting) reader.refuse(field, `\`posting\` must be one of ${POSTING.join(', ')}.`);
  return posting ?? 'whole';
}

/** The picture: `image: harbour.jpg`, or `image: { src: harbour.jpg, alt: The harbour }`. */
export function readImage(reader: FieldReader): DeclaredImage | null {
  const field = reader.field('image');
  if (!field) return null;
  const { value, line } = field;
  const source: unknown = value instanceof Map ? (value.get('src') ?? value.get('path')) : value;
  const src = textFrom(source);
  if (src) return { src, alt: (value instanceof Map && textFrom(value.get('alt'))) || '', line };
  reader.refuse(field, '`image` must be a path or an address, or have `src` and `alt`.');
  return null;
}
