import { beforeEach, expect, test } from 'vitest';
import { createDrafts, type Drafts } from '../../../src/storage/draft.ts';
import { openStore } from '../../../src/storage/open.ts';
import type { Key, Store } from '../../../src/storage/store.ts';

const counted: Key<number> = 'counted';
let store: Store;
let fails: 'before' | 'after' | null;
let reads: number;
let drafts: Drafts;

beforeEach(async () => {
  const memory = await openStore('memory:');
  [fails, reads] = [null, 0];
  store = {
    ...memory,
    getMany(keys) {
      reads += 1;
      return memory.getMany(keys);
    },
    async setMany(writes) {
      if (fails !== 'before') await memory.setMany(writes);
      if (fails !== null) throw new Error('no answer');
    },
  };
  drafts = createDrafts({ store, isHot: () => true });
  await write(1);
});

async function write(value: number): Promise<void> {
  const draft = drafts.create();
  draft.set(counted, value);
  await draft.commit();
}

test('what was written is remembered', async () => {
  expect(await drafts.create().get(counted)).toBe(1);
  expect(reads).toBe(0);
});

test.each([
  ['after', 2],
  ['before', 1],
] as const)(
  'after a commit that failed %s it was carried out, the next draft sees what is stored',
  async (when, stored) => {
    fails = when;
    await expect(write(2)).rejects.toThrow('no answer');
    fails = null;
    expect(await drafts.create().get(counted)).toBe(stored);
  },
);
