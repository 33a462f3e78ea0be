import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBox } from '../../helpers/sandbox.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  path = join(folder, 'inner', 'box.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a box that is started again has its guild, its messages with their files, and its time', async () => {
  let guild: string;
  let news: string;
  {
    await using box = await startBox({ snapshot: path });
    guild = box.sandbox.guild;
    news = await box.channel('news');
    await box.person('reader').say(news, 'Kept', { attachments: [{ filename: 'a.txt', content: 'bytes' }] });
    await box.advance('1h');
  }
  await using again = await startBox({ snapshot: path });
  expect(again.sandbox.guild).toBe(guild);
  expect(again.sandbox.clock.now()).toBeGreaterThan(Date.now() + 3_500_000);
  const [message] = (await again.state()).messages[news] ?? [];
  expect(message?.content).toBe('Kept');
  expect(await (await fetch(message?.attachments[0]?.url ?? '')).text()).toBe('bytes');
  const next = await again.person('reader').say(news, 'After');
  expect(BigInt(next.id)).toBeGreaterThan(BigInt(message?.id ?? 0));
});

test('a snapshot that was cut short is set aside with a line that says so, and the box starts empty', async () => {
  const file = join(folder, 'box.json');
  await writeFile(file, '{"format":1,"records":{"guild"');
  const lines: string[] = [];
  await using box = await startBox({ snapshot: file, log: (line) => lines.push(line) });
  expect(lines.join()).toContain('is broken');
  const aside = (await readdir(folder)).find((name) => name.startsWith('box.json.broken-'));
  expect(await readFile(join(folder, aside ?? ''), 'utf8')).toContain('"guild"');
  expect((await box.state()).messages).toEqual(expect.objectContaining({ [await box.channel('news')]: [] }));
});
