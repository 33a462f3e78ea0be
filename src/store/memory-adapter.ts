import type { Clock } from '../clock.ts';
import { adapterFromEngine, type Engine, SCAN_PAGE, type StorageAdapter } from './store.ts';

/** Keeps everything in this process's memory, as text. */
export function createMemoryAdapter({ clock }: { clock: Clock }): StorageAdapter {
  const rows = new Map<string, { text: string; expires: number }>();
  let writes = 0;
  const isLive = (row: { expires: number }) => row.expires > clock.now();
  const sweep = () => {
    for (const [key, row] of rows) if (!isLive(row)) rows.delete(key);
  };
  const engine: Engine = {
    read: (keys) => keys.map((key) => rows.get(key)).map((row) => (row && isLive(row) ? row.text : undefined)),
    write(entries) {
      for (const { key, value, expires = Infinity } of entries) {
        if (expires > clock.now()) rows.set(key, { text: value, expires });
        else rows.delete(key);
      }
      writes += 1;
    },
    add(key, text) {
      if (!rows.has(key)) rows.set(key, { text, expires: Infinity });
      writes += 1;
    },
    scan: (prefix, after) =>
      [...rows]
        .filter(([key, row]) => key.startsWith(prefix) && key > after && isLive(row))
        .map(([key, { text }]) => [key, text] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, SCAN_PAGE),
    clear: () => rows.clear(),
    revision: () => String(writes),
    sweep,
    emptyLog: () => true,
    scrub: sweep,
    close: () => rows.clear(),
  };
  return adapterFromEngine(engine);
}
