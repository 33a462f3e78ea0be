import { DiscordError, discordError } from '../errors.ts';
import type { SentFile } from './operation.ts';

/** Discord's limit for a whole request, in bytes. */
const MAX_REQUEST = 25 * 1024 * 1024;
const MAX_DEPTH = 64; // assumed: nothing in Discord's API comes near it

/** Reads a request's JSON, or a form's `payload_json` and `files[n]`. Throws 40005, 50035 and 50109. */
export async function readBody(request: Request): Promise<{ body: unknown; files: SentFile[] }> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_REQUEST) throw discordError('fileTooLarge');
  const type = request.headers.get('content-type') ?? '';
  const bytes = await bytesOf(request);
  if (type.startsWith('multipart/form-data')) return readForm(await formFrom(bytes, type));
  if (bytes.byteLength === 0) return { body: undefined, files: [] };
  return { body: parsed(bytes.toString('utf8')), files: [] };
}

/** A body's bytes, read up to the limit, whatever length the client claims. */
async function bytesOf({ body }: Request): Promise<Buffer<ArrayBuffer>> {
  const stream: AsyncIterable<Uint8Array> | null = body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream ?? []) {
      size += chunk.byteLength;
      if (size > MAX_REQUEST) throw discordError('fileTooLarge');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof DiscordError ? error : discordError('badJson'); // the client disconnected mid-body
  }
  return Buffer.concat(chunks);
}

async function formFrom(bytes: Buffer<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw discordError('badForm');
  }
}

function parsed(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw discordError('badJson');
  }
  if (isDeeper(value, MAX_DEPTH)) throw discordError('badJson');
  return value;
}

/** Whether a value nests deeper than `levels`; other code walks it recursively. */
const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

async function readForm(form: FormData): Promise<{ body: unknown; files: SentFile[] }> {
  const json = form.get('payload_json');
  const files: SentFile[] = [];
  for (const [field, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (typeof value === 'string' || index === undefined) continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.push({ index, filename: value.name, content_type: value.type || 'application/octet-stream', bytes });
  }
  return { body: typeof json === 'string' ? parsed(json) : {}, files };
}
