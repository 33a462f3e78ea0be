import { slugFromTitle, isSlug, slugsFromHeadings } from './slug.ts';
import { POSTING, type Posting, type Article, type Section } from './article.ts';
import { textFrom, type FieldReader, createFieldReader, splitFrontMatter, type Fault } from './front-matter.ts';
import { createHash } from 'node:crypto';
import { picturesInArticle, type PictureInText } from '../markdown/article/plain.ts';
import { splitArticle } from '../markdown/article/sections.ts';

/** A picture as the front matter names it: an address, or a path beside the article's file. */
export interface DeclaredImage {
  readonly src: string;
  readonly alt: string;
  readonly line: number | null;
}

const MAX_TITLE = 256;

/** A parsed file. Its article has no pictures yet: they are files of their own (`withPictures`). */
export type ParsedFile =
  | ({ readonly type: 'article' } & ParsedArticle)
  | { readonly type: 'draft' }
  | { readonly type: 'broken'; readonly faults: readonly Fault[] };

/** An article, and the pictures that it names: in its front matter, and in the text in their order. */
export interface ParsedArticle {
  readonly article: Article;
  readonly image: DeclaredImage | null;
  readonly pictures: readonly DeclaredImage[];
}

/** Parses an article's file; `path` is relative to the folder of articles, with slashes. */
export function parseArticle({ path, text }: { path: string; text: string }): ParsedFile {
  const lines = text.replace(/\r\n?/g, '\n');
  const split = splitFrontMatter(lines);
  if ('fault' in split) return { type: 'broken', faults: [split.fault] };
  const reader = createFieldReader(split.frontMatter);
  const isDraft = readDraft(reader);
  const image = readImage(reader);
  const article = articleFrom({ reader, path, body: split.body, hash: hashOf(path, text) });
  if (reader.faults.length > 0) return { type: 'broken', faults: reader.faults.toSorted(byLine) };
  if (isDraft) return { type: 'draft' };
  if ('message' in article) return { type: 'broken', faults: [article] };
  const firstLine = lines.slice(0, -split.body.length || undefined).split('\n').length;
  return { type: 'article', article, image, pictures: picturesInArticle(split.body).map(declaredFrom(firstLine)) };
}

const byLine = (one: Fault, other: Fault): number => (one.line ?? 0) - (other.line ?? 0);

const declaredFrom =
  (firstLine: number) =>
  ({ source, alt, line }: PictureInText): DeclaredImage => ({ src: source, alt, line: firstLine + line });

