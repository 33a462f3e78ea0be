import { expect, test, vi } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { discussed, postDraft, SENTENCES, speaker, summaryIn } from '../helpers/summaries.ts';

const managesThreads = (newsroom: Newsroom, allowed: boolean) =>
  newsroom.drive('bot-permission', { as: 'owner', channel: newsroom.news, permission: 'ManageThreads', allowed });

const checked = async (newsroom: Newsroom): Promise<string> =>
  (await newsroom.person('owner').command(newsroom.news, 'belowline check')).replies[0]?.content ?? '';

const PATIENT = { timeout: 8_000 };

/** A summary in a locked thread that the bot may not manage, with a sentence whose comment was deleted since. */
async function overdue(newsroom: Newsroom) {
  const { thread, ids } = await discussed(newsroom);
  const { quoted } = await postDraft(newsroom.person('moderator'), thread);
  await managesThreads(newsroom, false);
  await newsroom.person('owner').lock(thread);
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await newsroom.until(({ summary }) => expect(summary?.html).not.toContain(SENTENCES[quoted]));
  const isPinnedStill = async () =>
    (await summaryIn(newsroom, thread))?.embeds[0]?.description?.includes(SENTENCES[quoted] ?? '');
  return { thread, isPinnedStill };
}

test.each([
  ['it is unlocked', (newsroom: Newsroom, thread: string) => newsroom.person('owner').lock(thread, false)],
  ['the bot may manage it', (newsroom: Newsroom) => managesThreads(newsroom, true)],
])(
  'the check names a summary that the bot cannot edit in a locked thread, and the bot edits it once %s',
  async (_what, mend) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { thread, isPinnedStill } = await overdue(newsroom);
    await vi.waitFor(async () => {
      const found = await checked(newsroom);
      expect(found).toContain(
        `❌ In <#${thread}>, the pinned summary still shows words that are no longer on the page`,
      );
      expect(found).toContain('All are up to date.');
    }, PATIENT);
    expect(await isPinnedStill()).toBe(true);
    await mend(newsroom, thread);
    await expect.poll(isPinnedStill, PATIENT).toBe(false);
    await expect.poll(() => checked(newsroom), PATIENT).not.toContain('pinned summary');
  },
);

test('in a locked thread it cannot manage, the bot tries and logs once per start', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await overdue(newsroom);
  const complaints = () => newsroom.logged.filter((line) => line.includes(`pinned summary in thread ${thread}`));
  await vi.waitFor(() => expect(complaints()).toHaveLength(1), PATIENT);
  await newsroom.advance('1h');
  await newsroom.stopApp();
  await newsroom.startApp();
  await vi.waitFor(() => expect(complaints()).toHaveLength(2), PATIENT);
  await newsroom.advance('1h');
  await expect.poll(() => checked(newsroom), PATIENT).toContain('All are up to date.');
  expect(complaints()).toHaveLength(2);
  expect(newsroom.logged.join('\n')).not.toContain('trying again in');
});
