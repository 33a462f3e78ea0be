import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { createLiveVersions } from '../../../src/web/live.ts';
import { articleWith } from '../../helpers/article.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const SECOND = 1_000;
const EVENTS = '/articles/bridge/events';
const article = articleWith({ slug: 'bridge', aliases: ['old-bridge'] });

/** A world in which changes are looked for when a test turns the clock. */
async function createLiveWorld() {
  const clock = createManualClock(0);
  const world = await createWebWorld([article], { clock });
  return { ...world, clock };
}

/** Reads a stream in the background; `text` is what came so far. */
function reading(answer: Response): { text: () => string; ended: () => boolean; stop: () => Promise<void> } {
  const reader = answer.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let ended = false;
  const go = async (): Promise<void> => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += decoder.decode(part.value);
    ended = true;
  };
  void go();
  return { text: () => text, ended: () => ended, stop: () => reader.cancel() };
}

interface Version {
  readonly id: string;
  readonly data: { readonly discussion: string | null; readonly version: string };
}

/** The events in a text: ids and data. */
const versionsIn = (text: string): Version[] =>
  Array.from(text.matchAll(/^id: (.*)\ndata: (.*)\n\n/gm), ([, id, data]) => ({
    id: id!,
    data: JSON.parse(data!) as Version['data'],
  }));

describe('the events of a discussion', () => {
  test('tell an id and a version at once and after each change, past every server on the way', async () => {
    const { open, reply, get, clock } = await createLiveWorld();
    await open(article);
    const answer = await get(EVENTS);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const heard = reading(answer);
    await vi.waitFor(() => expect(versionsIn(heard.text())).toHaveLength(1));
    expect(heard.text()).toMatch(/^retry: \d{4,5}\n\n/);
    await reply({ content: 'Words that no event has.' });
    clock.advance(SECOND);
    await vi.waitFor(() => expect(versionsIn(heard.text())).toHaveLength(2));
    const [first, second] = versionsIn(heard.text());
    expect(second?.data).toEqual({ discussion: '100', version: second?.id });
    expect(second?.id).not.toBe(first?.id);
    expect(heard.text()).not.toContain('Words');
    await heard.stop();
  });

  test('go on where a listener left off: a version that it knows is not told again', async () => {
    const { open, reply, get, clock } = await createLiveWorld();
    await open(article);
    const before = reading(await get(EVENTS));
    await vi.waitFor(() => expect(versionsIn(before.text())).toHaveLength(1));
    await before.stop();
    const known = { 'last-event-id': versionsIn(before.text())[0]!.id };
    const unchanged = reading(await get(EVENTS, known));
    clock.advance(15 * SECOND);
    await vi.waitFor(() => expect(unchanged.text()).toMatch(/:\n\n$/)); // a heartbeat
    expect(versionsIn(unchanged.text())).toEqual([]);
    await unchanged.stop();
    await reply({});
    const changed = reading(await get(EVENTS, known));
    await vi.waitFor(() => expect(versionsIn(changed.text())).toHaveLength(1));
    await changed.stop();
  });

  test('come from one look at the store, however many listen, and from none while nothing changes', async () => {
    const { open, reply, get, clock, reader } = await createLiveWorld();
    await open(article);
    const all = await Promise.all(Array.from({ length: 50 }, async () => reading(await get(EVENTS))));
    await vi.waitFor(() => expect(all.every(({ text }) => versionsIn(text()).length === 1)).toBe(true));
    clock.advance(SECOND);
    const [reads, looks] = [vi.spyOn(reader, 'ofArticle'), vi.spyOn(reader, 'revision')];
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(looks.mock.calls.length).toBeGreaterThan(3);
    });
    expect(reads).not.toHaveBeenCalled();
    await reply({});
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(all.every(({ text }) => versionsIn(text()).length === 2)).toBe(true);
    });
    expect(reads).toHaveBeenCalledTimes(1);
    await Promise.all(all.map(({ stop }) => stop()));
    looks.mockClear();
    clock.advance(60 * SECOND);
    expect(looks).not.toHaveBeenCalled();
  });

  test('tell nothing of another discussion, nor of a name that is new there', async () => {
    const { open, reply, get, clock, reader } = await createLiveWorld();
    await open(article);
    await open(articleWith({ slug: 'tunnel' }), { thread: '900' });
    await reply({});
    const heard = reading(await get(EVENTS));
    await vi.waitFor(() => expect(versionsIn(heard.text())).toHaveLength(1));
    const looks = vi.spyOn(reader, 'ofArticle');
    await reply({ thread: '900', author: '201', authorName: 'Somebody new' });
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(looks).toHaveBeenCalled();
    });
    clock.advance(15 * SECOND);
    await vi.waitFor(() => expect(heard.text()).toMatch(/:\n\n$/));
    expect(versionsIn(heard.text())).toHaveLength(1);
    await heard.stop();
  });

  test('go on when the discussion is locked or leaves the page, and tell when it is there again', async () => {
    const { open, store, get, clock } = await createLiveWorld();
    const discussion = await open(article);
    const heard = reading(await get(EVENTS));
    const until = (count: number) =>
      vi.waitFor(() => {
        clock.advance(SECOND);
        expect(versionsIn(heard.text())).toHaveLength(count);
      });
    await until(1);
    await store.apply(discussion, [{ type: 'state.changed', open: false }]);
    await until(2);
    await store.apply(discussion, [{ type: 'state.changed', shown: false }]);
    await until(3);
    expect(versionsIn(heard.text()).at(-1)?.data.discussion).toBeNull();
    await store.apply(discussion, [{ type: 'state.changed', shown: true }]);
    await until(4);
    await heard.stop();
  });

  test('end for a thread that was named and is gone, which then is not found', async () => {
    const { open, store, get, clock } = await createLiveWorld();
    const discussion = await open(article);
    const heard = reading(await get(`${EVENTS}?discussion=100`));
    await vi.waitFor(() => expect(versionsIn(heard.text())).toHaveLength(1));
    await store.apply(discussion, [{ type: 'state.changed', shown: false }]);
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(heard.ended()).toBe(true);
    });
    expect((await get(`${EVENTS}?discussion=100`)).status).toBe(404);
  });

  test('end when the article is taken away', async () => {
    const { open, library, get, clock } = await createLiveWorld();
    await open(article);
    const heard = reading(await get(EVENTS));
    await vi.waitFor(() => expect(versionsIn(heard.text())).toHaveLength(1));
    library.replace({ articles: [], problems: [] });
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(heard.ended()).toBe(true);
    });
  });

  test('begin again after the store failed, with what changed meanwhile', async () => {
    const clock = createManualClock(0);
    const report = vi.fn<(error: unknown) => void>();
    const { open, reply, get, reader } = await createWebWorld([article], { clock, report });
    await open(article);
    const heard = reading(await get(EVENTS));
    await vi.waitFor(() => expect(versionsIn(heard.text())).toHaveLength(1));
    vi.spyOn(reader, 'ofArticle').mockRejectedValueOnce(new Error('The disk is gone'));
    await reply({});
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(report).toHaveBeenCalledTimes(1);
    });
    await vi.waitFor(() => {
      clock.advance(SECOND);
      expect(versionsIn(heard.text())).toHaveLength(2);
    });
    await heard.stop();
  });

  test.each([
    ['/articles/none/events', 404],
    [`${EVENTS}?discussion=999`, 404],
    [`${EVENTS}?discussion=x`, 400],
    [`${EVENTS}?section=none`, 404],
  ])('are refused with a reason at %s', async (path, status) => {
    const { get } = await createLiveWorld();
    const answer = await get(path, { accept: 'text/event-stream' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
  });

  test('follow an article’s earlier name', async () => {
    const { get } = await createLiveWorld();
    const answer = await get('/articles/old-bridge/events?discussion=100');
    expect(answer.headers.get('location')).toBe(`${EVENTS}?discussion=100`);
  });

  test('are open to pages of sites that may show comments, and to no others', async () => {
    const { get } = await createWebWorld([article], { embedOrigins: ['https://blog.example'] });
    const allowed = await get(EVENTS, { origin: 'https://blog.example' });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://blog.example');
    await allowed.body!.cancel();
    expect((await get(EVENTS, { origin: 'https://other.example' })).status).toBe(403);
  });
});

