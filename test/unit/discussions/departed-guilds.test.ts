import { beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { idAt, OPENED, timeAt, USERS, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const DAY = 86_400_000;
const { guild } = OPENED;
const [AGREED, KEEPS, NEW_ONLY] = USERS;

let store: Store;
beforeEach(async () => {
  store = await openStore('memory:');
  const { discussions, members, settings, audit, guilds } = writerOf(store, 'ask');
  await discussions.open(OPENED);
  await discussions.setPlace(guild, 'half', { state: 'open', thread: '5' });
  for (const user of [AGREED, NEW_ONLY]) await members.choose({ guild, user }, chosen('publish'));
  await members.choose({ guild, user: KEEPS }, chosen('keep', timeAt(4)));
  await discussions.apply(OPENED, [
    { type: 'reply.written', reply: writtenReply({ id: idAt(1), author: AGREED }) },
    { type: 'reply.written', reply: writtenReply({ id: idAt(2), author: NEW_ONLY }) },
    { type: 'reply.written', reply: writtenReply({ id: idAt(3), author: '2' }) },
  ]);
  await members.onlyNew({ guild, user: NEW_ONLY }, timeAt(5));
  await members.hideMember({ guild, user: '3' }, { by: '9', reason: 'rude', at: 5 });
  await settings.change(guild, { homeChannel: '8' });
  for (let line = 0; line < 600; line += 1)
    await audit.note(guild, { at: 5, action: 'settings.changed', by: '9', thread: null, comment: null, note: null });
  await guilds.left(guild, 100 * DAY);
  await guilds.left(guild, 101 * DAY);
});

const keysOf = async () =>
  (await Array.fromAsync(store.iterate(`{${guild}}:`))).map(([key]) => key.slice(guild.length + 3)).toSorted();
const KEPT = [`member:${KEEPS}`, `member:${NEW_ONLY}`].toSorted();

test('of a guild that left so many days ago only what keeps words off the page stays, and it stays in reach', async () => {
  const writer = writerOf(store, 'ask');
  const before = await keysOf();
  await writer.expire(100 * DAY + 10 * DAY - 1, 10);
  expect((await keysOf()).length).toBeGreaterThan(before.length - 3); // held ids are older than 30 days by then
  await writer.expire(110 * DAY, 10);
  expect(await keysOf()).toEqual(KEPT);
  expect(await writer.members.membership({ guild, user: KEEPS })).toMatchObject({ consent: { choice: 'keep' } });
  expect(await writer.members.membership({ guild, user: NEW_ONLY })).toMatchObject({ consent: null, threads: [] });
  expect(await writer.settings.settings(guild)).toMatchObject({ homeChannel: null });
  expect((await writer.audit.page(guild, 1)).entries).toEqual([]);
  expect(await writer.guilds.all()).toEqual([guild]);
  for (const user of [KEEPS, NEW_ONLY]) await writer.members.forget({ guild, user }, timeAt(9));
  await writer.guilds.left(guild, 120 * DAY);
  await writer.expire(130 * DAY, 10);
  expect([await keysOf(), await writer.guilds.all()]).toEqual([[], []]);
});

test.each([1, 2, 3, 5, 8, 13])('cut off after %i writes that is finished the next time', async (writes) => {
  await Promise.allSettled([writerOf(endingAfter(store, writes), 'ask').expire(110 * DAY, 10)]);
  await writerOf(store, 'ask').expire(110 * DAY, 10);
  expect(await keysOf()).toEqual(KEPT);
});

test('a guild that takes the bot back in the middle of that keeps its settings and its log', async () => {
  const writer = writerOf(
    {
      ...store,
      async setMany(some) {
        await store.setMany(some);
        const isMember = some.some(({ key, value }) => key.endsWith(`member:${AGREED}`) && value === undefined);
        if (isMember) await writer.guilds.present(guild);
      },
    },
    'ask',
  );
  await writer.expire(110 * DAY, 10);
  expect(await keysOf()).not.toContain(`member:${AGREED}`);
  const settings = await writerOf(store, 'ask').settings.settings(guild);
  expect(settings.homeChannel).toBe('8');
  expect((await writer.audit.page(guild, 1)).pages).toBeGreaterThan(1);
  await writer.expire(200 * DAY, 10);
  expect(await writer.settings.settings(guild)).toEqual(settings);
});

test('a guild is listed from the first that is kept of it, and a later process lists it once', async () => {
  const [first, second] = ['71', '72'];
  await writerOf(store, 'ask').members.choose({ guild: first, user: KEEPS }, chosen('keep'));
  await writerOf(store, 'ask').settings.change(second, { homeChannel: '8' });
  const writer = writerOf(store, 'ask');
  await Promise.all([first, second].map((one) => writer.settings.change(one, { homeChannel: '9' })));
  expect(await writer.guilds.all()).toEqual([guild, first, second]);
});
