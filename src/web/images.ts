import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { GIF } from 'image-size/types/gif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { LRUCache } from 'lru-cache';
import type { Article } from '../articles/article.ts';
import type { OwnPicture } from '../markdown/article/html.ts';
import { dataHeaders, IMMUTABLE, REVALIDATED } from './http.ts';

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Bytes of a file's beginning that are read for its size: cameras put up to 64 KiB of metadata before it, some twice. */
const IMAGE_HEAD_BYTES = 2 ** 18;

/** The package knows more formats; a hostile file keeps some of those busy for seconds. */
const FORMATS = [PNG, GIF, JPG, WEBP];

/** The displayed size of a PNG, GIF, JPEG or WebP, from the beginning of its file; undefined for anything else. */
export function imageSize(head: Uint8Array): ImageSize | undefined {
  const bytes = new Uint8Array(head); // a copy: the package reads past the end of a subarray
  try {
    const found = FORMATS.find((format) => format.validate(bytes))?.calculate(bytes);
    if (!found || !(found.width > 0 && found.height > 0)) return undefined;
    const { width, height, orientation = 1 } = found;
    return orientation >= 5 ? { width: height, height: width } : { width, height }; // from 5 on, EXIF turns it on its side
  } catch {
    return undefined; // the package throws for a truncated or corrupt file
  }
}

/** A picture on the page; `path` contains the version of the file, `size` is undefined when it is unknown. */
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
  readonly size: ImageSize | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/** Files by path, each read once a version: no page waits for a picture to be read again. */
const files = new LRUCache<string, ImageFile>({ max: 1000 });

/** The article's own picture, served by us; undefined when there is none, it is on another host, or its file cannot be read. */
export async function pictureOf({ slug, image }: Pick<Article, 'slug' | 'image'>): Promise<Picture | undefined> {
  const file = image?.type === 'file' ? await read(image.path) : undefined;
  return file && { path: imagePath(slug, file), alt: image?.alt ?? '', size: file.size };
}

/** The pictures in the article's text that can be read, by source. */
export async function picturesInText(article: Article): Promise<ReadonlyMap<string, OwnPicture>> {
  const found = article.pictures.map(async ({ source, path }, index) => {
    const file = await read(path);
    return file ? [[source, { path: `${imagePath(article.slug, file)}/${index + 1}`, size: file.size }] as const] : [];
  });
  return new Map((await Promise.all(found)).flat());
}

const imagePath = (slug: string, { version }: ImageFile): string => `/images/${version}/${encodeURIComponent(slug)}`;

/** A request for one version of an article's own picture, or of the `number`-th in its text, from 1. */
export interface PictureRequest {
  readonly version: string;
  readonly number: string | undefined;
  readonly isHead: boolean;
}

/** The response with an article's picture, cached for good only at the address of the file's present version. Undefined when there is no such picture. */
export async function pictureAnswer(article: Article, asked: PictureRequest): Promise<Response | undefined> {
  const path = asked.number === undefined ? ownFile(article) : article.pictures[Number(asked.number) - 1]?.path;
  const file = path === undefined ? undefined : await read(path);
  if (!file) return undefined;
  const headers = {
    ...dataHeaders(file.type),
    'cross-origin-resource-policy': 'cross-origin', // chat programs and search engines show it
    'cache-control': asked.version === file.version ? IMMUTABLE : REVALIDATED,
    'content-length': String(file.bytes),
  };
  const body = asked.isHead
    ? null
    : (Readable.toWeb(createReadStream(file.path, { end: Math.max(0, file.bytes - 1) })) as ReadableStream<
        Uint8Array<ArrayBuffer>
      >);
  return new Response(body, { headers });
}

const ownFile = ({ image }: Article): string | undefined => (image?.type === 'file' ? image.path : undefined);

/** Undefined for a file that is not a picture or cannot be read: the article is shown without it. */
async function read(path: string): Promise<ImageFile | undefined> {
  const type = TYPES[extname(path).toLowerCase()];
  if (!type) return undefined;
  try {
    const { size: bytes, mtimeMs } = await stat(path);
    const version = createHash('sha256').update(`${path} ${bytes} ${mtimeMs}`).digest('hex').slice(0, 12);
    const known = files.get(path);
    if (known?.version === version) return known;
    const file = { path, type, bytes, version, size: imageSize(await headOf(path)) };
    files.set(path, file);
    return file;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined; // the disk failed
    throw new Error(`Cannot read the picture ${path}`, { cause: error });
  }
}

async function headOf(path: string): Promise<Buffer> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(IMAGE_HEAD_BYTES));
  return buffer.subarray(0, bytesRead);
}
