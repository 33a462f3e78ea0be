import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { startApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { configFrom } from '../../src/config.ts';
import { BRIDGE, startNewsroom } from '../helpers/newsroom.ts';

/** Listens to an article's discussion; `versions` are those told so far, `end` settles when the server ends the stream, and rejects when it is cut. */
async function listenTo(url: string) {
  const stop = new AbortController();
  afterEach(() => stop.abort());
  const answer = await fetch(url, { signal: stop.signal });
  expect(answer.status).toBe(200);
  let text = '';
  const read = async (): Promise<void> => {
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) text += part;
  };
  const end = read();
  end.catch(() => undefined); // a test that does not wait for it
  return { versions: () => text.match(/^id: .*$/gm) ?? [], text: () => text, end };
}

test('a page hears of a new comment by itself, from the process that writes and from one that is the page alone', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await using content = await mkdtempDisposable(join(tmpdir(), 'content-'));
  await writeFile(join(content.path, 'bridge.md'), BRIDGE);
  const silent = () => undefined;
  const page = await startApp({
    config: configFrom({ ROLE: 'web', PORT: '0', STORE_URL: newsroom.storeUrl, CONTENT_DIR: content.path }),
    discord: { token: null, appUrl: newsroom.sandbox.url },
    clock: systemClock,
    log: { error: silent, warn: silent, info: silent, debug: silent },
  });
  const all = await Promise.all([newsroom.url, page.url!].map((url) => listenTo(`${url}/articles/bridge/events`)));
  await vi.waitFor(() => expect(all.map(({ versions }) => versions().length)).toEqual([1, 1]), 20_000);
  await newsroom.person('reader').say(thread, 'Is the toll gone?');
  await vi.waitFor(() => {
    for (const { versions } of all) expect(new Set(versions()).size).toBeGreaterThan(1);
  }, 20_000);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  for (const { text } of all) expect(text()).not.toContain('toll');
  await page.stop();
  await all[1]!.end;
});

test('a page that listens does not hold up the end: its stream is ended, not cut', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.open();
  const { versions, end } = await listenTo(`${newsroom.url}/articles/bridge/events`);
  await vi.waitFor(() => expect(versions()).toHaveLength(1), 20_000);
  await newsroom.stopApp();
  await end;
});
