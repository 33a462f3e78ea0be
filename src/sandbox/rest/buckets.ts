import { createHash } from 'node:crypto';

/** Rate-limit headers by bucket; the box counts but never refuses: `429` is one of its faults. */
export interface Buckets {
  headers(operation: string, major: string): Record<string, string>;
}

const LIMIT = 1_000; // assumed: far above what a bot of one guild sends, because Discord's numbers can change
const WINDOW = 1_000; // milliseconds

/** Builds counters on a clock. */
export function createBuckets(now: () => number): Buckets {
  const windows = new Map<string, { end: number; used: number }>();
  return {
    headers(operation, major) {
      const key = `${operation} ${major}`;
      let window = windows.get(key);
      if (!window || window.end <= now()) {
        window = { end: now() + WINDOW, used: 0 };
        windows.set(key, window);
        if (windows.size > 1_000) for (const [name, { end }] of windows) if (end <= now()) windows.delete(name);
      }
      window.used += 1;
      return {
        'x-ratelimit-limit': String(LIMIT),
        'x-ratelimit-remaining': String(Math.max(1, LIMIT - window.used)),
        'x-ratelimit-reset': (window.end / 1000).toFixed(3),
        'x-ratelimit-reset-after': ((window.end - now()) / 1000).toFixed(3),
        'x-ratelimit-bucket': createHash('md5').update(operation).digest('hex'),
      };
    },
  };
}
