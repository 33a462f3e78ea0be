import { createHash } from 'node:crypto';
import { picturesInArticle, type PictureInText } from '../markdown/article/pictures.ts';
import { splitArticle } from '../markdown/article/split.ts';
import type { Article, Section } from './article.ts';
import { createFieldReader, type FieldReader } from './field-reader.ts';
import { nameOfFile } from './file-name.ts';
import { splitFrontMatter, type Fault } from './front-matter.ts';
import {
  readDraft,
  readImage,
  readLanguage,
  readPosting,
  readPublished,
  readSlug,
  readUrl,
  type DeclaredImage,
} from './fields.ts';
import { slugFromTitle, slugsFromHeadings } from './slug.ts';

const MAX_TITLE = 256;

/** What a file turned out to be. An article comes without its pictures, which are files of their own (`withPictures`). */
export type ParsedFile =
  | ({ readonly type: 'article' } & ParsedArticle)
  | { readonly type: 'draft' }
  | { readonly type: 'broken'; readonly faults: readonly Fault[] };

/** An article's text, and the pictures that it declares: in its front matter, and in the text in their order. */
export interface ParsedArticle {
  readonly article: Article;
  readonly image: DeclaredImage | null;
  readonly pictures: readonly DeclaredImage[];
}

/** Reads the text of one article; `path` is relative to the folder of articles, with slashes. */
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

/** A short hash of what an article is made of. */
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
