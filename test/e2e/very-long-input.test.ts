import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { postsIn, startNewsroom } from '../helpers/newsroom.ts';

test('a very long typed name gets a clear private answer', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const name = '*x'.repeat(1_500);
  for (const command of ['article', 'section']) {
    const { replies } = await newsroom.person('owner').command(newsroom.news, command, { article: name });
    expect((replies[0]?.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
    expect(replies[0]?.content).toContain('There is no article');
  }
  const section = await newsroom
    .person('owner')
    .command(newsroom.news, 'section', { article: 'bridge', section: name });
  expect(section.replies[0]?.content).toContain('has no section');
});

test('an article whose URL is too long for a button is posted with the URL in the text', async () => {
  const slug = 'ხიდი'.repeat(18);
  const article = `---\ntitle: ხიდი\nslug: ${slug}\n---\nLead.\n`;
  await using newsroom = await startNewsroom({ policy: 'opt-out', articles: { 'long.md': article } });
  const { replies } = await newsroom.person('owner').command(newsroom.news, 'article', { article: slug });
  expect(replies[0]?.content).toContain('is now open');
  const [starter] = await postsIn(newsroom, newsroom.news);
  expect(starter?.content).toContain(`<${newsroom.url}/articles/${encodeURIComponent(slug)}>`);
});

test('hostile replies of 4,000 characters become comments, and the page still responds', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const texts = ['[a](', '>', '*', '|', '\u202E<b>"x'].map((piece) => piece.repeat(4_000).slice(0, 2_000));
  for (const text of texts) await newsroom.person('reader').say(thread, text);
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(texts.length));
  for (const { html } of comments) expect(html).not.toMatch(/<b>|javascript:|\u202E/u);
  expect((await newsroom.get('/articles/bridge')).status).toBe(200);
});

test('a reply to a message kept on Discord does not reveal its id', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').click(thread, 'consent:keep');
  const kept = await newsroom.person('reader').say(thread, 'Mine alone');
  await newsroom.person('guest').say(thread, 'An answer', { replyTo: kept.id });
  await newsroom.until(({ comments }) => expect(comments).toMatchObject([{ parentId: null }]));
  expect(await (await newsroom.get('/articles/bridge')).text()).not.toContain(kept.id);
});
