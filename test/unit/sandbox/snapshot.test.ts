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

/** What a box makes of a snapshot file with these bytes: its log, what stands beside the file, and what it starts with. */
async function startedWith(text: string) {
  const file = join(folder, 'box.json');
  await writeFile(file, text);
  const lines: string[] = [];
  await using box = await startBox({ snapshot: file, log: (line) => lines.push(line) });
  const aside = (await readdir(folder)).find((name) => name.startsWith('box.json.broken-'));
  const kept = aside === undefined ? null : await readFile(join(folder, aside), 'utf8');
  if (aside !== undefined) await rm(join(folder, aside));
  return { lines, kept, messages: (await box.state()).messages[await box.channel('news')] };
}

async function snapshotText(): Promise<string> {
  {
    await using box = await startBox({ snapshot: path });
    await box.person('reader').say(await box.channel('news'), 'Kept');
  }
  return readFile(path, 'utf8');
}

test('a snapshot that was cut short anywhere is set aside with a line that says so, and the box starts empty', async () => {
  const whole = await snapshotText();
  for (const share of [0, 0.01, 0.3, 0.6, 0.99]) {
    const cut = whole.slice(0, Math.floor(whole.length * share));
    const { lines, kept, messages } = await startedWith(cut);
    expect(lines.join()).toContain('is broken');
    expect(kept).toBe(cut);
    expect(messages).toEqual([]);
  }
});

test.each([
  ['of another format', { format: 99 }],
  ['without its records', { records: {} }],
  ['without its last id', { lastId: null }],
  ['whose owner is nobody', { records: { guild: { id: '1', owner_id: '1' } } }],
])('a snapshot %s is set aside', async (_what, change) => {
  const whole = JSON.parse(await snapshotText()) as { records: object };
  const records =
    'records' in change && 'guild' in change.records ? { ...whole.records, ...change.records } : undefined;
  const { kept, messages } = await startedWith(JSON.stringify({ ...whole, ...change, ...(records && { records }) }));
  expect(kept).not.toBeNull();
  expect(messages).toEqual([]);
});

test('a snapshot is replaced as a whole: beside it nothing stays, and what stood there before counts until then', async () => {
  await snapshotText();
  await writeFile(`${path}.new`, 'half a snap'); // what a killed process leaves
  {
    await using again = await startBox({ snapshot: path });
    expect((await again.state()).messages[await again.channel('news')]).toHaveLength(1);
  }
  expect(await readdir(join(folder, 'inner'))).toEqual(['box.json']);
});
