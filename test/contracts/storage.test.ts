import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryAdapter } from '../../src/storage/memory-adapter.ts';
import { createSqliteAdapter } from '../../src/storage/sqlite-adapter.ts';
import { describeStorage } from './storage-contract.ts';

describeStorage('memory', { create: createMemoryAdapter, cleanUp: () => undefined });

let folder = '';
describeStorage('SQLite', {
  create(options) {
    folder = mkdtempSync(join(tmpdir(), 'belowline-'));
    return createSqliteAdapter(join(folder, 'store.sqlite'), options);
  },
  cleanUp: () => rmSync(folder, { recursive: true }),
});
