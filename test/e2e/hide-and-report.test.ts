import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { oneComment } from '../helpers/comments.ts';
import { fillIn, firstButton } from '../helpers/modals.ts';
import { customIds, postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

const HIDE = 'Hide from site';
const REPORT = 'Report to moderators';

test('members hide their own comments and show them again', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id } = await reader.say(thread, 'I should not have said this');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const { replies, modal } = await reader.menu(id, HIDE);
  expect(modal).toBeNull();
  expect(replies[0]?.flags).toBe(MessageFlags.Ephemeral);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  await reader.click(...firstButton(replies));
  await newsroom.until(({ comments }) => expect(comments.map((comment) => comment.id)).toEqual([id]));
  await reader.menu(id, HIDE);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const { replies: undone } = await reader.menu(id, HIDE);
  expect(undone[0]?.content).toContain('If its author agreed to show it, it is on the page again');
  await newsroom.until(({ count }) => expect(count).toBe(1));
});

test('a comment stays hidden if Discord does not return its text, and is shown on the next try', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id } = await reader.say(thread, 'Back and forth');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await reader.menu(id, HIDE);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const route = 'GET /channels/{channel_id}/messages/{message_id}';
  await newsroom.fault({ kind: 'status', status: 503, route, times: 20 });
  expect((await reader.menu(id, HIDE)).replies[0]?.content).not.toContain('on the page again');
  await newsroom.fault({ kind: 'none' });
  expect((await reader.menu(id, HIDE)).replies[0]?.content).toContain('on the page again');
  await newsroom.until(({ comments }) => expect(comments.map((comment) => comment.id)).toEqual([id]));
});

test('a moderator hides a comment with a reason; its author cannot undo that, the moderator can', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const [reader, moderator] = [newsroom.person('reader'), newsroom.person('moderator')];
  const { id } = await reader.say(thread, 'Buy my shoes');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const { modal } = await moderator.menu(id, HIDE);
  await moderator.submit(modal?.custom_id ?? '', { reason: 'Advertising' });
  await newsroom.until(({ count }) => expect(count).toBe(0));
  expect((await reader.menu(id, HIDE)).replies[0]?.content).toContain('only moderators can show it again');
  await reader.edit(id, 'Buy my other shoes');
  await moderator.menu(id, HIDE);
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(1));
  expect(comments[0]?.html).toContain('other shoes');
});

test('a moderator hides everything by a member, now and later, and undoes it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const [guest, moderator] = [newsroom.person('guest'), newsroom.person('moderator')];
  const first = await guest.say(thread, 'One');
  await guest.say(thread, 'Two');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  const { modal } = await moderator.menu(first.id, HIDE);
  const { replies } = await moderator.submit(modal?.custom_id ?? '', { everything: true });
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const { replies: answer } = await guest.click(thread, 'consent:publish');
  expect(answer[0]?.content).toContain('the moderators keep your replies off the page');
  await guest.say(thread, 'Three');
  await newsroom.person('reader').say(thread, 'Somebody else');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await moderator.click(...firstButton(replies));
  await newsroom.until(({ count }) => expect(count).toBe(4));
});

test('members who are not moderators cannot hide others’ comments', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom, { content: 'Mine' });
  const { replies, modal } = await newsroom.person('guest').menu(id, HIDE);
  expect(modal).toBeNull();
  expect(replies[0]?.content).toContain('Report to moderators');
  expect((await newsroom.json()).count).toBe(1);
});

/** A comment of the guest's, and the channel that its reports go to. */
async function reportable(newsroom: Newsroom) {
  const desk = await newsroom.drive<{ id: string }>('create-channel', { as: 'owner', name: 'desk', type: 'text' });
  await withSettings(newsroom, { moderatorChannel: desk.id });
  const { thread, id } = await oneComment(newsroom, { as: 'guest', content: 'Your mother!' });
  return { desk: desk.id, id, target: `${thread}:${id}` };
}

/** Opens the form of a report as that member; the answer is what sends it. */
async function reportAs(newsroom: Newsroom, name: string, id: string) {
  const person = newsroom.person(name);
  const { modal } = await person.menu(id, REPORT);
  return (reason: string) => person.submit(modal?.custom_id ?? '', { reason });
}

/** A comment of the guest's with a report of it in the moderators' channel. */
async function reported(newsroom: Newsroom) {
  const { desk, id, target } = await reportable(newsroom);
  await (
    await reportAs(newsroom, 'reader', id)
  )('insult');
  const [report] = await postsIn(newsroom, desk);
  return { desk, id, report: report?.id ?? '', target };
}

