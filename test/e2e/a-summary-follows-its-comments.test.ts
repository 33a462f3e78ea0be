import { expect, test, vi } from 'vitest';
import { fillIn, firstButton } from '../helpers/modals.ts';
import { customIds, postsIn, startNewsroom, privateMessagesIn, type Newsroom } from '../helpers/newsroom.ts';
import { discussed, draftBy, postDraft, SENTENCES, speaker, summariesIn, summaryIn } from '../helpers/summaries.ts';

const PATCH = 'PATCH /channels/{channel_id}/messages/{message_id}';
const PIN = 'PUT /channels/{channel_id}/messages/pins/{message_id}';
const DELETE = 'DELETE /channels/{channel_id}/messages/{message_id}';
const POST = 'POST /channels/{channel_id}/messages';

const untilWithout = (newsroom: Newsroom, thread: string, sentence: string | undefined) =>
  vi.waitFor(
    async () => {
      const message = await summaryIn(newsroom, thread);
      expect(message?.embeds[0]?.description).toBeTruthy();
      expect(message?.embeds[0]?.description).not.toContain(sentence);
    },
    { timeout: 8_000 },
  );

const stateOf = async (newsroom: Newsroom, thread: string) =>
  (await newsroom.state()).channels.find(({ id }) => id === thread);

const logOf = async (newsroom: Newsroom): Promise<string> =>
  (await newsroom.person('owner').command(newsroom.news, 'belowline audit')).replies[0]?.content ?? '';

interface Quoted {
  readonly thread: string;
  readonly id: string;
  readonly by: string;
}

async function hide(newsroom: Newsroom, { id }: Quoted): Promise<void> {
  const moderator = newsroom.person('moderator');
  await fillIn(moderator, await moderator.menu(id, 'Hide from site'), { reason: 'Off topic' });
}

async function forget(newsroom: Newsroom, { by }: Quoted): Promise<void> {
  const { replies } = await newsroom.person(by).command(newsroom.news, 'privacy forget');
  await newsroom.person(by).click(replies[0]?.id ?? '', 'privacy:forget');
}

test('a sentence leaves the pinned summary of an archived, locked thread, which stays that way, and the log says so', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const { quoted } = await postDraft(newsroom.person('moderator'), thread);
  await newsroom.until(({ summary }) => expect(summary?.html).toBeTruthy());
  await newsroom.person('owner').lock(thread);
  await newsroom.person('owner').archive(thread);
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await untilWithout(newsroom, thread, SENTENCES[quoted]);
  await vi.waitFor(async () =>
    expect(await stateOf(newsroom, thread)).toMatchObject({ thread_metadata: { archived: true, locked: true } }),
  );
  expect(await logOf(newsroom)).toContain('its sentences left the summary');
});

test('a moderator’s own words leave it too until a moderator confirms them', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const { message, edit, post, quoted } = await draftBy(moderator, thread);
  await fillIn(moderator, await moderator.click(message, edit), { text: 'Most are content.' });
  await moderator.click(message, post);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Most are content'));
  await newsroom.person('owner').lock(thread);
  await newsroom.person('owner').archive(thread);
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await untilWithout(newsroom, thread, 'Most are content');
  await newsroom.until(({ summary }) => expect(summary).toBeNull());
  await newsroom.person('owner').archive(thread, false);
  await newsroom.person('owner').lock(thread, false);
  const shown = await newsroom.person('owner').command(thread, 'summary show');
  const [again, editAgain] = firstButton(shown.replies);
  await newsroom.person('owner').click(again, editAgain.replace('edit', 'post'));
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Most are content'));
  expect(await logOf(newsroom)).toContain('needs a moderator’s review');
});

test.each([
  ['is hidden', hide],
  [
    'is kept on Discord by its author',
    (newsroom: Newsroom, { thread, by }: Quoted) => newsroom.person(by).click(thread, 'consent:keep'),
  ],
  ['is by somebody who is forgotten', forget],
])('a sentence leaves page and message when its comment %s', async (_what, happens) => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const { quoted } = await postDraft(newsroom.person('moderator'), thread);
  await happens(newsroom, { thread, id: ids[quoted] ?? '', by: speaker(quoted) });
  await untilWithout(newsroom, thread, SENTENCES[quoted]);
  expect((await newsroom.json()).summary?.html).not.toContain(SENTENCES[quoted]);
});

test('a failed edit of the pinned summary is retried', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const { quoted } = await postDraft(newsroom.person('moderator'), thread);
  await newsroom.fault({ kind: 'status', status: 503, route: PATCH, times: 4 }); // as often as the client tries by itself
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await expect
    .poll(() => newsroom.logged.join('\n'), { timeout: 8_000 })
    .toContain('the thread will be read from Discord again');
  expect((await summaryIn(newsroom, thread))?.embeds[0]?.description).toContain(SENTENCES[quoted]);
  await newsroom.advance('10s');
  await untilWithout(newsroom, thread, SENTENCES[quoted]);
});

