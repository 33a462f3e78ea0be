import { expect, test } from 'vitest';
import { BRIDGE, startNewsroom } from '../helpers/newsroom.ts';

const textOf = async (response: Response): Promise<string> =>
  (await response.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('the box is empty until somebody replies, and shows the way into the discussion', async () => {
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    environment: { DISCORD_INVITE: 'https://discord.gg/bridge' },
  });
  const before = await textOf(await newsroom.get('/articles/bridge'));
  expect(before).toContain(
    'Recommended Comments There are no comments to display. The discussion has not been opened yet.',
  );
  const thread = await newsroom.open();
  const opened = await newsroom.get('/articles/bridge');
  const html = await opened.text();
  expect(html).toContain('There are no comments to display.');
  expect(html).not.toContain('The discussion has not been opened yet.');
  expect(html).toContain('href="https://discord.gg/bridge"');
  expect(html).toContain(thread);

  await newsroom.person('reader').say(thread, 'At last!');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const after = await textOf(await newsroom.get('/articles/bridge'));
  expect(after).toContain('At last!');
  expect(after).not.toContain('There are no comments to display.');
});

test('an unchanged page answers 304, and every change of the discussion gives it another ETag', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const etagNow = async (): Promise<string> => (await newsroom.get('/articles/bridge')).headers.get('etag') ?? '';
  const first = await etagNow();
  expect((await newsroom.get('/articles/bridge', { headers: { 'if-none-match': first } })).status).toBe(304);
  const { id } = await newsroom.person('reader').say(thread, 'New');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const second = await etagNow();
  expect(second).not.toBe(first);
  await newsroom.person('reader').edit(id, 'Newer');
  await newsroom.until(({ comments }) => expect(comments[0]?.editedAt).not.toBeNull());
  expect(await etagNow()).not.toBe(second);
});

test('the page loads nothing from third parties and runs only our own script', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const response = await newsroom.get('/articles/bridge');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const html = await response.text();
  const loaded = [...html.matchAll(/<(?:img|script|iframe|source)[^>]*\ssrc="([^"]*)"/g)].map(
    ([, address = '']) => address,
  );
  expect(loaded.filter((address) => !address.startsWith('/'))).toEqual([]);
});

test('a comment’s permalink leads to its page and its place', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id: head } = await reader.say(thread, 'The head');
  const ids: string[] = [];
  for (let index = 0; index < 55; index += 1)
    ids.push((await reader.say(thread, `Number ${index}`, { replyTo: head })).id);
  await newsroom.until(({ count }) => expect(count).toBe(56));
  const response = await newsroom.get(`/articles/bridge/comments/${ids[52]}`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(`/articles/bridge/comments/${head}?page=2#comment-${ids[52]}`);
  const page = await (await newsroom.get(response.headers.get('location') ?? '')).text();
  expect(page).toContain(`id="comment-${ids[52]}"`);
});

test('drafts and future articles exist nowhere', async () => {
  const draft = '---\ntitle: Not yet written\nslug: draft\ndraft: true\n---\nLead.\n';
  const future = '---\ntitle: Not yet out\nslug: future\npublished: 2099-01-01\n---\nLead.\n';
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    articles: { 'bridge.md': BRIDGE, 'draft.md': draft, 'future.md': future },
  });
  for (const slug of ['draft', 'future']) {
    expect((await newsroom.get(`/articles/${slug}`)).status).toBe(404);
    const typed = { options: { article: 'not yet' }, focused: 'article' };
    expect(await newsroom.person('owner').autocomplete(newsroom.news, 'article', typed)).toEqual([]);
    const { replies } = await newsroom.person('owner').command(newsroom.news, 'article', { article: slug });
    expect(replies[0]?.content).toContain('There is no article');
  }
});

test('the process is up and ready, and says so', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  expect((await newsroom.get('/healthz')).status).toBe(200);
  expect((await newsroom.get('/readyz')).status).toBe(200);
});
