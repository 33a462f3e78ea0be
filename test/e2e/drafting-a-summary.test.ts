import { expect, test } from 'vitest';
import { fillIn, firstButton } from '../helpers/modals.ts';
import { customIds, privateMessagesIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { discussed, draftBy, SENTENCES, speaker, summaryIn } from '../helpers/summaries.ts';

test('a draft quotes comments in quotation marks, each with its author and a link, and says that it is a draft', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const { replies } = await newsroom.person('moderator').command(thread, 'summary draft');
  expect(replies[0]?.content).toContain('Draft: read and edit before posting');
  const lines = replies[0]?.embeds[0]?.description?.split('\n') ?? [];
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    const [, words = '', link = ''] = /^- “(.+)” — <@\d+> \[↗\]\((\S+)\)$/.exec(line) ?? [];
    const index = SENTENCES.indexOf(words);
    expect(link).toMatch(new RegExp(`/${thread}/${ids[index]}$`));
    expect(speaker(index)).not.toBe('owner'); // who may moderate
  }
});

interface Quoted {
  readonly thread: string;
  readonly id: string;
  readonly by: string;
}

test.each([
  ['is edited', (newsroom: Newsroom, { id, by }: Quoted) => newsroom.person(by).edit(id, 'I have changed my mind.')],
  ['is kept', (newsroom: Newsroom, { thread, by }: Quoted) => newsroom.person(by).click(thread, 'consent:keep')],
  [
    'is forgotten',
    async (newsroom: Newsroom, { by }: Quoted) => {
      const { replies } = await newsroom.person(by).command(newsroom.news, 'privacy forget');
      await newsroom.person(by).click(replies[0]?.id ?? '', 'privacy:forget');
    },
  ],
])(
  'when a quoted comment %s before posting, its words are not posted, and the moderator is told',
  async (_what, happens) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { thread, ids } = await discussed(newsroom);
    const moderator = newsroom.person('moderator');
    const { message, post, quoted } = await draftBy(moderator, thread);
    const id = ids[quoted] ?? '';
    const words = SENTENCES[quoted] ?? '';
    await happens(newsroom, { thread, id, by: speaker(quoted) });
    await newsroom.until(({ comments }) => expect(JSON.stringify(comments)).not.toContain(words));
    const shown = async () => (await privateMessagesIn(newsroom, thread, 'moderator')).at(-1);
    await moderator.click(message, post);
    expect((await shown())?.content).toContain('Its words have left the draft');
    expect((await shown())?.embeds[0]?.description).not.toContain(words);
    expect(await summaryIn(newsroom, thread)).toBeUndefined();
    const { replies } = await moderator.click(message, post);
    expect(replies[0]?.content).toContain('The summary is pinned');
    await newsroom.until(({ summary }) => expect(summary?.html).toBeTruthy());
    expect(JSON.stringify([await summaryIn(newsroom, thread), (await newsroom.json()).summary])).not.toContain(words);
  },
);

test('what a moderator leaves of a draft still names its authors, on Discord and on the page', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const { message, edit, post } = await draftBy(moderator, thread);
  const editor = await moderator.click(message, edit);
  const text = SENTENCES.filter((_, index) => speaker(index) === 'guest').map((sentence) => `“${sentence}”`);
  await fillIn(moderator, editor, { text: `Readers write:\n${text.join('\n')}` });
  await moderator.click(message, post);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Readers write'));
  const page = await (await newsroom.get('/articles/bridge')).text();
  expect(page.match(/class="cite"/g)?.length).toBe(
    (await summaryIn(newsroom, thread))?.embeds[0]?.description?.match(/<@\d+>/g)?.length,
  );
});

test.each([
  ['too few comments', ['The bridge is far too narrow for two buses.'], 'too few comments'],
  ['questions alone', SENTENCES.map((sentence) => sentence.replace('.', '?')), 'do not make a good draft'],
])('of %s there is no draft, but one sentence and the empty form', async (_what, contents, says) => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  for (const [index, content] of contents.entries())
    await newsroom.person(index % 2 ? 'reader' : 'guest').say(thread, content);
  await newsroom.until(({ count }) => expect(count).toBe(contents.length));
  const moderator = newsroom.person('moderator');
  const { replies } = await moderator.command(thread, 'summary draft');
  expect(replies[0]?.content).toContain(says);
  expect(replies[0]?.embeds).toEqual([]);
  const [message, edit] = firstButton(replies);
  expect(replies[0] && customIds(replies[0]).some((id) => id.startsWith('summary:post'))).toBe(false);
  await fillIn(moderator, await moderator.click(message, edit), { text: 'My own words.' });
  await moderator.click(message, edit.replace('edit', 'post'));
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('My own words'));
});

test('a posted summary outranks a later plain pin until it is unpinned', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const { replies } = await fillIn(moderator, await moderator.command(thread, 'summary edit'), {
    text: 'Readers differ.',
  });
  const [message, edit] = firstButton(replies);
  await moderator.click(message, edit.replace('edit', 'post'));
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Readers differ'));
  await moderator.pin(ids[0] ?? '');
  await moderator.pin(ids[1] ?? '');
  const posted = await summaryIn(newsroom, thread);
  expect(posted?.pinned).toBe(true);
  expect((await newsroom.json()).summary?.html).toContain('Readers differ');
  await newsroom.stopApp();
  await newsroom.startApp(); // reads all pins again
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Readers differ'));
  await moderator.unpin(posted?.id ?? '');
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Cyclists'));
  expect(await (await newsroom.get('/articles/bridge')).text()).toContain('Pinned by the moderators');
});
