import { expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const SECOND = '---\ntitle: The Ferry Stays\nslug: ferry\n---\n\nIt stays.\n';

/** Waits until both discussions, in which the reader wrote, show this name. */
async function expectName(newsroom: Newsroom, name: string): Promise<void> {
  for (const slug of ['bridge', 'ferry']) {
    await newsroom.until(({ comments }) => expect(comments[0]?.author?.name).toBe(name), slug);
  }
}

/** A newsroom with a reply of the reader's in each of two discussions; answers the second one. */
async function newsroomWithReplies() {
  const articles = { 'bridge.md': '---\ntitle: The Bridge\nslug: bridge\n---\n\nIt is open.\n', 'ferry.md': SECOND };
  const newsroom = await startNewsroom({ policy: 'opt-out', articles });
  const [bridge, ferry] = [await newsroom.open('bridge'), await newsroom.open('ferry')];
  await newsroom.person('reader').say(bridge, 'Good.');
  const { id } = await newsroom.person('reader').say(ferry, 'Good, too.');
  await expectName(newsroom, 'Rosa Reader');
  return { newsroom, bridge, ferry, id };
}

test('with the Server Members Intent, a new name is on every page at once', async () => {
  const { newsroom: started } = await newsroomWithReplies();
  await using newsroom = started;
  await newsroom.drive('fault', { kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  await newsroom.stopApp();
  await newsroom.startApp();
  const reader = newsroom.person('reader');
  await reader.do('member', { nick: 'Rosa of the River' });
  await expectName(newsroom, 'Rosa of the River');
  await reader.do('member', { nick: '', name: 'R. Reader' });
  await expectName(newsroom, 'R. Reader');
});

test('without it, a new name appears with the member’s next reply, edit, command or button press', async () => {
  const { newsroom: started, bridge, ferry, id } = await newsroomWithReplies();
  await using newsroom = started;
  const reader = newsroom.person('reader');
  const signs: Record<string, () => Promise<unknown>> = {
    edited: () => reader.edit(id, 'Good as well.'),
    commanded: () => reader.command(newsroom.news, 'privacy show'),
    pressed: () => reader.click(bridge, 'consent:publish'),
    answered: () => reader.say(ferry, 'Still good.'),
  };
  for (const [name, showLife] of Object.entries(signs)) {
    await reader.do('member', { nick: name });
    await showLife();
    await expectName(newsroom, name);
  }
});

test('no name is stored for a member whose replies are not shown, even after a rename', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  await newsroom.drive('fault', { kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  await newsroom.stopApp();
  await newsroom.startApp();
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Held.');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await reader.do('member', { nick: 'Nameless Nelly' });
  await newsroom.person('guest').click(thread, 'consent:publish');
  await newsroom.person('guest').say(thread, 'Shown.');
  await newsroom.until(({ count }) => expect(count).toBe(1)); // what came before it is stored by now
  expect(await newsroom.stored()).not.toContain('Nelly');
});
