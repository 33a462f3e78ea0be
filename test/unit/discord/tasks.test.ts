import { expect, test } from 'vitest';
import { createTasks } from '../../../src/discord/runtime/tasks.ts';

test('tasks of one key run one after the other, and other keys do not wait for them', async () => {
  const tasks = createTasks();
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const run = (key: string, name: string, until?: Promise<void>) =>
    tasks.run(key, async () => {
      order.push(`${name} begins`);
      await until;
      order.push(`${name} ends`);
    });
  const all = [run('a', 'first', first.promise), run('a', 'second'), run('b', 'other')];
  await all[2];
  expect(order).toEqual(['first begins', 'other begins', 'other ends']);
  first.resolve();
  await Promise.all(all);
  expect(order.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
});

test('a task that fails rejects for its caller alone, and the next one of its key still runs', async () => {
  const tasks = createTasks();
  const failing = tasks.run('a', () => Promise.reject(new Error('The store is full')));
  const next = tasks.run('a', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('The store is full');
  await expect(next).resolves.toBe('done');
});

test('idle waits for everything that runs, including what is started meanwhile', async () => {
  const tasks = createTasks();
  const ended: string[] = [];
  const errors: unknown[] = [];
  const [background, queued] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  void tasks.start(
    async () => {
      await background.promise;
      void tasks.run('a', () => queued.promise).then(() => ended.push('queued'));
      throw new Error('It failed');
    },
    (error) => errors.push(error),
  );
  const idle = tasks.idle().then(() => ended.push('idle'));
  background.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toEqual([]);
  queued.resolve();
  await idle;
  expect(ended).toEqual(['queued', 'idle']);
  expect(errors).toEqual([new Error('It failed')]);
});
