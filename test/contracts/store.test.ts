import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryAdapter } from '../../src/store/memory-adapter.ts';
import { createSqliteAdapter } from '../../src/store/sqlite-adapter.ts';
import { describeStorage } from './store-contract.ts';

describeStorage('memory', { create: createMemoryAdapter, cleanUp: () => undefined });

let folder = '';
describeStorage('SQLite', {
  create(options) {
    folder = mkdtempSync(join(tmpdir(), 'belowline-'));
    return createSqliteAdapter(join(folder, 'store.sqlite'), options);
  },
  cleanUp: () => rmSync(folder, { recursive: true }),
});
