import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { DeclaredImage } from './fields.ts';
import type { Fault } from './front-matter.ts';

const IMAGE_TYPES = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif'] as const;
const MAX_IMAGE = 8 * 1024 * 1024; // below what every Discord guild accepts as an upload (10 MiB)

/** Where an article is: its file at `path`, inside `folder`; both absolute. */
export interface Place {
  readonly folder: string;
  readonly path: string;
}

/** A picture's file, or why it cannot be shown; a refused one has a path when it may still become right. */
export type PictureFile =
  | { readonly type: 'found'; readonly path: string; /** Changes with the file. */ readonly version: string }
  | { readonly type: 'refused'; readonly path: string | null; readonly fault: Fault };

/** Finds a picture on the disk: `src` starts from the article's file, or with a slash from the folder. */
export async function pictureFile({ src, line }: DeclaredImage, { folder, path }: Place): Promise<PictureFile> {
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