test.each([0, 3_600_000])(
  'a lost response or an interrupted pin still leaves one summary, with this machine’s clock %i ms ahead of Discord’s',
  async (ahead) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out', ahead });
    const { thread } = await discussed(newsroom);
    const moderator = newsroom.person('moderator');
    const draft = await draftBy(moderator, thread);
    await newsroom.fault({ kind: 'reset-after', route: POST });
    await newsroom.fault({ kind: 'status', status: 503, route: PIN, times: 4 });
    await newsroom.fault({ kind: 'status', status: 503, route: DELETE, times: 4 });
    await moderator.click(draft.message, draft.post);
    expect(await summariesIn(newsroom, thread)).toMatchObject([{ pinned: false }]); // as after a crash
    await newsroom.stopApp();
    await newsroom.startApp();
    await expect.poll(async () => (await summariesIn(newsroom, thread)).length, { timeout: 8_000 }).toBe(0);
    await postDraft(moderator, thread);
    await newsroom.until(({ summary }) => expect(summary?.html).toBeTruthy());
    expect(await summariesIn(newsroom, thread)).toMatchObject([{ pinned: true }]);
  },
);

test.each([
  [
    'a comment is pinned by command',
    (newsroom: Newsroom, _own: string, other: string) => newsroom.person('moderator').menu(other, 'Pin as summary'),
    'too narrow',
  ],
  ['it is unpinned', (newsroom: Newsroom, own: string) => newsroom.person('moderator').unpin(own), 'none'],
  ['it is deleted', (newsroom: Newsroom, own: string) => newsroom.person('owner').delete(own), 'none'],
  [
    'it is deleted among others',
    async (newsroom: Newsroom, own: string, other: string) => newsroom.person('owner').delete(own, other),
    'none',
  ],
] as const)('the bot’s own message keeps no words once %s', async (_what, happens, left) => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const editor = await moderator.command(thread, 'summary edit');
  const { replies } = await fillIn(moderator, editor, { text: 'Ani said that it is fine.' });
  const [message, edit] = firstButton(replies);
  await moderator.click(message, edit.replace('edit', 'post'));
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Ani said'));
  await happens(newsroom, (await summaryIn(newsroom, thread))?.id ?? '', ids[0] ?? '');
  await newsroom.until(({ summary }) => expect(summary?.html ?? 'none').toContain(left));
  expect(await summariesIn(newsroom, thread)).toEqual([]);
  const [starter] = await postsIn(newsroom, newsroom.news);
  expect(JSON.stringify(starter?.components).includes(`${thread}/${ids[0]}`)).toBe(left !== 'none');
});

test('a summary that someone else posted in the meantime is replaced only by a second press', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const draft = await draftBy(moderator, thread);
  await newsroom.person('owner').menu(ids[5] ?? '', 'Pin as summary');
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('two million'));
  await moderator.click(draft.message, draft.post);
  expect((await privateMessagesIn(newsroom, thread, 'moderator')).at(-1)?.content).toContain(
    'pinned another summary in the meantime',
  );
  expect(await summariesIn(newsroom, thread)).toEqual([]);
  await moderator.click(draft.message, draft.post);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain(SENTENCES[draft.quoted]));
});

test('when Discord fails the draft stays with its buttons, and a second press posts it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const draft = await draftBy(moderator, thread);
  await newsroom.fault({ kind: 'status', status: 503, route: POST, times: 4 });
  const failed = await moderator.click(draft.message, draft.post);
  expect(failed.replies.map(({ content }) => content).join()).toContain('Something went wrong on our side');
  const shown = (await newsroom.state('moderator')).messages[thread]?.find(({ id }) => id === draft.message);
  expect(shown?.embeds[0]?.description).toContain(SENTENCES[draft.quoted]);
  expect(shown && customIds(shown)).toContain(draft.post);
  const { replies } = await moderator.click(draft.message, draft.post);
  expect(replies[0]?.content).toContain('The summary is pinned');
});

test('pressing the button twice posts once', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const { message, post } = await draftBy(moderator, thread);
  await Promise.allSettled([moderator.click(message, post), moderator.click(message, post)]);
  await newsroom.until(({ summary }) => expect(summary?.html).toBeTruthy());
  expect(await summariesIn(newsroom, thread)).toHaveLength(1);
  expect(JSON.stringify(await privateMessagesIn(newsroom, thread, 'moderator'))).not.toContain('meanwhile');
  expect((await logOf(newsroom)).match(/set the summary/g)).toHaveLength(1);
});

test('pins and unpins made while the bot was offline are noticed when it returns', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  await newsroom.stopApp();
  await moderator.pin(ids[0] ?? '');
  await newsroom.startApp();
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('too narrow'));
  await newsroom.stopApp();
  await moderator.unpin(ids[0] ?? '');
  await newsroom.startApp();
  await newsroom.until(({ summary }) => expect(summary).toBeNull());
});

test('mentions of a forgotten member leave the page, the summary and later drafts, and the log says only that', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const { members } = await newsroom.state();
  const guest = members.find(({ user }) => user.username === 'guest')?.user.id ?? '';
  const write = async (text: string) => {
    const { replies } = await fillIn(moderator, await moderator.command(thread, 'summary edit'), { text });
    const [message, edit] = firstButton(replies);
    return () => moderator.click(message, edit.replace('edit', 'post'));
  };
  await (
    await write(`Ask <@${guest}> first.`)
  )();
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Ask'));
  const later = await write(`Ask <@${guest}> last.`);
  await forget(newsroom, { thread, id: '', by: 'guest' });
  await untilWithout(newsroom, thread, guest);
  expect((await summaryIn(newsroom, thread))?.embeds[0]?.description).toContain('first.');
  expect(await logOf(newsroom)).toContain('the mention of a forgotten member left the summary');
  await later();
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('last.'));
  expect(JSON.stringify(await summariesIn(newsroom, thread))).not.toContain(guest);
});
