import { expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const PERIOD = '20s'; // the library is looked at every 15 seconds
const DAY = 24 * 60 * 60 * 1000;

/** Switches on that new articles are posted by themselves in #news, as the owner does it. */
async function switchOn(newsroom: Newsroom): Promise<void> {
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const id = replies[0]?.id ?? '';
  await owner.select(id, 'setup:set:home', newsroom.news);
  const steps = ['policy', 'moderators', 'reports', 'notify', 'language', 'invite', 'posting'];
  for (const step of steps) await owner.click(id, `setup:go:${step}`);
  await owner.click(id, 'setup:set:posting:on');
  await newsroom.advance('2s'); // front matter knows no milliseconds
}

/** Publishes an article; resolves when the page has it. `published` as in the front matter. */
async function publish(newsroom: Newsroom, slug: string, published: string): Promise<void> {
  const text = `---\ntitle: About the ${slug}\nslug: ${slug}\npublished: ${published}\n---\n\nWords.\n`;
  await newsroom.writeArticle(`${slug}.md`, text);
  await expect.poll(async () => (await newsroom.get(`/articles/${slug}`)).status, { timeout: 8_000 }).toBe(200);
}

const now = (newsroom: Newsroom): string => new Date(newsroom.sandbox.clock.now()).toISOString();
const dayOf = (newsroom: Newsroom, before = 0): string =>
  new Date(newsroom.sandbox.clock.now() - before).toISOString().slice(0, 10);

/** Starters in #news of an article's title. */
async function starters(newsroom: Newsroom, slug: string): Promise<number> {
  const messages = (await newsroom.state()).messages[newsroom.news] ?? [];
  return messages.filter(({ content }) => content.startsWith(`## About the ${slug}`)).length;
}

const untilOpen = (newsroom: Newsroom, slug: string) =>
  newsroom.until(({ discussion }) => expect(discussion).not.toBeNull(), slug);

test('only what is published after it was switched on is posted, once; a date alone counts as its whole day', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await publish(newsroom, 'dam', dayOf(newsroom)); // of this very day, but there before
  await switchOn(newsroom);
  await publish(newsroom, 'tower', dayOf(newsroom, DAY));
  await publish(newsroom, 'lake', dayOf(newsroom));
  await publish(newsroom, 'quay', now(newsroom));
  await newsroom.advance(PERIOD);
  await untilOpen(newsroom, 'lake');
  await untilOpen(newsroom, 'quay');
  await newsroom.advance(PERIOD);
  await publish(newsroom, 'pier', now(newsroom));
  await newsroom.advance(PERIOD);
  await untilOpen(newsroom, 'pier'); // whatever else was to be posted has been by now
  for (const slug of ['bridge', 'dam', 'tower']) expect((await newsroom.json(slug)).discussion).toBeNull();
  for (const slug of ['lake', 'quay', 'pier']) expect(await starters(newsroom, slug)).toBe(1);
  const log = await newsroom.person('owner').command(newsroom.news, 'belowline audit');
  expect(log.replies[0]?.content.match(/– · \[opened a discussion\]/g)).toHaveLength(3);
});

test('what fails is tried again, and nothing is posted twice, not even after a restart', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await switchOn(newsroom);
  await newsroom.fault({
    kind: 'status',
    status: 503,
    route: 'POST /channels/{channel_id}/messages/{message_id}/threads',
    times: 8,
  });
  await publish(newsroom, 'lake', now(newsroom));
  await newsroom.advance(PERIOD);
  await expect.poll(() => newsroom.logged.join('\n'), { timeout: 10_000 }).toContain('It will be tried again');
  await newsroom.fault({ kind: 'none' });
  await newsroom.advance(PERIOD);
  await untilOpen(newsroom, 'lake');
  expect(await starters(newsroom, 'lake')).toBe(1);
  await newsroom.stopApp();
  await newsroom.startApp();
  await publish(newsroom, 'quay', now(newsroom));
  await newsroom.advance(PERIOD);
  await untilOpen(newsroom, 'quay');
  expect(await starters(newsroom, 'lake')).toBe(1);
});

test('a discussion whose thread was deleted is not opened again by itself', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await switchOn(newsroom);
  await publish(newsroom, 'lake', now(newsroom));
  await newsroom.advance(PERIOD);
  const { discussion } = await untilOpen(newsroom, 'lake');
  await newsroom.drive('delete-channel', { as: 'owner', channel: discussion?.thread });
  await newsroom.until((json) => expect(json.discussion).toBeNull(), 'lake');
  await publish(newsroom, 'quay', now(newsroom));
  await newsroom.advance(PERIOD);
  await untilOpen(newsroom, 'quay');
  expect((await newsroom.json('lake')).discussion).toBeNull();
});

test('what the channel refuses waits for the next start', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await switchOn(newsroom);
  const allow = (allowed: boolean) =>
    newsroom.drive('bot-permission', {
      as: 'owner',
      channel: newsroom.news,
      permission: 'CreatePublicThreads',
      allowed,
    });
  await allow(false);
  await publish(newsroom, 'lake', now(newsroom));
  await newsroom.advance(PERIOD);
  await expect.poll(() => newsroom.logged.join('\n'), { timeout: 8_000 }).toContain('Use /article to post it');
  await allow(true);
  await publish(newsroom, 'quay', now(newsroom));
  await newsroom.advance(PERIOD);
  await untilOpen(newsroom, 'quay');
  expect((await newsroom.json('lake')).discussion).toBeNull();
  await newsroom.stopApp();
  await newsroom.startApp();
  await untilOpen(newsroom, 'lake');
});
