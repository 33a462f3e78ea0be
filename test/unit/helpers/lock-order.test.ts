import { expect, test } from 'vitest';
import { queueOf } from '../../../src/discussions/keys.ts';
import type { KeyedQueues } from '../../../src/store/queues.ts';
import { inLockOrder } from '../../helpers/lock-order.ts';

const member = { guild: '7', user: '1' };
const thread = { guild: '7', thread: '90' };
const queues = inLockOrder({ run: async (_queue, job) => job({} as never) } satisfies KeyedQueues);

test('a job may wait for a queue further down, and in turn for those above once it is done', async () => {
  const inMember = () => queues.run(queueOf.member(member), async () => 'done');
  await expect(queues.run(queueOf.thread(thread), inMember)).resolves.toBe('done');
  await expect(queues.run(queueOf.thread(thread), async () => undefined).then(inMember)).resolves.toBe('done');
});

test.each([
  ['further up', queueOf.thread(thread)],
  ['of its own kind', queueOf.member({ ...member, user: '2' })],
  ['without a place in the order', 'elsewhere:7'],
])('a job that waits for a queue %s is refused', async (_which, queue) => {
  const waiting = queues.run(queueOf.member(member), () => queues.run(queue, async () => undefined));
  await expect(waiting).rejects.toThrow(`must not wait for ${queue}`);
});