test('a report goes to the moderators’ channel once, without words or names, and its button hides the comment', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, id, target } = await reportable(newsroom);
  const { replies } = await (await reportAs(newsroom, 'reader', id))('insult');
  expect(replies[0]?.content).toContain('The moderators have your report');
  await (
    await reportAs(newsroom, 'owner', id)
  )('other');
  const [report, ...others] = await postsIn(newsroom, desk);
  expect(others).toEqual([]);
  expect(report?.content).toContain(id);
  expect(JSON.stringify(report)).not.toMatch(/mother|Gus|Rosa/);

  const moderator = newsroom.person('moderator');
  const asked = await moderator.click(report?.id ?? '', `report:hide:${target}`);
  await moderator.submit(asked.modal?.custom_id ?? '', { reason: 'An insult' });
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const [closed] = await postsIn(newsroom, desk);
  expect(closed?.content).toContain('It was hidden');
  expect(closed && customIds(closed)).toEqual([]);
});

test('only a moderator can dismiss a report', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, report, target } = await reported(newsroom);
  const dismiss = `report:dismiss:${target}`;
  const refused = await newsroom.person('reader').click(report, dismiss);
  expect(refused.replies[0]?.content).toContain('Only moderators can do this');
  await newsroom.person('moderator').click(report, dismiss);
  const [closed] = await postsIn(newsroom, desk);
  expect(closed?.content).toContain('left it as it is');
  expect((await newsroom.json()).count).toBe(1);
});

test('without a channel for reports the member learns whom to contact', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out', environment: { CONTACT: 'desk@gazette.example' } });
  const thread = await newsroom.open();
  const { id } = await newsroom.person('guest').say(thread, 'Hm');
  const { replies, modal } = await newsroom.person('reader').menu(id, REPORT);
  expect(modal).toBeNull();
  expect(replies[0]?.content).toContain('desk@gazette.example');
});

test.each(['hide', 'dismiss'])(
  'a report of a comment deleted since is closed when a moderator presses %s',
  async (what) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { desk, id, report, target } = await reported(newsroom);
    await newsroom.person('guest').delete(id);
    await newsroom.until(({ count }) => expect(count).toBe(0));
    const { modal } = await newsroom.person('moderator').click(report, `report:${what}:${target}`);
    expect(modal).toBeNull();
    const [closed] = await postsIn(newsroom, desk);
    expect(closed?.content).toContain('already off the page');
    expect(closed && customIds(closed)).toEqual([]);
  },
);

test('a report that two moderators act on at once is closed once', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, report, target } = await reported(newsroom);
  const modals = [];
  for (const name of ['moderator', 'owner']) {
    modals.push((await newsroom.person(name).click(report, `report:hide:${target}`)).modal?.custom_id ?? '');
  }
  await newsroom.person('moderator').submit(modals[0] ?? '', { reason: 'An insult' });
  await newsroom.person('owner').submit(modals[1] ?? '', { reason: 'Rude' });
  await newsroom.until(({ count }) => expect(count).toBe(0));
  expect((await postsIn(newsroom, desk))[0]?.content.match(/It was hidden/g)).toHaveLength(1);
});

test('a comment deleted while its report is being written is not reported', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, id } = await reportable(newsroom);
  const send = await reportAs(newsroom, 'reader', id);
  await newsroom.person('guest').delete(id);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const { replies } = await send('insult');
  expect(replies[0]?.content).toContain('already deleted or hidden');
  expect(await postsIn(newsroom, desk)).toEqual([]);
});

test('two members reporting a comment at once make one report, and an edited comment can be reported again', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, id } = await reportable(newsroom);
  const both = [await reportAs(newsroom, 'reader', id), await reportAs(newsroom, 'owner', id)];
  await newsroom.fault({ kind: 'delay', route: 'POST /channels/{channel_id}/messages', milliseconds: 300, times: 2 });
  await Promise.all(both.map((send) => send('insult')));
  expect(await postsIn(newsroom, desk)).toHaveLength(1);
  await newsroom.fault({ kind: 'none' });
  await newsroom.person('guest').edit(id, 'Your mother and your father!');
  await newsroom.until(({ comments }) => expect(comments[0]?.html).toContain('father'));
  const again = await reportAs(newsroom, 'reader', id);
  await again('insult');
  expect(await postsIn(newsroom, desk)).toHaveLength(2);
});

test('a comment is hidden from its report even if the bot has lost access to the moderators’ channel', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, report, target } = await reported(newsroom);
  const moderator = newsroom.person('moderator');
  const asked = await moderator.click(report, `report:hide:${target}`);
  const shutOut = { as: 'owner', channel: desk, permission: 'ViewChannel', allowed: false };
  await newsroom.drive('bot-permission', shutOut);
  const { replies } = await fillIn(moderator, asked, { reason: 'An insult' });
  expect(replies[0]?.content).toContain('off the page');
  await newsroom.until(({ count }) => expect(count).toBe(0));
});
