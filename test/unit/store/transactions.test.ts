import { beforeEach, expect, test } from 'vitest';
import { createTransactions, type Transactions } from '../../../src/store/queues.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Key, Store } from '../../../src/store/store.ts';

const counted: Key<number> = 'counted';
let store: Store;
let fails: 'before' | 'after' | null;
let reads: number;
let transactions: Transactions;

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
  transactions = createTransactions({ store, isHot: () => true });
  await write(1);
});

async function write(value: number): Promise<void> {
  const tx = transactions.create();
  tx.set(counted, value);
  await tx.commit();
}

test('what was written is remembered', async () => {
  expect(await transactions.create().get(counted)).toBe(1);
  expect(reads).toBe(0);
});

test.each([
  ['after', 2],
  ['before', 1],
] as const)(
  'after a commit that failed %s it was carried out, the next tx sees what is stored',
  async (when, stored) => {
    fails = when;
    await expect(write(2)).rejects.toThrow('no answer');
    fails = null;
    expect(await transactions.create().get(counted)).toBe(stored);
  },
);
