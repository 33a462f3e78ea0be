import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startBox } from '../helpers/sandbox.ts';

const statusWith = (url: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

test('a foreign Host or Origin is refused', async () => {
  await using box = await startBox();
  const url = `${box.sandbox.url}/sandbox/state`;
  expect(await statusWith(url, {})).toBe(200);
  expect(await statusWith(url, { host: 'evil.example' })).toBe(403);
  expect(await statusWith(url, { origin: 'https://evil.example' })).toBe(403);
  expect(await statusWith(url, { origin: box.sandbox.url })).toBe(200);
});

test('broken JSON, a missing field, an unknown member and an unknown route get Discord’s errors', async () => {
  await using box = await startBox();
  const post = async (route: string, body: string) => {
    const response = await fetch(`${box.sandbox.url}/sandbox/${route}`, { method: 'POST', body });
    return { status: response.status, ...((await response.json()) as object) };
  };
  expect(await post('say', '{')).toMatchObject({ status: 400, code: 50_109 });
  expect(await post('say', '{"as":"reader"}')).toMatchObject({ status: 400, code: 50_035, errors: { channel: {} } });
  expect(await post('say', '{"as":"nobody"}')).toMatchObject({ status: 400, code: 50_035, errors: { as: {} } });
  expect(await post('sing', '{"as":"reader"}')).toMatchObject({ status: 404 });
});

test('stickers, polls, voice messages, forwards, webhooks and other bots are available to tests', async () => {
  await using box = await startBox();
  await box.client();
  const news = await box.channel('news');
  const reader = box.person('reader');
  expect(await reader.do('say', { channel: news, sticker: 'wave' })).toMatchObject({
    sticker_items: [{ name: 'wave' }],
  });
  expect(await reader.do('say', { channel: news, poll: { question: 'Well?', answers: ['Yes', 'No'] } })).toMatchObject({
    poll: { question: { text: 'Well?' } },
  });
  expect(await reader.do('say', { channel: news, voice: true })).toMatchObject({ flags: 1 << 13 });
  const { id } = await reader.say(news, 'Original');
  expect(await reader.do('say', { channel: news, forward: id })).toMatchObject({
    message_snapshots: [{ message: { content: 'Original' } }],
  });
  expect(await box.person('owner').do('post-as', { channel: news, name: 'Feed', content: 'Hook' })).toMatchObject({
    webhook_id: expect.any(String) as unknown,
  });
});
