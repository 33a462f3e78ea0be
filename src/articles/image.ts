import { realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Article } from './article.ts';
import { isWeb, type DeclaredImage } from './fields.ts';
import type { Fault } from './front-matter.ts';
import { hashOf } from './parse.ts';

const IMAGE_TYPES = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif'] as const;
const MAX_IMAGE = 8 * 1024 * 1024; // below what every Discord guild accepts as an upload (10 MiB)

/** An article with the picture it declares, or as it was and why the picture cannot be shown. `file` is what to watch. */
export interface Illustrated {
  readonly article: Article;
  readonly file: string | null;
  readonly fault: Fault | null;
}

/** Finds the picture on the disk, relative to the article's file at `path`, which is inside `folder` (both absolute). */
export async function withImage(
  article: Article,
  declared: DeclaredImage | null,
  { folder, path }: { folder: string; path: string },
): Promise<Illustrated> {
  if (!declared) return { article, file: null, fault: null };
  const { src, alt, line } = declared;
  const without = (file: string | null, message: string): Illustrated => ({ article, file, fault: { line, message } });

  const url = URL.parse(src);
  if (url) {
    if (!isWeb(url)) return without(null, `The image "${src}" must be a file or an address that begins with https://.`);
    return { article: { ...article, image: { type: 'remote', url: url.href, alt } }, file: null, fault: null };
  }
  const file = src.startsWith('/') ? join(folder, src) : resolve(dirname(path), src);
  if (!isInside(folder, file)) return without(null, `The image "${src}" is outside the folder of articles.`);
  if (!IMAGE_TYPES.some((type) => type === extname(file).toLowerCase())) {
    return without(file, `The image "${src}" must be one of ${IMAGE_TYPES.join(', ')}.`);
  }
  const refusal = await refusalOf(folder, file);
  if (refusal) return without(file, `The image "${src}" ${refusal}.`);
  const { mtimeMs, size } = await stat(file);
  const image = { type: 'file', path: file, alt } as const;
  return { article: { ...article, image, hash: hashOf(article.hash, `${mtimeMs} ${size}`) }, file, fault: null };
}

/** Whether `path` is in `folder`, at any depth; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

async function refusalOf(folder: string, file: string): Promise<string | null> {
  const real = await realpath(file).catch(() => null);
  if (real === null) return 'does not exist';
  if (!isInside(await realpath(folder), real)) return 'leads out of the folder of articles';
  const { size } = await stat(real);
  return size > MAX_IMAGE ? `is larger than ${MAX_IMAGE / 1024 / 1024} MB` : null;
}
