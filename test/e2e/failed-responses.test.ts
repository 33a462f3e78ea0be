import { expect, test, vi } from 'vitest';
import { agreedComment, oneComment } from '../helpers/comments.ts';
import { fillIn } from '../helpers/modals.ts';
import { BRIDGE, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import type { Answer } from '../helpers/people.ts';

const CALLBACK = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
const LOOK_UP = 'GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}';

/** Does something whose first answer is under way for so long, while `meanwhile` happens; answers the code with which it failed. */
async function failing(
  newsroom: Newsroom,
  act: () => Promise<Answer>,
  { seconds, meanwhile }: { seconds: number; meanwhile?: () => Promise<void> },
): Promise<number | null> {
  await newsroom.fault({ kind: 'delay', route: CALLBACK, milliseconds: seconds * 1_000 });
  const acting = act().then(
    () => null,
    (error: { code: number }) => error.code,
  );
  await vi.waitFor(async () => expect((await callbacks(newsroom)).map(({ kind }) => kind)).toContain('fault'));
  await meanwhile?.();
  await newsroom.advance(`${seconds}s`);
  return acting;
}

const callbacks = async (newsroom: Newsroom) =>
  (await newsroom.journal()).entries.filter(({ what }) => what === CALLBACK);

const refusals = ({ logged }: Newsroom): string[] =>
  logged.filter((line) => line.startsWith('Discord did not take the answer'));

/** How a member takes back a comment that the page shows; `open` is what opens the way. */
const WITHDRAWALS: Readonly<Record<string, (newsroom: Newsroom) => Promise<() => Promise<Answer>>>> = {
  'Keep mine here': async (newsroom) => {
    const { thread } = await agreedComment(newsroom);
    return () => newsroom.person('reader').click(thread, 'consent:keep');
  },
  'Only new ones': async (newsroom) => {
    const { answer } = await agreedComment(newsroom);
    return () => newsroom.person('reader').click(answer, 'consent:new');
  },
  '/privacy keep': async (newsroom) => {
    await agreedComment(newsroom);
    return () => newsroom.person('reader').command(newsroom.news, 'privacy keep');
  },
  'Erase everything': async (newsroom) => {
    await agreedComment(newsroom);
    const reader = newsroom.person('reader');
    const { replies } = await reader.command(newsroom.news, 'privacy forget');
    return () => reader.click(replies[0]?.id ?? '', 'privacy:forget');
  },
  'Hide from site, on one’s own': async (newsroom) => {
    const { id } = await oneComment(newsroom);
    return () => newsroom.person('reader').menu(id, 'Hide from site');
  },
  'Hide from site, by a moderator': async (newsroom) => {
    const { id } = await oneComment(newsroom);
    const moderator = newsroom.person('moderator');
    const opened = await moderator.menu(id, 'Hide from site');
    return () => fillIn(moderator, opened, {});
  },
  '/discussion hide': async (newsroom) => {
    const { thread, id } = await oneComment(newsroom);
    const link = `${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}/${id}`;
    return () => newsroom.person('moderator').command(newsroom.news, 'discussion hide', { link });
  },
};

test.each(Object.keys(WITHDRAWALS))(
  '%s takes effect even if its response is too late for Discord, and the log says so',
  async (name) => {
    const policy = name.includes('ide') ? 'opt-out' : 'ask';
    await using newsroom = await startNewsroom({ policy });
    const withdraw = await WITHDRAWALS[name]?.(newsroom);
    if (!withdraw) throw new Error(`There is no ${name}`);
    expect(await failing(newsroom, withdraw, { seconds: 60 })).toBe(10062);
    await newsroom.until(({ count }) => expect(count).toBe(0));
    await vi.waitFor(() => expect(refusals(newsroom)).toHaveLength(1));
    expect(refusals(newsroom)[0]).toContain('Unknown interaction');
  },
);

test.each(['the button', 'the command'])(
  'a member who agrees with %s but gets no response in time is not shown',
  async (way) => {
    await using newsroom = await startNewsroom({ policy: 'ask' });
    const thread = await newsroom.open();
    const reader = newsroom.person('reader');
    await reader.say(thread, 'Mine');
    await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
    const agree = () =>
      way === 'the button' ? reader.click(thread, 'consent:publish') : reader.command(newsroom.news, 'privacy publish');
    expect(await failing(newsroom, agree, { seconds: 60 })).toBe(10062);
    await vi.waitFor(() => expect(refusals(newsroom)).toHaveLength(1));
    expect((await newsroom.json()).discordOnly).toBe(1);
    expect(await newsroom.stored()).not.toContain('Mine');
  },
);

test('Keep mine here takes effect even if the thread closes before the response', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out', articles: { 'bridge.md': BRIDGE } });
  await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge', channel: 'articles' });
  const thread = (await newsroom.json()).discussion?.thread ?? '';
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Mine');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const close = () => newsroom.person('owner').do<void>('thread', { channel: thread, lock: true, archive: true });
  const press = () => reader.click(thread, 'consent:keep');
  expect(await failing(newsroom, press, { seconds: 2, meanwhile: close })).toBe(10062);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  await vi.waitFor(() => expect(refusals(newsroom)).toHaveLength(1));
  expect(refusals(newsroom)[0]).toContain('Thread is archived');
});

test.each([
  ['the line is cut before Discord hears it', { kind: 'reset-before' }],
  ['the line is cut after Discord heard it', { kind: 'reset-after' }],
  ['Discord fails six times', { kind: 'status', status: 502, times: 6 }],
])('an answer is sent again when %s', async (_what, fault) => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Mine');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await newsroom.fault({ route: CALLBACK, ...fault });
  const { replies } = await reader.click(thread, 'consent:publish');
  expect(replies[0]?.content).toContain('on the page');
  expect((await newsroom.json()).count).toBe(1);
  await newsroom.fault({ route: CALLBACK, ...fault });
  const { replies: section } = await reader.command(thread, 'section', { section: 'what-it-cost', show: 'everyone' });
  await vi.waitFor(async () => expect((await newsroom.journal()).entries.map(({ what }) => what)).toContain(LOOK_UP));
  const about = await newsroom.person('guest').say(thread, 'So much!', { replyTo: section[0]?.id ?? '' });
  await newsroom.person('guest').click(thread, 'consent:publish');
  await newsroom.until(({ comments }) =>
    expect(comments).toMatchObject([{}, { id: about.id, section: 'what-it-cost' }]),
  );
  expect(newsroom.logged.join('\n')).not.toMatch(/failed|answer/);
});

test('Keep mine here takes effect even if Discord accepts no response within three seconds', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { thread } = await agreedComment(newsroom);
  await newsroom.fault({ kind: 'status', status: 503, route: CALLBACK, times: 1_000 });
  const began = performance.now();
  await expect(newsroom.person('reader').click(thread, 'consent:keep')).rejects.toThrow('Unknown interaction');
  await vi.waitFor(() => expect(refusals(newsroom)).toHaveLength(1), { timeout: 3_000 });
  expect(performance.now() - began).toBeLessThan(6_000);
  await newsroom.until(({ count }) => expect(count).toBe(0));
});
