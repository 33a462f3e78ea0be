import { ComponentType, MessageFlags, type APIMessage } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { oneComment } from '../helpers/comments.ts';
import { fillIn, firstButton } from '../helpers/modals.ts';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

const HIDE = 'Hide from site';
const REPORT = 'Report to moderators';
const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';

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
  const desk = await deskOf(newsroom);
  const { thread, id } = await oneComment(newsroom, { as: 'guest', content: 'Your mother!' });
  return { desk, id, target: `${thread}:${id}` };
}

async function deskOf(newsroom: Newsroom): Promise<string> {
  const desk = await newsroom.drive<{ id: string }>('create-channel', { as: 'owner', name: 'desk', type: 'text' });
  await withSettings(newsroom, { moderatorChannel: desk.id });
  return desk.id;
}

const threadOf = async (newsroom: Newsroom): Promise<string> => (await newsroom.json()).discussion?.thread ?? '';

/** Where a message's link buttons lead. */
const linksIn = ({ components = [] }: APIMessage): string[] =>
  components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .flatMap((part) => ('url' in part ? [part.url] : []));

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

test('a report quotes the words once, with author and reason, and its button hides the comment', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, id, target } = await reportable(newsroom);
  const { replies } = await (await reportAs(newsroom, 'reader', id))('insult');
  expect(replies[0]?.content).toContain('The moderators have your report');
  await (
    await reportAs(newsroom, 'owner', id)
  )('other');
  const [report, ...others] = await postsIn(newsroom, desk);
  expect(others).toEqual([]);
  expect(report?.content).toMatch(
    /was reported: .*\nReason: It insults.*\nBy <@\d+>, on the article:\n> Your mother!$/u,
  );
  expect(report?.content).toContain(id);
  expect(report && linksIn(report)).toEqual([expect.stringContaining(id)]);
  expect(JSON.stringify(report)).not.toContain('Rosa');

  const moderator = newsroom.person('moderator');
  const asked = await moderator.click(report?.id ?? '', `report:hide:${target}`);
  await moderator.submit(asked.modal?.custom_id ?? '', { reason: 'An insult' });
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const [closed] = await postsIn(newsroom, desk);
  expect(closed?.content).toMatch(/<@\d+> hid it from the page/u);
  expect(closed?.content).not.toContain('mother');
  expect(closed?.components).toEqual([]);
});

test('a report says what the comment answers, and follows both when they are edited or taken back', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, id } = await reportable(newsroom);
  const reader = newsroom.person('reader');
  const answer = await reader.say(await threadOf(newsroom), 'And <@1> *yours* @everyone', { replyTo: id });
  await newsroom.until(({ count }) => expect(count).toBe(2));
  await (
    await reportAs(newsroom, 'owner', answer.id)
  )('insult');
  const content = async () => (await postsIn(newsroom, desk))[0]?.content ?? '';
  expect(await content()).toMatch(/in reply to <@\d+> \(“Your mother!”\):\n> And a member yours @\u200Beveryone/u);
  await newsroom.person('guest').edit(id, 'Your father!');
  await vi.waitFor(async () => expect(await content()).toContain('“Your father!”'));
  await newsroom.person('guest').click(await threadOf(newsroom), 'consent:keep');
  await vi.waitFor(async () => expect(await content()).toContain('in reply to a message that is not on the page'));
  await reader.command(newsroom.news, 'privacy keep');
  await vi.waitFor(async () => expect(await content()).toContain('It is not on the page'));
  expect(await content()).not.toMatch(/yours|father|<@/u);
});

test('a reply whose author has not agreed is reported without its words or author', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const desk = await deskOf(newsroom);
  const thread = await newsroom.open();
  const { id } = await newsroom.person('guest').say(thread, 'Your mother!');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await (
    await reportAs(newsroom, 'reader', id)
  )('insult');
  const [report] = await postsIn(newsroom, desk);
  expect(report?.content).toContain('its words are not repeated here');
  expect(JSON.stringify(report)).not.toMatch(/mother|Gus|<@/u);
});

test.each(['forgets', 'deletes', 'thread'])(
  'the words leave a report that nobody acted on, also if Discord refuses at first and the bot restarts: %s',
  async (how) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { desk, id } = await reported(newsroom);
    const guest = newsroom.person('guest');
    if (how !== 'thread') {
      const shutOut = { as: 'owner', channel: desk, permission: 'ViewChannel', allowed: false };
      await newsroom.drive('bot-permission', shutOut);
    }
    if (how === 'deletes') await guest.delete(id);
    if (how === 'thread') await newsroom.drive('delete-channel', { as: 'owner', channel: await threadOf(newsroom) });
    if (how === 'forgets') {
      const { replies } = await guest.command(newsroom.news, 'privacy forget');
      await guest.click(replies[0]?.id ?? '', 'privacy:forget');
    }
    await newsroom.until(({ count }) => expect(count).toBe(0));
    await newsroom.drive('bot-permission', { as: 'owner', channel: desk, permission: 'ViewChannel', allowed: true });
    if (how !== 'thread') {
      await newsroom.stopApp();
      await newsroom.startApp();
    }
    await vi.waitFor(async () => expect((await postsIn(newsroom, desk))[0]?.content).not.toMatch(/mother|<@/u), 8_000);
  },
);

test('of two moderators who dismiss and hide at once, the second is told so; a forgotten moderator leaves the report', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, report, target } = await reported(newsroom);
  const moderator = newsroom.person('moderator');
  const dismissals = await Promise.all(
    ['moderator', 'owner'].map((name) => newsroom.person(name).click(report, `report:dismiss:${target}`)),
  );
  const told = dismissals.flatMap(({ replies }) => replies.map(({ content }) => content));
  expect(told.filter((content) => content.includes('was faster'))).toHaveLength(1);
  const content = async () => (await postsIn(newsroom, desk))[0]?.content ?? '';
  expect(await content()).toMatch(/<@\d+> reviewed it and left it as it is/u);
  for (const person of [moderator, newsroom.person('owner')]) {
    const { replies } = await person.command(newsroom.news, 'privacy forget');
    await person.click(replies[0]?.id ?? '', 'privacy:forget');
  }
  await vi.waitFor(async () => expect(await content()).toContain('A moderator reviewed it'));
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

test('a report of a comment deleted since is closed, also for a moderator who presses just then', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { desk, id, report, target } = await reported(newsroom);
  await newsroom.fault({ kind: 'delay', route: EDIT, milliseconds: 1_000 });
  await newsroom.person('guest').delete(id);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const { modal } = await newsroom.person('moderator').click(report, `report:dismiss:${target}`);
  expect(modal).toBeNull();
  await vi.waitFor(async () => {
    const [closed] = await postsIn(newsroom, desk);
    expect(closed?.content).toMatch(/was deleted.*\n.*already off the page/u);
    expect(closed?.components).toEqual([]);
  });
});

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
  expect((await postsIn(newsroom, desk))[0]?.content.match(/hid it from the page/g)).toHaveLength(1);
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
