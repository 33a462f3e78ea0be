import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everything } from '../../helpers/everything.ts';
import { startBox } from '../../helpers/sandbox.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  path = join(folder, 'inner', 'box.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a restarted box has its guild, its messages with files, and its time', async () => {
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

test('a truncated snapshot is set aside with a log line, and the box starts empty', async () => {
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

test('a snapshot is replaced atomically and leaves no other files', async () => {
  await snapshotText();
  await writeFile(`${path}.new`, 'half a snap'); // what a killed process leaves
  {
    await using again = await startBox({ snapshot: path });
    expect((await again.state()).messages[await again.channel('news')]).toHaveLength(1);
  }
  expect(await readdir(join(folder, 'inner'))).toEqual(['box.json']);
});

test('a box where everything has happened restarts as it was', async () => {
  let before: object;
  {
    await using box = await startBox({ snapshot: path });
    await everything(box);
    before = await box.state();
  }
  const lines: string[] = [];
  await using again = await startBox({ snapshot: path, log: (line) => lines.push(line) });
  expect(lines).toEqual([]);
  const portless = (state: object): unknown =>
    JSON.parse(JSON.stringify(state).replaceAll(/http:\/\/127\.0\.0\.1:\d+[^"]*/g, ''));
  expect(portless(await again.state())).toEqual(portless(before));
});

/** Every path in a value to something that stands there once: of a list's or a map's items the first stands for all. */
function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  const entries: [string, unknown][] = Object.entries(value);
  for (const [key, inner] of Array.isArray(value) ? entries.slice(0, 1) : entries)
    yield* pathsIn(inner, [...path, key]);
}

/** A snapshot whose value at a path is gone, or something else. */
function spoilt(text: string, path: readonly string[], how: 'gone' | 'something else'): string {
  const copy = JSON.parse(text) as Record<string, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
  const last = path.at(-1) ?? '';
  if (how === 'gone') Reflect.deleteProperty(parent, last);
  else parent[last] = typeof parent[last] === 'string' ? 7 : 'something else';
  return JSON.stringify(copy);
}

test('a corrupted or older snapshot either works or is set aside', async () => {
  const whole = await snapshotText();
  const file = join(folder, 'box.json');
  for (const spot of pathsIn(JSON.parse(whole)))
    for (const how of ['gone', 'something else'] as const) {
      await writeFile(file, spoilt(whole, spot, how));
      await using box = await startBox({ snapshot: file, log: () => undefined });
      for (const { id } of (await box.state()).channels) {
        const headers = { authorization: `Bot ${box.sandbox.token}` };
        await fetch(`${box.sandbox.apiUrl}/v10/channels/${id}/messages`, { headers });
      }
      const said = await box.person('owner').say(await box.channel('news'), 'It works');
      expect(said.content).toBe('It works');
      await box.advance('8d');
    } // closing each box asserts that nothing failed in it
});

test('a snapshot is written while events go on, not only after them', async () => {
  await using box = await startBox({ snapshot: path });
  const news = await box.channel('news');
  await vi.waitFor(
    async () => {
      await box.person('reader').say(news, 'And another');
      expect(existsSync(path)).toBe(true);
    },
    { timeout: 4_000, interval: 20 },
  );
});

test('a failed snapshot write is logged once and retried until it works', async () => {
  const inner = join(folder, 'later');
  const lines: string[] = [];
  const start = () => startBox({ snapshot: join(inner, 'box.json'), log: (line) => lines.push(line) });
  {
    await using box = await start();
    await rm(inner, { recursive: true });
    await writeFile(inner, 'a file where the folder should be');
    const news = await box.channel('news');
    await box.person('reader').say(news, 'Lost?');
    await vi.waitFor(() => expect(lines).not.toEqual([]), { timeout: 4_000 });
  } // closing tries once more, in vain
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('cannot write its snapshot');
  await rm(inner);
  await using again = await start();
  await again.person('reader').say(await again.channel('news'), 'Kept');
  await vi.waitFor(() => expect(existsSync(join(inner, 'box.json'))).toBe(true), { timeout: 4_000 });
});

test('two boxes never share a snapshot: the second refuses to start until the first is gone', async () => {
  {
    await using first = await startBox({ snapshot: path });
    await expect(startBox({ snapshot: path })).rejects.toThrow(/is in use by process \d+/);
    expect(await first.channel('news')).toBeTruthy();
  }
  await writeFile(`${path}.lock`, '999999999'); // of a process that was killed
  await using again = await startBox({ snapshot: path });
  expect(await again.channel('news')).toBeTruthy();
});
