import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import { NO_MARKS } from '../../../src/discussions/kept-marks.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { openWriter } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { writerOf } from '../../helpers/writer.ts';

const { guild, thread } = OPENED;
const DAYS = 30 * 86_400_000;

let store: Store;

/** What form 1 left: nobody's proof of a choice, no list of what is held, ids of one who keeps. */
beforeEach(async () => {
  store = await openStore('memory:');
  const { discussions } = writerOf(store, 'ask');
  await discussions.open(OPENED);
  const written = (moment: number, author: string): Change => ({
    type: 'reply.written',
    reply: writtenReply({ id: idAt(moment), author }),
  });
  await discussions.apply(OPENED, [written(1, '1'), written(2, '2'), written(3, '3')]);
  const { unreachableSince: _later, ...discussion } = (await discussions.byThread(OPENED)) ?? {};
  await store.setMany([
    { key: 'instance', value: { secret: 's', schema: 1 } },
    { key: `{${guild}}:discussion:${thread}`, value: discussion },
    { key: `{${guild}}:member:1`, value: { consent: 'keep', threads: [thread] } },
    { key: `{${guild}}:member:2`, value: { consent: null, threads: [thread] } },
    { key: `{${guild}}:member:3`, value: { consent: 'publish', threads: [thread] } },
    ...['held', 'waiting'].map((kind) => ({ key: `{${guild}}:${kind}:${thread}`, value: undefined })),
  ]);
});

test.each([1, 2])('a store of form 1 is brought into form 2, however often that is begun (%i)', async (times) => {
  for (let time = 1; time < times; time += 1) {
    await openWriter({ store, marks: NO_MARKS, policy: 'ask' });
    await store.setMany([{ key: 'instance', value: { secret: 's', schema: 1 } }]);
  }
  const { discussions, members, finishErasures, expire } = await openWriter({ store, marks: NO_MARKS, policy: 'ask' });
  expect(await store.get('instance')).toEqual({ secret: 's', schema: 2 });
  await finishErasures();
  const consents = await Promise.all(['1', '2', '3'].map((user) => members.membership({ guild, user })));
  expect(consents.map(({ consent }) => consent?.choice)).toEqual(['keep', undefined, 'publish']);
  expect((await discussions.records(OPENED, [idAt(1), idAt(2)])).map((record) => record?.state)).toEqual([
    undefined,
    'discordOnly',
  ]);
  await expire(timeAt(2) + DAYS, 1);
  expect((await discussions.byThread(OPENED))?.counts.discordOnly).toBe(1);
  await discussions.apply(OPENED, [{ type: 'reply.written', reply: writtenReply({ id: idAt(3), author: '3' }) }]);
  expect(await members.publishedCount({ guild, user: '3' })).toBe(1);
});
