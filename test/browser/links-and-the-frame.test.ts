import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('a link to a message opens its place at that message, and unread messages are marked', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'The one that is meant');
  await newsroom.person('reader').say(thread, Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n'));
  await page.getByRole('link', { name: /The Old Bridge Reopens.*unread/ }).waitFor();
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}/${id}`);
  await page.getByRole('heading', { level: 1, name: 'The Old Bridge Reopens' }).waitFor();
  const target = page.locator(`#m${id}`);
  await page.locator(`#m${id}:focus`).waitFor();
  const { y } = (await target.boundingBox())!;
  expect(y).toBeGreaterThan(0);
  expect(y).toBeLessThan(800);
});

test('the framed page reloads when it changes and keeps its scroll position', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  for (const name of ['reader', 'guest', 'moderator'])
    await newsroom.person(name).say(thread, Array.from({ length: 20 }, (_, line) => `${name} ${line}`).join('\n'));
  const article = page.frameLocator('iframe');
  await article.getByText('moderator 19').waitFor();
  await article.getByText('guest 10').scrollIntoViewIfNeeded();
  const scroll = () => page.frames()[1]!.evaluate<number>('Math.round(scrollY)');
  const before = await scroll();
  expect(before).toBeGreaterThan(100);
  await newsroom.person('owner').say(thread, 'One more');
  await article.getByText('One more').first().waitFor();
  await expect.poll(scroll).toBe(before);
});

test('leaving a framed page during its version check reloads neither it nor the next one', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  await page.frameLocator('iframe').getByRole('heading', { name: 'The Old Bridge Reopens' }).waitFor();
  const [asked, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route('**/articles/bridge', async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue();
    asked.resolve();
    await left.promise;
    await route.continue();
  });
  await newsroom.person('reader').say(thread, 'Another version');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await asked.promise;
  const [, frame] = page.frames();
  await frame?.goto(`${newsroom.sandbox.url}/privacy`);
  const answered = page.waitForResponse((response) => response.url().endsWith('/articles/bridge'));
  left.resolve();
  await (await answered).finished();
  await page.frameLocator('iframe').getByRole('heading', { name: 'Privacy' }).waitFor();
});

test('without JavaScript the page says what it is and what can be done', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const context = await stage.page.context().browser()!.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(stage.newsroom.sandbox.url);
  await page
    .getByText('Sandbox: not Discord. Everything here stays on this computer. The bot is the real one.')
    .waitFor();
  await page.locator('noscript p', { hasText: 'This page needs JavaScript.' }).waitFor();
});
