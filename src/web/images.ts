import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { Article } from '../articles/article.ts';
import { dataHeaders, IMMUTABLE, REVALIDATED } from './headers.ts';
import { IMAGE_HEAD_BYTES, imageSize, type ImageSize } from './image-size.ts';

/** An article's picture as the page shows it. `path` names this version of the file; without `size` nothing is known of its shape. */
export interface Picture {
  readonly path: string;
  readonly alt: string;
  readonly size: ImageSize | undefined;
}

interface ImageFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly version: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** The article's picture from our own route; undefined when there is none, it is on another host, or its file cannot be read. */
export async function pictureOf({ slug, image }: Pick<Article, 'slug' | 'image'>): Promise<Picture | undefined> {
  if (image?.type !== 'file') return undefined;
  const found = await read(image.path);
  return (
    found && { path: `/images/${found.file.version}/${encodeURIComponent(slug)}`, alt: image.alt, size: found.size }
  );
}

/** Answers with the picture of an article; a version that is not the file's present one is not to be kept. Undefined when there is none. */
export async function pictureAnswer(
  { image }: Pick<Article, 'image'>,
  version: string,
  isHead: boolean,
): Promise<Response | undefined> {
  if (image?.type !== 'file') return undefined;
  const file = (await read(image.path))?.file;
  if (!file) return undefined;
  const headers = {
    ...dataHeaders(file.type),
    'cross-origin-resource-policy': 'cross-origin', // chat programs and search engines show it
    'cache-control': version === file.version ? IMMUTABLE : REVALIDATED,
    'content-length': String(file.bytes),
  };
  const body = isHead
    ? null
    : (Readable.toWeb(createReadStream(file.path, { end: Math.max(0, file.bytes - 1) })) as ReadableStream<
        Uint8Array<ArrayBuffer>
      >);
  return new Response(body, { headers });
}

async function read(path: string): Promise<{ file: ImageFile; size: ImageSize | undefined } | undefined> {
  const type = TYPES[extname(path).toLowerCase()];
  if (!type) return undefined;
  try {
    await using handle = await open(path);
    const { size: bytes, mtimeMs } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(bytes, IMAGE_HEAD_BYTES)));
    const version = createHash('sha256').update(`${path} ${bytes} ${mtimeMs}`).digest('hex').slice(0, 12);
    return { file: { path, type, bytes, version }, size: imageSize(buffer.subarray(0, bytesRead)) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(`Cannot read the picture ${path}`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
}
