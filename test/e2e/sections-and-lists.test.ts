import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { BRIDGE, customIds, startNewsroom } from '../helpers/newsroom.ts';

const isPrivate = (message: { flags?: number } | undefined): boolean =>
  ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

test('a section is visible to the asker alone, or to everyone on request', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const reader = newsroom.person('reader');
  const alone = await reader.command(newsroom.news, 'section', { article: 'bridge', section: 'what-it-cost' });
  expect(alone.replies.map(({ content }) => content)).toEqual([
    '## What it cost\nEleven million, two more than planned.',
  ]);
  expect(isPrivate(alone.replies[0])).toBe(true);
  const forAll = await reader.command(newsroom.news, 'section', {
    article: 'bridge',
    section: 'what-it-cost',
    show: 'everyone',
  });
  expect(isPrivate(forAll.replies[0])).toBe(false);
});

test('in an article’s thread the article is optional, and a section shown to everyone becomes a post of that section', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  expect(await reader.autocomplete(thread, 'section', { options: { section: 'COST' }, focused: 'section' })).toEqual([
    { name: 'What it cost', value: 'what-it-cost' },
  ]);
  const { replies } = await reader.command(thread, 'section', { section: 'what-it-cost', show: 'everyone' });
  const { id } = await newsroom.person('guest').say(thread, 'So much!', { replyTo: replies[0]?.id ?? '' });
  await newsroom.until(({ comments }) =>
    expect(comments).toMatchObject([{ id, section: 'what-it-cost', parentId: null }]),
  );
});

test('a section of another article is refused with the list of sections', async () => {
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    articles: {
      'bridge.md': BRIDGE,
      'other.md': '---\ntitle: Other\nslug: other\n---\nLead.\n\n## Elsewhere\n\nText.\n',
    },
  });
  const { replies } = await newsroom
    .person('reader')
    .command(newsroom.news, 'section', { article: 'bridge', section: 'elsewhere' });
  expect(isPrivate(replies[0])).toBe(true);
  expect(replies[0]?.content).toContain('has no section “elsewhere”. Its sections: What was done · What it cost.');
});

test('a typed value that was never suggested is answered with what to do', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { replies } = await newsroom
    .person('owner')
    .command(newsroom.news, 'article', { article: 'No such thing @everyone' });
  expect(isPrivate(replies[0])).toBe(true);
  expect(replies[0]?.content).toContain('There is no article “No such thing');
  const without = await newsroom.person('reader').command(newsroom.news, 'section', {});
  expect(without.replies[0]?.content).toContain('Which article?');
});

test('the list of articles is newest first, can be searched, and its pages are turned with buttons', async () => {
  const articles = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => {
      const day = String(index + 1).padStart(2, '0');
      return [`a${day}.md`, `---\ntitle: News of day ${day}\npublished: 2026-01-${day}\n---\nLead.\n`];
    }),
  );
  await using newsroom = await startNewsroom({ policy: 'opt-out', articles });
  const reader = newsroom.person('reader');
  const [list] = (await reader.command(newsroom.news, 'articles')).replies;
  expect(isPrivate(list)).toBe(true);
  const titlesOf = (text = ''): string[] => [...text.matchAll(/News of day (\d\d)/g)].map(([, day = '']) => day);
  expect(titlesOf(list?.content)).toEqual(['12', '11', '10', '09', '08', '07', '06', '05', '04', '03']);
  const [, older = ''] = list ? customIds(list) : [];
  const [next] = (await reader.click(list?.id ?? '', older)).replies;
  expect(titlesOf(next?.content)).toEqual(['02', '01']);
  const [found] = (await reader.command(newsroom.news, 'articles', { query: 'DAY 07' })).replies;
  expect(titlesOf(found?.content)).toEqual(['07']);
});

const OTHER = '---\ntitle: The New Bridge, Old Worries\nslug: worries\n---\nLead.\n\n## Nothing to see\n\nText.\n';

test('an article and a section are found by any part of their title and heading', async () => {
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    articles: { 'bridge.md': BRIDGE, 'worries.md': OTHER },
  });
  const reader = newsroom.person('reader');
  const answerTo = async (place: string, options: object) =>
    (await reader.command(place, 'section', { ...options })).replies[0]?.content ?? '';
  expect(await answerTo(newsroom.news, { article: 'reopens', section: 'COST' })).toContain('Eleven million');
  expect(await answerTo(newsroom.news, { article: 'worries', section: 'to see' })).toContain('Text.');
  const thread = await newsroom.open();
  expect(await answerTo(thread, { section: 'done' })).toContain('Every stone');
  expect(await answerTo(thread, { article: 'old worries', section: 'nothing' })).toContain('Text.');
  expect(
    await reader.autocomplete(newsroom.news, 'section', {
      options: { article: 'reopens', section: '' },
      focused: 'section',
    }),
  ).toHaveLength(2);
});

test('a part that matches several titles or headings, or none, is refused with the options', async () => {
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    articles: { 'bridge.md': BRIDGE, 'worries.md': OTHER },
  });
  const reader = newsroom.person('reader');
  const answer = async (command: string, options: object) =>
    (await reader.command(newsroom.news, command, { ...options })).replies[0]?.content ?? '';
  for (const command of ['article', 'section']) {
    expect(await answer(command, { article: 'old' })).toContain(
      'Several articles match “old”: The Old Bridge Reopens · The New Bridge, Old Worries.',
    );
    expect(await answer(command, { article: 'ferry' })).toContain('There is no article “ferry”');
    expect(await answer(command, { article: ' ' })).toContain('There is no article');
  }
  const sections = await answer('section', { article: 'reopens', section: 'what' });
  expect(sections).toContain(
    'Several sections of “The Old Bridge Reopens” match “what”: What was done · What it cost.',
  );
  expect((await newsroom.json('bridge')).discussion).toBeNull();
});

test('the section is the first field of /section, and the only one needed in an article’s thread', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const commands = await newsroom.drive<{ name: string; options: { name: string }[] }[]>('commands');
  const section = commands.find(({ name }) => name === 'section');
  expect(section?.options.map(({ name }) => name)).toEqual(['section', 'article', 'show']);
});
