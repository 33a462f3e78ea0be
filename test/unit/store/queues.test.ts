import { expect, test, vi } from 'vitest';
import { createTransactions, createKeyedQueues, type Job } from '../../../src/store/queues.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Key, Store } from '../../../src/store/store.ts';

const count: Key<number> = 'count';
const add: Job<number> = async (tx) => {
  const next = ((await tx.get(count)) ?? 0) + 1;
  tx.set(count, next);
  return next;
};
const fail: Job<never> = async (tx) => {
  tx.set(count, 1_000);
  throw new Error('This one is wrong');
};

async function queuesOn(change: (store: Store) => Partial<Store> = () => ({})) {
  const store = await openStore('memory:');
  const changed = { ...store, ...change(store) };
  return { store, queues: createKeyedQueues(createTransactions({ store: changed, isHot: () => true })) };
}

test('jobs of one queue never lose each other’s work, and what waits is written in one go', async () => {
  const setMany = vi.fn<Store['setMany']>();
  const { store, queues } = await queuesOn((store) => ({ setMany: setMany.mockImplementation(store.setMany) }));
  const answers = await Promise.all(Array.from({ length: 50 }, () => queues.run('a', add)));
  expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(await store.get(count)).toBe(50);
  expect(setMany.mock.calls.length).toBeLessThanOrEqual(2);
});

test('a job that fails rejects alone and leaves nothing of itself, its neighbours are done', async () => {
  const { store, queues } = await queuesOn();
  const answers = await Promise.allSettled([add, add, fail, add].map((job) => queues.run('a', job)));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await store.get(count)).toBe(3);
});

test('nothing is acknowledged or remembered that the store refused', async () => {
  let isBroken = true;
  const { store, queues } = await queuesOn((store) => ({
    setMany: async (writes) => (isBroken ? Promise.reject(new Error('disk full')) : store.setMany(writes)),
  }));
  await expect(queues.run('a', add)).rejects.toThrow('disk full');
  isBroken = false;
  expect(await queues.run('a', add)).toBe(1);
  expect(await store.get(count)).toBe(1);
});

test('queues do not wait for each other', async () => {
  const { queues } = await queuesOn();
  const never = queues.run('a', () => new Promise(() => undefined));
  expect(await Promise.race([queues.run('b', add), never])).toBe(1);
});
