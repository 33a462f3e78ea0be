import { expect, test } from 'vitest';
import { consentRequestsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { discussed, postDraft, SENTENCES, speaker } from '../helpers/summaries.ts';

/** What Discord writes into a guild's audit log when the bot does it. */
const OPENS_THREAD = 'POST /channels/{channel_id}/messages/{message_id}/threads';
const OPENS_POST = 'POST /channels/{channel_id}/threads';
const CHANGES_THREAD = 'PATCH /channels/{channel_id}';
const DELETES_THREAD = 'DELETE /channels/{channel_id}';
const DELETES_MESSAGE = 'DELETE /channels/{channel_id}/messages/{message_id}';
const PINS = 'PUT /channels/{channel_id}/messages/pins/{message_id}';
const UNPINS = 'DELETE /channels/{channel_id}/messages/pins/{message_id}';
const LOGGED = new Set([OPENS_THREAD, OPENS_POST, CHANGES_THREAD, DELETES_THREAD, DELETES_MESSAGE, PINS, UNPINS]);

const PATIENT = { timeout: 8_000 };

/** What the bot did of this so far, each with the reason that it gave. */
async function done(newsroom: Newsroom): Promise<{ what: string; reason: unknown }[]> {
  const { entries } = await newsroom.journal();
  const requests = entries.filter(({ kind, what }) => kind === 'request' && LOGGED.has(what));
  return requests.map(({ what, detail }) => ({ what, reason: detail['reason'] }));
}

async function expectReasons(newsroom: Newsroom, ...expected: string[]): Promise<void> {
  await expect
    .poll(async () => [...new Set((await done(newsroom)).map(({ what }) => what))].toSorted(), PATIENT)
    .toEqual(expected.toSorted());
  for (const { what, reason } of await done(newsroom)) expect([what, reason]).toEqual([what, expect.any(String)]);
}

test('a summary that is pinned, replaced, and changed in an archived thread, is done with reasons for the audit log', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  await moderator.menu(ids[0] ?? '', 'Pin as summary');
  const { quoted } = await postDraft(moderator, thread);
  await newsroom.person('owner').archive(thread);
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await newsroom.until(({ summary }) => expect(summary?.html).not.toContain(SENTENCES[quoted]));
  await expectReasons(newsroom, OPENS_THREAD, PINS, UNPINS, CHANGES_THREAD);
});

test('a post that was opened twice is removed, and a question that was answered, with reasons for the audit log', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const [owner, reader] = [newsroom.person('owner'), newsroom.person('reader')];
  await newsroom.fault({ kind: 'reset-after', route: OPENS_POST });
  await owner.command(newsroom.news, 'article', { article: 'bridge', channel: 'articles' });
  const thread = (await newsroom.json()).discussion?.thread ?? '';
  await reader.say(thread, 'Mine');
  await expect.poll(() => consentRequestsIn(newsroom, thread), PATIENT).toHaveLength(1);
  await reader.click((await consentRequestsIn(newsroom, thread))[0]?.id ?? '', 'consent:publish');
  await expect.poll(() => consentRequestsIn(newsroom, thread), PATIENT).toHaveLength(0);
  await expectReasons(newsroom, OPENS_POST, DELETES_THREAD, DELETES_MESSAGE);
});
