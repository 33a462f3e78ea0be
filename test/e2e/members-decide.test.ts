import { MessageFlags } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { agreedComment } from '../helpers/comments.ts';
import { forgedButton } from '../helpers/forged.ts';
import { openStore } from '../../src/store/open.ts';
import { startNewsroom } from '../helpers/newsroom.ts';
import { chosen, writerOf } from '../helpers/writer.ts';

const HOUR = 3_600_000;
const idsOf = (comments: readonly { id: string }[]): string[] => comments.map(({ id }) => id);

test.each([-HOUR, HOUR])(
  'after a Keep or a forget, a Show shows only later replies, with this machine’s clock %i ms ahead of Discord’s',
  async (ahead) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out', ahead });
    const thread = await newsroom.open();
    const reader = newsroom.person('reader');
    const before = await reader.say(thread, 'Before Keep');
    await newsroom.until(({ count }) => expect(count).toBe(1));
    await reader.click(thread, 'consent:keep');
    await reader.click(thread, 'consent:publish');
    await reader.edit(before.id, 'Edited afterwards');
    const between = await reader.say(thread, 'Before the forget');
    await newsroom.until(({ comments }) => expect(idsOf(comments)).toEqual([between.id]));
    const { replies } = await reader.command(newsroom.news, 'privacy forget');
    await reader.click(replies[0]?.id ?? '', 'privacy:forget');
    await reader.click(thread, 'consent:publish');
    for (const { id } of [before, between]) await reader.edit(id, 'Edited afterwards');
    const after = await reader.say(thread, 'After');
    await newsroom.until(({ comments }) => expect(idsOf(comments)).toEqual([after.id]));
    await newsroom.stopApp();
    await newsroom.startApp(); // and reads the thread again
    const last = await reader.say(thread, 'Last');
    await newsroom.until(({ comments }) => expect(idsOf(comments)).toEqual([after.id, last.id]));
  },
);

test('Only new ones and Take back do the same when pressed twice or after a restart', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { thread, answer } = await agreedComment(newsroom);
  const reader = newsroom.person('reader');
  await Promise.all([reader.click(answer, 'consent:new'), reader.click(answer, 'consent:new')]);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const fresh = await reader.say(thread, 'New');
  await newsroom.until(({ comments }) => expect(idsOf(comments)).toEqual([fresh.id]));

  await newsroom.stopApp();
  await newsroom.startApp();
  await Promise.all([reader.click(answer, 'consent:keep'), reader.click(answer, 'consent:keep')]);
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 0]));
  await reader.say(thread, 'Kept');
  const { replies: renewed } = await reader.click(answer, 'consent:new');
  expect(renewed[0]?.content).toContain('What you have written so far');
  const last = await reader.say(thread, 'New again');
  await newsroom.until(({ comments }) => expect(idsOf(comments)).toEqual([last.id]));
});

test.each(['consent:keep', 'privacy:forget'])(
  'a member who presses Show, then %s before it takes effect, is not on the page',
  async (second) => {
    await using newsroom = await startNewsroom({ policy: 'ask' });
    const thread = await newsroom.open();
    const reader = newsroom.person('reader');
    await reader.say(thread, 'Mine');
    await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
    const { replies } = await reader.command(newsroom.news, 'privacy forget');
    const route = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
    await newsroom.fault({ kind: 'delay', route, milliseconds: 1_000 });
    const showing = reader.click(thread, 'consent:publish');
    const isPress = ({ kind, what }: { kind: string; what: string }) => kind === 'person' && what === 'click';
    await vi.waitFor(async () => expect((await newsroom.journal()).entries.some(isPress)).toBe(true));
    await reader.click(second === 'privacy:forget' ? (replies[0]?.id ?? '') : thread, second);
    const answer = await showing;
    expect(answer.replies[0]?.content).toContain('a different choice');
    expect(await newsroom.stored()).not.toContain('Mine');
    expect((await newsroom.json()).count).toBe(0);
    await reader.say(thread, 'Later');
    await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(second === 'consent:keep' ? 0 : 1));
  },
);

test('a consent button in someone else’s message counts only for the member who presses it', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const [reader, guest] = [newsroom.person('reader'), newsroom.person('guest')];
  const shown = await reader.say(thread, 'Mine');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await reader.click(thread, 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  for (const customId of ['consent:keep', 'consent:new', 'consent:publish:1', 'consent:', 'privacy:', 'privacy:all']) {
    const { replies } = await guest.click(await forgedButton(newsroom, customId), customId);
    expect([customId, replies[0]?.flags]).toEqual([customId, MessageFlags.Ephemeral]);
  }
  await guest.click(await forgedButton(newsroom, 'privacy:forget'), 'privacy:forget');
  expect(idsOf((await newsroom.json()).comments)).toEqual([shown.id]);
});

test('buttons in one guild change nothing in another', async () => {
  await using first = await startNewsroom({ policy: 'ask' });
  const thread = await first.open();
  const { id } = await first.person('reader').say(thread, 'Mine');
  await first.person('reader').click(thread, 'consent:publish');
  await first.until(({ count }) => expect(count).toBe(1));
  await first.stopApp();
  {
    await using second = await startNewsroom({ policy: 'ask', environment: { STORE_URL: first.storeUrl } });
    expect(second.sandbox.guild).not.toBe(first.sandbox.guild);
    const owner = second.person('owner');
    for (const customId of [
      `hide:undo:${thread}:${id}`,
      `report:hide:${thread}:${id}`,
      `report:dismiss:${thread}:${id}`,
    ]) {
      const { replies, modal } = await owner.click(await forgedButton(second, customId), customId);
      expect([customId, modal, replies[0]?.content]).toEqual([customId, null, expect.stringContaining('discussion')]);
    }
    for (const customId of ['consent:keep', 'consent:publish'])
      await second.person('reader').click(await forgedButton(second, customId), customId);
  }
  await first.startApp();
  await first.until(({ comments }) => expect(idsOf(comments)).toEqual([id]));
});

test('a member who agreed while their words could not be fetched is on the page after the next start', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Held');
  const waits = await newsroom.person('guest').say(thread, 'Still waits');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  const { members } = await newsroom.state();
  const user = members.find((member) => member.user.username === 'reader')?.user.id ?? '';
  await newsroom.stopApp();
  for (let number = 1; number <= 100; number += 1) await newsroom.person('owner').say(thread, `Below ${number}`);
  const store = await openStore(newsroom.storeUrl);
  await writerOf(store, 'ask').members.choose({ guild: newsroom.sandbox.guild, user }, chosen('publish', Date.now()));
  await store.close(); // as if the process had ended before it read the words from Discord
  await newsroom.startApp();
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(1));
  expect(idsOf(comments)).toEqual([id]);
  expect(await newsroom.stored()).not.toContain(waits.content);
});
