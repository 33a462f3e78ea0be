import { expect, test } from 'vitest';
import { startBox } from '../helpers/sandbox.ts';

const INHERITED = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty'];

test('names of built-in object properties are never actions, faults, channel types or permissions', async () => {
  await using box = await startBox();
  const owner = box.person('owner');
  for (const name of INHERITED) {
    await expect(owner.do(name, {})).rejects.toMatchObject({ status: 404 });
    await expect(box.drive('fault', { kind: name })).rejects.toMatchObject({ code: 50_035 });
    await expect(owner.do('create-channel', { name: 'x', type: name })).rejects.toMatchObject({ code: 50_035 });
    await expect(
      owner.do('bot-permission', { channel: 'news', permission: name, allowed: true }),
    ).rejects.toMatchObject({ code: 50_035 });
    const response = await fetch(`${box.sandbox.apiUrl}/v10/interactions/1/x/callback`, {
      method: 'POST',
      body: JSON.stringify({ type: name }),
    });
    expect(await response.json()).toMatchObject({ code: 50_035 });
  }
});

const LONG = 'x'.repeat(5_000);

test.each([
  ['channel', { channel: 'news', slowmode: -1 }],
  ['channel', { channel: 'news', slowmode: 21_601 }],
  ['channel', { channel: 'news', slowmode: 1.5 }],
  ['channel', { channel: 'news', name: '' }],
  ['channel', { channel: 'news', topic: LONG }],
  ['channel', { channel: 'articles', available_tags: Array.from({ length: 21 }, (_, n) => ({ name: `tag ${n}` })) }],
  ['channel', { channel: 'articles', available_tags: [{ name: 'longer than a tag may be' }] }],
  ['create-channel', { name: LONG }],
  ['member', { timeout: 1e300 }],
  ['member', { timeout: 29 * 86_400 }],
  ['member', { nick: LONG }],
  ['open-thread', { channel: 'news', name: ' ' }],
  ['open-thread', { channel: 'news', name: LONG }],
  ['say', { channel: 'news', content: LONG }],
  ['say', { channel: 'news', sticker: 'none of ours' }],
  ['say', { channel: 'news', poll: { question: LONG, answers: ['yes'] } }],
  ['say', { channel: 'news', poll: { question: 'Which?', answers: [] } }],
  ['say', { channel: 'news', attachments: [{ filename: 'a', content: 'x', description: LONG }] }],
])('people’s %s keeps to Discord’s limits: %j', async (route, body) => {
  await using box = await startBox();
  await expect(box.person('owner').do(route, body)).rejects.toMatchObject({ status: 400, code: 50_035 });
});

test('renaming a thread follows the same rules as opening one, and a post carries only existing tags', async () => {
  await using box = await startBox();
  const owner = box.person('owner');
  const { thread } = await owner.do<{ thread: string }>('open-thread', { channel: 'news', name: 'Short' });
  await expect(owner.do('thread', { channel: thread, name: LONG })).rejects.toMatchObject({ code: 50_035 });
  const post = { channel: 'articles', name: 'Post', content: 'words' };
  await expect(owner.do('open-thread', { ...post, tags: ['Nonsense'] })).rejects.toMatchObject({ code: 10_087 });
  expect(await owner.do('open-thread', { ...post, tags: ['World'] })).toHaveProperty('thread');
});

test('an upload’s type is dropped if no header can carry it, and the upload is served', async () => {
  await using box = await startBox();
  const attachments = ['text/\nhtml', 'ü/ü', 'nonsense'].map((content_type) => ({
    filename: 'a.txt',
    content: 'bytes',
    content_type,
  }));
  const sent = await box.person('reader').say(await box.channel('news'), '', { attachments });
  for (const { url } of sent.attachments) {
    const served = await fetch(url);
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  }
});

test.each([
  [{ kind: 'status', route: 'GET /nowhere' }, 'route'],
  [{ kind: 'drop-event', event: 'MESSAGE_VANISH' }, 'event'],
  [{ kind: 'status', status: 429, scope: 'two\nlines' }, 'scope'],
  [{ kind: 'status', status: 429, retry_after: -1 }, 'retry_after'],
  [{ kind: 'status', status: 599.5 }, 'status'],
  [{ kind: 'delay', milliseconds: -1 }, 'milliseconds'],
  [{ kind: 'double-event', times: 0.5 }, 'times'],
  [{ kind: 'close', code: 1005 }, 'code'],
])('a fault that could never happen is refused: %j', async (fault, field) => {
  await using box = await startBox();
  const response = await fetch(`${box.sandbox.url}/sandbox/fault`, { method: 'POST', body: JSON.stringify(fault) });
  expect(await response.json()).toMatchObject({ code: 50_035, errors: { [field]: {} } });
});

test('the box’s time advances by whole milliseconds, up to the last id that discord.js can read', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  await box.advance('0.0001s');
  await box.advance('1.5ms');
  await box.advance('7300d');
  const far = await box.person('reader').say(news, 'in twenty years');
  expect(Date.parse(far.timestamp)).toBeGreaterThan(Date.now() + 7_299 * 86_400_000);
  for (const duration of ['36500d', `${'9'.repeat(400)}d`, '-1d'])
    await expect(box.advance(duration)).rejects.toMatchObject({ code: 50_035 });
  expect((await box.person('reader').say(news, 'still here')).id).toMatch(/^\d{17,19}$/);
});
