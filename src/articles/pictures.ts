import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { type DeclaredImage, isWeb, hashOf, type ParsedArticle } from './parse.ts';
import type { Fault } from './front-matter.ts';
import type { Article, ArticleImage } from './article.ts';

const IMAGE_TYPES = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif'] as const;
const MAX_IMAGE = 8 * 1024 * 1024; // below what every Discord guild accepts as an upload (10 MiB)

/** Where an article is: its file at `path`, inside `folder`; both absolute. */
export interface Place {
  readonly folder: string;
  readonly path: string;
}

/** A picture's file, or why it cannot be shown; a refused one has a path when a change of that file may fix it. */
export type PictureFile =
  | { readonly type: 'found'; readonly path: string; /** Changes with the file. */ readonly version: string }
  | { readonly type: 'refused'; readonly path: string | null; readonly fault: Fault };

/** Finds a picture on the disk; `src` is relative to the article's file, or with a leading slash to the folder. */
async function pictureFile({ src, line }: DeclaredImage, { folder, path }: Place): Promise<PictureFile> {
  const file = src.startsWith('/') ? join(folder, src) : resolve(dirname(path), src);
  const refused = (message: string, at: string | null = file): PictureFile => ({
    type: 'refused',
    path: at,
    fault: { line, message: `The image "${src}" ${message}.` },
  });
  if (URL.canParse(src)) return refused('must be a file or an address that begins with https://', null);
  if (!isInside(folder, file)) return refused('is outside the folder of articles', null);
  if (!IMAGE_TYPES.some((type) => type === extname(file).toLowerCase())) {
    return refused(`must be one of ${IMAGE_TYPES.join(', ')}`);
  }
  const real = await realpath(file).catch(() => null);
  if (real === null) return refused('does not exist');
  if (!isInside(await realpath(folder), real)) return refused('leads out of the folder of articles');
  if (!(await isReadable(real))) return refused('may not be read by the program');
  const { size, mtimeMs } = await stat(real);
  if (size > MAX_IMAGE) return refused(`is larger than ${MAX_IMAGE / 1024 / 1024} MB`);
  return { type: 'found', path: file, version: `${mtimeMs} ${size}` };
}

const isReadable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

/** Whether `path` is in `folder`, at any depth; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

/** An article with the pictures that can be shown, and why others cannot; a change of one of `files` may fix that. */
export interface Illustrated {
  readonly article: Article;
  readonly files: readonly string[];
  readonly faults: readonly Fault[];
}

/** Finds an article's pictures on the disk: its front matter's, and those in its text. */
export async function withPictures(parsed: ParsedArticle, place: Place): Promise<Illustrated> {
  const { article, image, pictures } = parsed;
  const remote = image && remoteFrom(image);
  const lead = image && !remote ? await pictureFile(image, place) : null;
  const inText = await Promise.all(
    [...localBySource(pictures)].map(async ([source, declared]) => ({
      source,
      file: await pictureFile(declared, place),
    })),
  );
  const all: PictureFile[] = [...(lead ? [lead] : []), ...inText.map(({ file }) => file)];
  return {
    article: {
      ...article,
      image: lead?.type === 'found' ? { type: 'file', path: lead.path, alt: image?.alt ?? '' } : remote,
      pictures: inText.flatMap(({ source, file }) => (file.type === 'found' ? { source, path: file.path } : [])),
      hash: hashOf(article.hash, ...all.map((file) => (file.type === 'found' ? file.version : ''))),
    },
    files: all.flatMap(({ path }) => path ?? []),
    faults: all.flatMap((file) => (file.type === 'refused' ? file.fault : [])),
  };
}

function remoteFrom({ src, alt }: DeclaredImage): ArticleImage | null {
  const url = URL.parse(src);
  return url && isWeb(url) ? { type: 'remote', url: url.href, alt } : null;
}

/** The text's pictures that are files, each once, by their source in the text. */
const localBySource = (pictures: readonly DeclaredImage[]): Map<string, DeclaredImage> =>
  new Map(
    pictures
      .filter(({ src }) => isOnSite(src))
      .map((picture) => [picture.src, { ...picture, src: pathFrom(picture.src) }]),
  );

// Not `//cdn.example/a.png`, which is on another host.
const isOnSite = (src: string): boolean => URL.parse(src, 'https://site.invalid')?.host === 'site.invalid';

/** An address as a path on the disk: `my%20pier.jpg?v=2` is `my pier.jpg`. */
function pathFrom(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a literal percent sign
  }
}