/** A short hash of everything that an article is made of. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 22);

interface Source {
  readonly reader: FieldReader;
  readonly path: string;
  readonly body: string;
  readonly hash: string;
}

function articleFrom({ reader, path, body, hash }: Source): Article | Fault {
  const text = splitArticle(body);
  const name = nameOfFile(path);
  const title = (reader.text('title') ?? text.title ?? '').trim();
  const line = reader.field('title')?.line ?? null;
  if (!title) return { line, message: 'The article has no title: give it one with `title:` in its front matter.' };
  if (title.length > MAX_TITLE) return { line, message: `The title is longer than ${MAX_TITLE} characters.` };
  const slug = readSlug(reader) ?? name.slug ?? slugFromTitle(title);
  if (!slug) return { line, message: 'No address can be made of the title: give the article one with `slug:`.' };
  const url = readUrl(reader);
  return {
    slug,
    key: url ?? slug,
    title,
    lead: text.lead,
    sections: sectionsFrom(text.sections),
    url,
    aliases: reader.texts('aliases', 'alias'),
    published: readPublished(reader) ?? name.published,
    authors: reader.texts('authors', 'author'),
    authorIds: readAuthorIds(reader),
    section: reader.text('section', 'category') ?? reader.texts('categories')[0] ?? null,
    image: null,
    pictures: [],
    language: readLanguage(reader),
    tags: reader.texts('tags'),
    description: reader.text('description', 'summary'),
    posting: readPosting(reader),
    hash,
  };
}

function sectionsFrom(sections: readonly Omit<Section, 'slug'>[]): Section[] {
  const slugs = slugsFromHeadings(sections.map(({ heading }) => heading));
  return sections.map(({ heading, markdown }, index) => ({ slug: slugs[index] ?? 'section', heading, markdown }));
}

/** The front matter's slug, which must be valid; null when there is none. */
function readSlug(reader: FieldReader): string | null {
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
function readUrl(reader: FieldReader): string | null {
  const text = reader.text('url');
  const field = reader.field('url');
  if (text === null || !field) return null;
  const url = URL.parse(text);
  if (url && isWeb(url) && !url.username && !url.password) return url.href;
  reader.refuse(field, `\`url\` must be a whole address that begins with https:// or http://; it is "${text}".`);
  return null;
}

/** Whether an address begins with http or https. */
export const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:';

/** The authors' user ids on Discord: `authors: [{ name: Ada, discord: 80351110224678912 }]`. */
function readAuthorIds(reader: FieldReader): string[] {
  const field = reader.field('authors', 'author');
  const authors: unknown[] = Array.isArray(field?.value) ? field.value : [field?.value];
  return authors.flatMap((author) => {
    const given: unknown = author instanceof Map ? author.get('discord') : undefined;
    const id = given === undefined || given === null ? null : (textFrom(given) ?? '');
    if (!field || id === null) return [];
    if (isUserId(id)) return [id];
    reader.refuse(field, `\`discord\` in \`${field.name}\` must be a user’s id, 17 to 20 digits; it is "${id}".`);
    return [];
  });
}

const isUserId = (text: string): boolean => /^\d{17,20}$/.test(text);

/** When the article appears; null when the front matter does not say. */
function readPublished(reader: FieldReader): number | null {
  const isFlag = typeof reader.field('published')?.value === 'boolean'; // as Jekyll has it
  const field = reader.field(...(isFlag ? [] : ['published']), 'publishDate', 'date');
  if (!field) return null;
  const time = timeFromDate(textFrom(field.value) ?? '');
  if (time !== undefined) return time;
  reader.refuse(field, `\`${field.name}\` must be a date such as 2024-02-23 or 2024-02-23T18:30:00+01:00.`);
  return null;
}

/** Whether the article is a draft: `draft: true`, or Jekyll's `published: false`. */
const readDraft = (reader: FieldReader): boolean => reader.flag('draft') || reader.field('published')?.value === false;

/** The language's BCP 47 tag; default `en`. */
function readLanguage(reader: FieldReader): string {
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

/** How much of the article is posted; default `whole`. */
function readPosting(reader: FieldReader): Posting {
  const text = reader.text('posting');
  const posting = POSTING.find((candidate) => candidate === text);
  const field = reader.field('posting');
  if (field && !posting) reader.refuse(field, `\`posting\` must be one of ${POSTING.join(', ')}.`);
  return posting ?? 'whole';
}

/** The picture: `image: harbour.jpg`, or `image: { src: harbour.jpg, alt: The harbour }`. */
function readImage(reader: FieldReader): DeclaredImage | null {
  const field = reader.field('image');
  if (!field) return null;
  const { value, line } = field;
  const source: unknown = value instanceof Map ? (value.get('src') ?? value.get('path')) : value;
  const src = textFrom(source);
  if (src) return { src, alt: (value instanceof Map && textFrom(value.get('alt'))) || '', line };
  reader.refuse(field, '`image` must be a path or an address, or have `src` and `alt`.');
  return null;
}

/** The slug and the date in a file's name, each null when there is none. */
export interface NameOfFile {
  readonly slug: string | null;
  readonly published: number | null;
}

/** Reads `my-title.md`, Jekyll's `2024-02-23-my-title.md` and Hugo's `my-title/index.md`; `path` has slashes. */
function nameOfFile(path: string): NameOfFile {
  const parts = path.split('/');
  const stem = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
  const name = stem === 'index' ? (parts.at(-2) ?? '') : stem;
  const dated = /^(\d{4}-\d\d-\d\d)-(.+)$/.exec(name);
  const published = dated?.[1] ? timeFromDate(dated[1]) : undefined;
  return {
    slug: slugFromTitle(published === undefined ? name : (dated?.[2] ?? name)) || null,
    published: published ?? null,
  };
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:(?:T|t|\s+)(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?)?$/;

/** Reads `2024-02-23`, `2024-02-23 18:30` or ISO 8601 as milliseconds since 1970, in UTC where no zone is named; undefined for anything else. */
export function timeFromDate(text: string): number | undefined {
  const match = DATE.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${isoZone(zone)}`);
  return Number.isNaN(time) || !isInCalendar(Number(year), Number(month), Number(day)) ? undefined : time;
}

const isoZone = (zone: string): string => zone.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');

// Date.parse takes 30 February for 1 March.
const isInCalendar = (year: number, month: number, day: number): boolean =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
