import { invalidField } from '../errors.ts';
import type { Upload } from '../world/files.ts';
import type { Input } from './input.ts';

/** Reads `{ filename, content_type?, content? | content_base64? }`. Throws 50035. */
export function uploadFrom(input: Input): Upload {
  const text = input.optionalText('content');
  const base64 = input.optionalText('content_base64');
  if (text === undefined && base64 === undefined) {
    throw invalidField(
      'attachments',
      'BASE_TYPE_REQUIRED',
      'An attachment needs "content" (text) or "content_base64".',
    );
  }
  const description = input.optionalText('description', [0, 1024]);
  return {
    filename: input.text('filename'),
    content_type:
      input.optionalText('content_type') ??
      (base64 === undefined ? 'text/plain; charset=utf-8' : 'application/octet-stream'),
    bytes: base64 === undefined ? new TextEncoder().encode(text) : new Uint8Array(Buffer.from(base64, 'base64')),
    ...(description !== undefined && { description }),
  };
}
