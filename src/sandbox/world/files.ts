import { createHmac } from 'node:crypto';
import type { APIAttachment } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import type { World } from './world.ts';

/** An uploaded file. */
export interface Upload {
  filename: string;
  content_type: string;
  bytes: Uint8Array;
  description?: string;
  duration_secs?: number;
  waveform?: string;
}

const LARGEST_FILE = 10 * 1024 * 1024; // Discord's default per file since 2025-04-03
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:;[ -~]*)?$/; // what a header can carry
const LIFETIME = 24 * 60 * 60 * 1000; // not documented; public reports say a day

const signature = (world: World, path: string, expires: string) =>
  createHmac('sha256', world.secret).update(`${path}:${expires}`).digest('hex');

/** An upload's signed URL, valid for a day of the box's time. */
export function signedUrl(world: World, channelId: string, { id, filename }: { id: string; filename: string }) {
  const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
  const hour = 60 * 60 * 1000; // addresses are stable within an hour
  const expires = Math.floor((Math.floor(world.clock.now() / hour) * hour + LIFETIME) / 1000).toString(16);
  const url = `${world.url}${path}?ex=${expires}&is=${(Number.parseInt(expires, 16) - LIFETIME / 1000).toString(16)}&hm=${signature(world, path, expires)}`;
  return { url, proxy_url: url };
}

/** Whether this box signed a URL that has not expired. */
export function isSignedUrl(world: World, url: URL): boolean {
  const expires = url.searchParams.get('ex') ?? '';
  return (
    url.searchParams.get('hm') === signature(world, url.pathname, expires) &&
    Number.parseInt(expires, 16) * 1000 > world.clock.now()
  );
}

/** Stores an upload and returns its attachment. Throws 40005. */
export function keepFile(world: World, channelId: string, upload: Upload): APIAttachment {
  if (upload.bytes.byteLength > LARGEST_FILE) throw discordError('fileTooLarge');
  const id = world.nextId();
  const filename = upload.filename.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(-200) || 'file';
  const { bytes } = upload;
  const content_type = MEDIA_TYPE.test(upload.content_type) ? upload.content_type : 'application/octet-stream';
  world.files.set(id, { id, filename, content_type, bytes });
  return {
    id,
    filename,
    size: bytes.byteLength,
    content_type,
    ...signedUrl(world, channelId, { id, filename }),
    ...(upload.description !== undefined && { description: upload.description }),
    ...(upload.duration_secs !== undefined && { duration_secs: upload.duration_secs }),
    ...(upload.waveform !== undefined && { waveform: upload.waveform }),
    ...imageSize(bytes),
  };
}

function imageSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const isPng = bytes.length > 24 && bytes[0] === 0x89 && bytes[1] === 0x50;
  if (!isPng) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
