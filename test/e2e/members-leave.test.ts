import { expect, test, vi } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const leave = (newsroom: Newsroom, name: string): Promise<unknown> => newsroom.person(name).do('leave-guild', {});

test('comments of a member who leaves the guild stay, with their name, whatever happens there later', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const [reader, guest] = [newsroom.person('reader'), newsroom.person('guest')];
  await reader.do('member', { nick: 'Rosa of the river' });
  await reader.click(thread, 'consent:publish');
  await guest.click(thread, 'consent:publish');
  const { id } = await reader.say(thread, 'I am moving away.');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await leave(newsroom, 'reader');
  const answer = await guest.say(thread, 'We will miss you.', { replyTo: id });
  await guest.react(id, '👋');

  const stays = () =>
    newsroom.until(({ comments }) =>
      expect(comments).toMatchObject([
        { id, author: { name: 'Rosa of the river' }, reactions: [{ emoji: '👋', count: 1 }], replies: 1 },
        { id: answer.id },
      ]),
    );
  await stays();
  await newsroom.stopApp();
  await newsroom.startApp(); // and reads the thread again
  await stays();
  await newsroom.advance('100d');
  await stays();
  expect(await (await newsroom.get('/articles/bridge')).text()).toContain('I am moving away.');
});

test('for a member who leaves without an answer, the ids and the consent request go after 30 days', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const { author } = await newsroom.person('guest').say(thread, 'Nobody asked me.');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await leave(newsroom, 'guest');
  await newsroom.advance('31d');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(0));
  await vi.waitFor(async () => expect((await newsroom.stored()).includes(author.id)).toBe(false), 8_000);
});
