import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type { Article } from '../articles/article.ts';
import type { OwnPicture } from '../markdown/article/html.ts';
import { dataHeaders, IMMUTABLE, REVALIDATED } from './headers.ts';

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How much of a file's beginning `imageSize` needs: pictures of cameras carry up to 64 KiB of notes, some twice. */
const IMAGE_HEAD_BYTES = 2 ** 18;

/** Reads a PNG's, GIF's, JPEG's or WebP's size from the beginning of its file; undefined for anything else. */
export function imageSize(head: Buffer): ImageSize | undefined {
  try {
    return sizeOf(head);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the file ends where its size should be
    throw error;
  }
}

function sizeOf(head: Buffer): ImageSize | undefined {
  if (head.toString('latin1', 1, 4) === 'PNG') return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  if (head.toString('latin1', 0, 4) === 'GIF8') return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  if (head.toString('latin1', 8, 12) === 'WEBP') return webpSize(head);
  return head.readUInt16BE(0) === 0xff_d8 ? jpegSize(head) : undefined;
}

function webpSize(head: Buffer): ImageSize | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 };
    }
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3f_ff, height: head.readUInt16LE(28) & 0x3f_ff };
    default:
      return undefined;
  }
}

/** Walks over a JPEG's segments to the frame header, which is not at a fixed place. */
function jpegSize(head: Buffer): ImageSize | undefined {
  for (let at = 2; head[at] === 0xff; at += 2 + head.readUInt16BE(at + 2)) {
    const marker = head.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) };
  }
  return undefined;
}

/** A picture as the page shows it. `path` names this version of the file; without `size` nothing is known of its shape. */
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

/** What is known of a file's bytes stays until the file changes: no page waits for a picture to be read again. */
const files = new LRUCache<string, ImageFile>({ max: 1000 });

/** The article's picture from our own route; undefined when there is none, it is on another host, or its file cannot be read. */
export async function pictureOf({ slug, image }: Pick<Article, 'slug' | 'image'>): Promise<Picture | undefined> {
  const file = image?.type === 'file' ? await read(image.path) : undefined;
  return file && { path: imagePath(slug, file), alt: image?.alt ?? '', size: file.size };
}

/** Those pictures in the article's text that can be read, by their source. */
export async function picturesInText(article: Article): Promise<ReadonlyMap<string, OwnPicture>> {
  const found = article.pictures.map(async ({ source, path }, index) => {
    const file = await read(path);
    return file ? [[source, { path: `${imagePath(article.slug, file)}/${index + 1}`, size: file.size }] as const] : [];
  });
  return new Map((await Promise.all(found)).flat());
}

const imagePath = (slug: string, { version }: ImageFile): string => `/images/${version}/${encodeURIComponent(slug)}`;

/** What is asked for: one version of an article's own picture, or of the `number`-th in its text, from 1. */
export interface PictureRequest {
  readonly version: string;
  readonly number: string | undefined;
  readonly isHead: boolean;
}

/** Answers with a picture of an article; a version that is not the file's present one is not to be kept. Undefined when there is none. */
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

/** Undefined for a file that is no picture, or not to be had: its article is shown without it. */
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
    if (error instanceof Error && 'syscall' in error) return undefined; // the disk refuses
    throw new Error(`Cannot read the picture ${path}`, { cause: error });
  }
}

async function headOf(path: string): Promise<Buffer> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(IMAGE_HEAD_BYTES));
  return buffer.subarray(0, bytesRead);
}
