import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { articleWith } from '../helpers/article.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { startEmbedding, strictPolicy, type Embedding } from '../helpers/embedding.ts';

let stage: Embedding;

/** Where the pictures of what a test saw go, for people to look at; nowhere unless told. */
const PICTURES = process.env['PICTURES'];

beforeAll(async () => {
  const text = 'A paragraph that is read. '.repeat(30);
  stage = await startEmbedding((host) => [
    articleWith({ slug: 'bridge', title: 'The old bridge', lead: text }),
    articleWith({ slug: 'tunnel', title: 'The tunnel', url: `${host}/tunnel` }),
  ]);
  const { world } = stage;
  await world.open(world.library.bySlug('bridge')!);
  await world.open(world.library.bySlug('tunnel')!, { thread: '900' });
  for (const thread of ['100', '900'])
    await world.reply(
      ...Array.from({ length: 12 }, (_, index) => ({ thread, content: `Comment number ${index + 1}.` })),
    );
});

afterAll(() => stage[Symbol.asyncDispose]());

test('a line tells how many comments came, moves nothing, costs one small request, and leads to the newest', async () => {
  const { page, complaints, shift } = await stage.open(`${stage.below}/articles/bridge`);
  await page.getByText('Comment number 6.').scrollIntoViewIfNeeded();
  const line = page.getByRole('status').getByRole('link');
  expect(await line.count()).toBe(0);
  const before = stage.asked.length;
  for (const word of ['first', 'second', 'third']) await stage.world.reply({ content: `The ${word} that came.` });
  await line.getByText('3 new comments').waitFor();
  expect(await shift()).toBe(0);
  const asked = stage.asked.slice(before);
  expect(new Set(asked)).toEqual(new Set(['/articles/bridge/comments.json?size=1']));
  expect(asked.length).toBeLessThan(3); // one, and another on a machine that stalls between the replies
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.getByText('Comment number 6.').scrollIntoViewIfNeeded();
    await expectAccessible(page, `new comments, ${width}`);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/new-comments-${colorScheme}-${width}.png` });
    }
  }
  await line.click();
  await page.getByText('The third that came.').waitFor();
  expect(page.url()).toBe(`${stage.below}/articles/bridge?sort=newest#feed`);

  await stage.world.reply({ content: 'The fourth that came.' });
  await line.getByText('1 new comment').click(); // leads to where we are
  await page.getByText('The fourth that came.').waitFor();
  expect(complaints).toEqual([]);
});

test('while nobody looks at the page it does not listen, and tells afterwards what came meanwhile', async () => {
  const { page } = await stage.open('about:blank');
  await page.addInitScript(`
    window.sources = [];
    window.EventSource = class extends EventSource { constructor(url) { super(url); window.sources.push(this); } };
    Object.defineProperty(document, 'hidden', { get: () => window.away === true });
    window.turn = (away) => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); };
  `);
  await page.goto(`${stage.below}/articles/bridge`);
  const states = () => page.evaluate<number[]>('window.sources.map(({ readyState }) => readyState)');
  await vi.waitFor(async () => expect(await states()).toEqual([1]), 20_000);
  await page.evaluate('window.turn(true)');
  expect(await states()).toEqual([2]);
  await stage.world.reply({ content: 'While nobody looked.' });
  await page.evaluate('window.turn(false)');
  await page.getByRole('status').getByText('1 new comment').waitFor();
  expect(await states()).toHaveLength(2);
});

test('on another site’s page the line fills the box with the newest, under a strict policy', async () => {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A tunnel</title><link rel="icon" href="data:,"></head>
    <body><h1>A tunnel</h1><div data-belowline></div><script src="${stage.below}/embed.js" async nonce="n0nce"></script></body></html>`;
  stage.put('/tunnel', { html, headers: { 'content-security-policy': strictPolicy(stage.below) } });
  const { page, complaints, shift } = await stage.open('/tunnel');
  await page.getByText('Comment number 6.').scrollIntoViewIfNeeded();
  const shiftBefore = await shift();
  await stage.world.reply({ thread: '900', content: 'Out of the tunnel.' });
  const line = page.getByRole('link', { name: '1 new comment' });
  await line.waitFor();
  expect(await shift()).toBe(shiftBefore);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/new-comments-embed.png` });
  await line.click();
  await page.getByText('Out of the tunnel.').waitFor();
  expect(page.url()).toBe(`${stage.host}/tunnel`);
  expect(complaints).toEqual([]);
});
