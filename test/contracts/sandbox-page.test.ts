import { createServer, get } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { PageView } from '../../src/sandbox/page/view.ts';
import { textChannel } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const WORDS = 'Sandbox: not Discord. Everything here stays on this computer. The bot is the real one.';

/** Reads a member's views of a place as they come. */
async function* viewsOf(url: string, query: Record<string, string>): AsyncGenerator<PageView> {
  const response = await fetch(`${url}/sandbox/events?${new URLSearchParams(query).toString()}`);
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (text + chunk).split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) yield JSON.parse(part.slice('data: '.length)) as PageView;
  }
}

test('the page says what it is, loads only its own files and cannot be framed', async () => {
  await using box = await startBox();
  const response = await fetch(`${box.sandbox.url}/channels/${box.sandbox.guild}/1`);
  expect(await response.text()).toContain(WORDS);
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect((await fetch(`${box.sandbox.url}/page/main.js`)).headers.get('content-type')).toContain('text/javascript');
  expect((await fetch(`${box.sandbox.url}/page/modules/preact.js`)).status).toBe(200);
  expect((await fetch(`${box.sandbox.url}/page/..%2fpage.ts`)).status).toBe(404);
});

test('a member’s view is sent again after a change, with Discord’s markdown as safe HTML', async () => {
  await using box = await startBox();
  const place = await box.channel('news');
  const views = viewsOf(box.sandbox.url, { as: 'reader', place });
  const first = await views.next();
  expect(first.value).toMatchObject({ me: { username: 'reader' }, open: { id: place, messages: [] } });
  await box.person('guest').say(place, '**Hello** <b>there</b>');
  const second = await views.next();
  expect(second.value?.open?.messages).toMatchObject([
    { author: { name: 'Gus Guest' }, html: '<p dir="auto"><strong>Hello</strong> &lt;b&gt;there&lt;/b&gt;</p>' },
  ]);
  await views.return(undefined);
});

test('a view says what the member can do, or why they cannot', async () => {
  await using box = await startBox();
  const place = await box.channel('articles');
  for await (const { open } of viewsOf(box.sandbox.url, { as: 'guest', place })) {
    expect(open?.closed).toBe('Gus Guest cannot open posts here without Send Messages.');
    break;
  }
  for await (const { open } of viewsOf(box.sandbox.url, { as: 'reader', place })) {
    expect(open?.closed).toBeNull();
    break;
  }
});

test('buttons and menus in locked or archived threads are shown as disabled', async () => {
  await using box = await startBox();
  const client = await box.client();
  const thread = await textChannel(client).threads.create({ name: 'Talk' });
  const rows = [
    { type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: 'press' }] },
    { type: 1, components: [{ type: 5, custom_id: 'pick' }] },
  ];
  await thread.send({ content: 'Choose', components: rows });
  const usable = async (): Promise<boolean[]> => {
    for await (const { open } of viewsOf(box.sandbox.url, { as: 'owner', place: thread.id })) {
      const parts = open?.messages.flatMap(({ components }) => components.flatMap(({ children }) => children)) ?? [];
      return parts.map(({ isDisabled }) => !isDisabled);
    }
    return [];
  };
  expect(await usable()).toEqual([true, true]);
  await thread.setLocked(true);
  expect(await usable()).toEqual([false, false]);
  await thread.edit({ locked: false, archived: true });
  expect(await usable()).toEqual([false, false]);
});

test('a thread starts with the message it was opened from, without its buttons', async () => {
  await using box = await startBox();
  const rows = [{ type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: 'press' }] }];
  const opener = await textChannel(await box.client()).send({ content: 'Choose', components: rows });
  const thread = await opener.startThread({ name: 'Talk' });
  for await (const { open } of viewsOf(box.sandbox.url, { as: 'owner', place: thread.id })) {
    expect(open?.messages).toMatchObject([{ id: opener.id, content: 'Choose', components: [] }]);
    break;
  }
});

test('the article page is proxied for the frame, with its version and its own policy', async () => {
  await using box = await startBox();
  const page = createServer((request, response) => {
    const isKnown = request.headers['if-none-match'] === '"1"';
    response.writeHead(isKnown ? 304 : 200, { etag: '"1"', 'content-security-policy': "default-src 'none'" });
    response.end(isKnown ? undefined : request.url);
  });
  await once(page.listen(0, '127.0.0.1'), 'listening');
  const url = `${box.sandbox.url}/articles/a?page=2`;
  expect((await fetch(url)).status).toBe(404);
  const { port } = page.address() as { port: number };
  box.sandbox.setSite({ url: `http://127.0.0.1:${port}`, fillPage: async (page) => page });
  const answer = await fetch(url);
  expect(await answer.text()).toBe('/articles/a?page=2');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
  expect((await fetch(url, { headers: { 'if-none-match': '"1"' } })).status).toBe(304);
  page.closeAllConnections();
  page.close();
  expect((await fetch(url)).status).toBe(502);
});

/** A site that writes down which paths it was asked for. */
async function startSite(): Promise<{ origin: string; port: number; asked: string[] } & Disposable> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const dispose = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${port}`, port, asked, [Symbol.dispose]: dispose };
}

test('requests are proxied only to the articles’ server, whatever their path says', async () => {
  await using box = await startBox();
  using site = await startSite();
  using other = await startSite();
  box.sandbox.setSite({ url: site.origin, fillPage: async (page) => page });
  const there = `127.0.0.1:${other.port}`;
  const paths = [
    `//${there}/x?y=1`,
    `///${there}/x`,
    String.raw`/\\${there}/x`,
    String.raw`\\${there}/x`,
    `/%2f%2f${there}/x`,
    `/%5c%5c${there}/x`,
    `//reader:secret@${there}/x`,
    `/@${there}/x`,
    `@${there}/x`,
    `/a/..//${there}/x`,
    `/.//${there}/x`,
    `/http://${there}/x`,
    `/:${other.port}/x`,
    `:${other.port}/x`,
    `${other.origin}/x`,
    `${other.origin}//${there}/x`,
    `/?x=//${there}`,
    `/x?//${there}`,
  ];
  const { port } = new URL(box.sandbox.url);
  for (const path of paths)
    await new Promise<void>((resolve, reject) => {
      const headers = { 'sec-fetch-dest': 'iframe' };
      get({ host: '127.0.0.1', port, path, headers }, (response) => response.resume().on('end', resolve)).on(
        'error',
        reject,
      );
    });
  expect(other.asked).toEqual([]);
  expect(site.asked).toContain(`//${there}/x?y=1`);
  expect(site.asked).toContain(`/%2f%2f${there}/x`);
  expect(site.asked.length).toBeGreaterThan(10);
});
