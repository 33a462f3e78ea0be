import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';
import { BRIDGE } from '../helpers/newsroom.ts';

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WIDTH_OF_PICTURE = `document.querySelector('.picture img').naturalWidth`;
const FERRY = BRIDGE.replace('The Old Bridge Reopens', 'The Ferry Stays').replace('slug: bridge', 'slug: ferry');

test('links within the guild jump, article links open in the frame, and a reply leads to its parent', async () => {
  const articles = { 'bridge.md': BRIDGE, 'ferry.md': FERRY };
  await using stage = await openSandbox({ policy: 'opt-out', articles });
  const { page, newsroom } = stage;
  const { guild, url } = newsroom.sandbox;
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id } = await reader.say(thread, 'The first');
  await reader.say(thread, Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n'));
  await newsroom.person('guest').say(thread, 'The answer', { replyTo: id });
  await reader.say(
    newsroom.news,
    `See ${url}/channels/${guild}/${thread}/${id}, ${newsroom.url}/articles/ferry and https://example.org/elsewhere`,
  );

  await page.getByRole('link', { name: new RegExp(`${thread}/${id}$`) }).click();
  await page.getByRole('heading', { level: 1, name: 'The Old Bridge Reopens' }).waitFor();
  await page.locator(`#m${id}:focus`).waitFor();
  await page
    .getByRole('article')
    .filter({ hasText: 'The answer' })
    .getByRole('button', { name: /Rosa Reader The first/ })
    .click();
  await page.locator(`#m${id}:focus`).waitFor();
  await expect.poll(async () => (await page.locator(`#m${id}`).boundingBox())?.y ?? -1).toBeGreaterThan(0);

  await page.getByRole('link', { name: /^news/ }).click();
  const before = page.url();
  await page.getByRole('link', { name: `${newsroom.url}/articles/ferry` }).click();
  await page.frameLocator('iframe').getByRole('heading', { level: 1, name: 'The Ferry Stays' }).waitFor();
  expect(page.url()).toBe(before);
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'https://example.org/elsewhere' }).click();
  await (await opened).close();
  expect(page.url()).toBe(before);
});

test('files can be chosen, removed, and sent with or without words; a picture is shown', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page } = stage;
  const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
  const words = (name: string) => file(name, 'text/plain', Buffer.from('x'));
  const upload = page.getByLabel('Upload a file');
  await upload.setInputFiles([words('plan.txt'), words('draft.txt')]);
  await page.getByRole('button', { name: 'Remove draft.txt' }).click();
  expect(await upload.inputValue()).toBe(''); // so that it can be chosen again
  await page.getByRole('combobox', { name: /^Message #news/ }).fill('The plan');
  await page.getByRole('button', { name: 'Send' }).click();
  const message = page.getByRole('article').filter({ hasText: 'The plan' });
  await message.getByRole('link', { name: 'plan.txt' }).waitFor();
  await message.getByText('1 byte').waitFor();
  expect(await page.getByText('draft.txt').count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);

  await upload.setInputFiles([file('dot.png', 'image/png', DOT)]);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('img', { name: 'dot.png' }).waitFor();
  await expect.poll(() => page.evaluate<number>(WIDTH_OF_PICTURE)).toBe(1);
});

test('a screen reader hears who wrote what, also in components', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const told = page.getByRole('status');
  await newsroom.open();
  await told
    .getByText(/^belowline: .*The Old Bridge Reopens.*After two years of repairs/s)
    .waitFor({ state: 'attached' });
  await newsroom.person('reader').say(newsroom.news, 'Tom **&** Jerry ||part||');
  await told.getByText('Rosa Reader: Tom & Jerry spoiler').waitFor({ state: 'attached' });
});

test('times, edits, reactions, pins, files and unsupported content are shown', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const reader = newsroom.person('reader');
  const { id } = await reader.say(newsroom.news, 'Two hours ago: <t:1700000000:R>', {
    attachments: [{ filename: 'plan.txt', content: 'words' }],
  });
  await newsroom.drive('say', {
    as: 'guest',
    channel: newsroom.news,
    poll: { question: 'Is the toll fair?', answers: ['Yes', 'No'] },
  });
  await newsroom.drive('edit', { as: 'reader', message: id, content: 'Long ago: <t:1700000000:R>' });
  await newsroom.person('moderator').pin(id);
  const message = page.locator(`#m${id}`);
  await message.getByText('Long ago: ').waitFor();
  await message.getByText(/\d+ years ago/).waitFor();
  await message.getByText('(edited)').waitFor();
  await message.getByText('pinned').waitFor();
  await message.getByRole('link', { name: 'plan.txt' }).waitFor();
  await page.getByRole('article').getByText('pinned a message to this channel.').waitFor();
  await page.getByRole('article').getByText('Poll: Is the toll fair?').waitFor();

  await newsroom.person('guest').react(id, '👍');
  const thumb = message.getByRole('button', { name: '👍 1' });
  await thumb.click();
  await message.getByRole('button', { name: '👍 2', pressed: true }).click();
  await message.getByRole('button', { name: '👍 1', pressed: false }).waitFor();

  await page.getByRole('button', { name: 'Pinned messages' }).click();
  await page.getByRole('button', { name: /^Rosa Reader Long ago/ }).click();
  await page.locator(`#m${id}:focus`).waitFor();
  expect(await page.getByText('Nothing is pinned here.').count()).toBe(0);
});
