/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How much of a file's beginning `imageSize` needs: pictures of cameras carry up to 64 KiB of notes, some twice. */
export const IMAGE_HEAD_BYTES = 2 ** 18;

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
