import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { oneComment } from '../helpers/comments.ts';
import { forgedButton, forgedModal } from '../helpers/forged.ts';
import { fillIn, firstButton } from '../helpers/modals.ts';
import { postsIn, startNewsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

test('forged buttons do nothing and say so privately', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, id } = await oneComment(newsroom, { content: 'A comment' });
  const guest = newsroom.person('guest');
  const customIds = [
    `hide:undo:${thread}:${id}`,
    'hide:undo:1:2',
    `hide:everything:${thread}:${id}`,
    `report:hide:${thread}:${id}`,
    `report:dismiss:${thread}:${id}`,
    `report:burn:${thread}:${id}`,
    'summary:post:AAAAAAAAAAAA',
    'summary:edit:AAAAAAAAAAAA',
    'summary:',
    'setup:go:policy',
    'setup:set:policy:opt-out',
    'audit:2',
    'consent:everything',
    'nothing:at:all',
    ':',
  ];
  for (const customId of customIds) {
    const { replies, modal } = await guest.click(await forgedButton(newsroom, customId), customId);
    expect({ customId, modal }).toEqual({ customId, modal: null });
    expect({ customId, flags: replies[0]?.flags }).toEqual({ customId, flags: MessageFlags.Ephemeral });
    expect(`${customId} ${replies[0]?.content}`).not.toContain('went wrong');
  }
  expect(await newsroom.json()).toMatchObject({ count: 1, summary: null });
});

test('forged setup buttons with unknown values change nothing', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  for (const customId of ['setup:set:policy:everything', 'setup:set:home:x', 'setup:set:nothing:1', 'setup:go:mars']) {
    const { replies } = await owner.click(await forgedButton(newsroom, customId), customId);
    expect(`${customId} ${replies.at(-1)?.content}`).toMatch(/is out of date|needs a text channel/);
  }
  const log = await owner.command(newsroom.news, 'belowline audit');
  expect(log.replies[0]?.content).toContain('The log is empty');
});

test.each(['report:1', 'report:1) [here](https://evil.example/', 'report:', 'report:../../../users/@me'])(
  'a report of something no member wrote, sent as %s, reaches no moderator',
  async (customId) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { id: desk } = await newsroom.drive<{ id: string }>('create-channel', {
      as: 'owner',
      name: 'desk',
      type: 'text',
    });
    await withSettings(newsroom, { moderatorChannel: desk });
    const thread = await newsroom.open();
    await forgedModal(newsroom, { as: 'guest', thread, customId });
    const { replies } = await newsroom.person('guest').submit(customId, { reason: 'other' });
    expect(replies[0]?.content).toContain('no longer exists');
    expect(await postsIn(newsroom, desk)).toEqual([]);
  },
);

test('a draft works only in its own thread', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const moderator = newsroom.person('moderator');
  const { replies } = await fillIn(moderator, await moderator.command(thread, 'summary edit'), { text: 'Words.' });
  const post = firstButton(replies)[1].replace('edit', 'post');
  const { replies: refused } = await moderator.click(await forgedButton(newsroom, post), post);
  expect(refused.at(-1)?.content).toContain('not a discussion thread');
});

test('Post and pin pressed twice posts once', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const moderator = newsroom.person('moderator');
  const { replies } = await fillIn(moderator, await moderator.command(thread, 'summary edit'), { text: 'Words.' });
  const [message, edit] = firstButton(replies);
  const post = edit.replace('edit', 'post');
  const presses = await Promise.allSettled([moderator.click(message, post), moderator.click(message, post)]);
  expect(presses.some(({ status }) => status === 'fulfilled')).toBe(true);
  const posted = ((await newsroom.state()).messages[thread] ?? []).filter(
    ({ embeds, flags }) => embeds[0]?.description === 'Words.' && !((flags ?? 0) & MessageFlags.Ephemeral),
  );
  expect(posted).toHaveLength(1);
});
