import { ChannelType, MessageFlags } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { customIds, postsIn, startNewsroom, privateMessagesIn } from '../helpers/newsroom.ts';

test('a typed part of the title suggests the article, whatever its case and accents', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const choices = await newsroom
    .person('owner')
    .autocomplete(newsroom.news, 'article', { options: { article: 'ÓLD bri' }, focused: 'article' });
  expect(choices).toEqual([{ name: 'The Old Bridge Reopens', value: 'bridge' }]);
});

test('the article is posted with its lead, menu and notice, in a public thread with one silent message a section', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { replies } = await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge' });
  expect(replies).toHaveLength(1);
  expect(replies[0]?.flags).toBe(MessageFlags.Ephemeral);

  const [starter] = await postsIn(newsroom, newsroom.news);
  const thread = (await newsroom.json()).discussion?.thread;
  expect(thread).toBe(starter?.id);
  expect(replies[0]?.content).toContain(
    `${newsroom.sandbox.url}/channels/${(await newsroom.state()).guild.id}/${thread}`,
  );
  expect(starter?.content).toContain('## The Old Bridge Reopens');
  expect(starter?.content).toContain('After two years of repairs the old bridge is open again.');
  expect(starter?.content).toContain('Replies in this thread appear under the article');
  expect(starter && customIds(starter)).toEqual(['menu:0:bridge', 'consent:publish', 'consent:keep']);

  const { channels } = await newsroom.state();
  expect(channels.find(({ id }) => id === thread)).toMatchObject({
    type: ChannelType.PublicThread,
    name: 'The Old Bridge Reopens',
  });
  const posts = await postsIn(newsroom, thread ?? '');
  expect(posts.map(({ content }) => content)).toEqual([
    '## What was done\nEvery stone was lifted, cleaned and put back.',
    '## What it cost\nEleven million, two more than planned.',
  ]);
  for (const post of posts) expect((post.flags ?? 0) & MessageFlags.SuppressNotifications).toBeTruthy();
});

test('a long article is posted as excerpts, and Read on shows the whole section to the one who pressed', async () => {
  const paragraph = 'It was a long day at the river, and nobody went home before the last lamp was out. '.repeat(40);
  const section = (n: number) =>
    `## Part ${n}\n\nThe first words of part ${n}.\n\n${paragraph}\n\nThe end of part ${n}.\n`;
  const long = `---\ntitle: A Long Day\nslug: long\n---\nLead.\n\n${[1, 2, 3, 4].map(section).join('\n')}`;
  await using newsroom = await startNewsroom({ policy: 'opt-out', articles: { 'long.md': long } });
  const thread = await newsroom.open('long');
  const posts = await postsIn(newsroom, thread);
  expect(posts.map(({ content }) => content)).toEqual(
    [1, 2, 3, 4].map((n) => `## Part ${n}\nThe first words of part ${n}.`),
  );

  const [first] = posts;
  const [readOn = ''] = first ? customIds(first) : [];
  await newsroom.person('guest').click(first?.id ?? '', readOn);
  await vi.waitFor(async () => {
    const whispers = await privateMessagesIn(newsroom, thread, 'guest');
    expect(whispers.map(({ content }) => content).join(' ')).toContain('The end of part 1.');
  });
  expect(await postsIn(newsroom, thread)).toHaveLength(posts.length);
  expect(await privateMessagesIn(newsroom, thread, 'reader')).toEqual([]);
});

test('an announcement channel works like a text channel', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const announcements = await newsroom.drive<{ id: string }>('create-channel', {
    as: 'owner',
    name: 'announcements',
    type: 'announcement',
  });
  await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge', channel: announcements.id });
  const { channels } = await newsroom.state();
  const { discussion } = await newsroom.json();
  expect(channels.find(({ id }) => id === discussion?.thread)).toMatchObject({
    type: ChannelType.AnnouncementThread,
    parent_id: announcements.id,
  });
});

test('a local picture is uploaded with its description', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out', articles: {} });
  await newsroom.writeArticle(
    'pixel.png',
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  await newsroom.writeArticle(
    'bridge.md',
    '---\ntitle: With a picture\nslug: bridge\nimage:\n  src: pixel.png\n  alt: One small dot\n---\nLead.\n',
  );
  await newsroom.until((json) => expect(json.count).toBe(0));
  await newsroom.open('bridge');
  const [starter] = await postsIn(newsroom, newsroom.news);
  expect(starter?.attachments).toMatchObject([{ filename: 'pixel.png', description: 'One small dot' }]);
});