describe('listeners', () => {
  const discussions = { ofArticle: async () => [], revision: () => '1' };
  const library = { bySlug: () => article, version: () => 1 };
  const topic = { slug: 'bridge', thread: null };
  const report = (error: unknown) => expect.fail(String(error));

  test('that read nothing are dropped before much waits for them', async () => {
    const clock = createManualClock(0);
    const live = createLiveVersions({ library, discussions, clock, report });
    const stream = live.listen(topic, 'known')!;
    for (let beats = 0; beats < 1_000; beats += 1) clock.advance(15 * SECOND);
    const waiting = await new Response(stream).text(); // it ends
    expect(waiting.length).toBeGreaterThan(500);
    expect(waiting.length).toBeLessThan(2_048);
  });

  test('beyond the most that fit are told to come back in a minute, and fit once another leaves', async () => {
    const live = createLiveVersions({ library, discussions, clock: createManualClock(0), report, most: 1 });
    const { get, open } = await createWebWorld([article], { live });
    await open(article);
    const first = await get(EVENTS);
    const refused = await get(EVENTS);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toMatchObject({
      detail: 'Too many pages are listening for new comments. Please ask again in a minute.',
    });
    await first.body!.cancel();
    const second = await get(EVENTS);
    expect(second.status).toBe(200);
    await second.body!.cancel();
  });

  test('are all let go when the process stops, and no more are taken', async () => {
    const live = createLiveVersions({ library, discussions, clock: createManualClock(0), report });
    const heard = [1, 2, 3].map(() => reading(new Response(live.listen(topic, null))));
    live.close();
    await vi.waitFor(() => expect(heard.every(({ ended }) => ended())).toBe(true));
    expect(live.listen(topic, null)).toBeNull();
  });
});

test('the script of an article’s page is under 6 KB packed', async () => {
  const { text } = await createWebWorld([article]);
  const [path] = /(?<=<script src=")[^"]*/.exec(await text('/articles/bridge'))!;
  const script = await text(path);
  expect(() => new Script(script)).not.toThrow();
  expect(gzipSync(script).byteLength).toBeLessThan(6_000);
});

test('the page says what its script needs: where it listens and counts, what it shows, and its own words', async () => {
  const german = articleWith({ slug: 'bruecke', language: 'de' });
  const { text, open, reply } = await createWebWorld([german]);
  await open(german);
  await reply({}, {});
  const attribute = /data-live="([^"]*)"/.exec(await text('/articles/bruecke?sort=top&page=1'))![1]!;
  expect(JSON.parse(attribute.replaceAll('&quot;', '"'))).toEqual({
    events: '/articles/bruecke/events',
    counts: '/articles/bruecke/comments.json?size=1',
    newest: '/articles/bruecke?sort=newest#feed',
    version: expect.stringMatching(/^[\w-]{16}$/),
    count: 2,
    language: 'de',
    words: { one: '# neuer Kommentar', other: '# neue Kommentare' },
  });
});
