import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommentRecord } from '../../src/discussions/comment.ts';
import { createDiscussionReader } from '../../src/discussions/reading.ts';
import { openStore } from '../../src/store/open.ts';
import { OPENED } from '../helpers/discussion-steps.ts';

const WRITER = fileURLToPath(new URL('../helpers/write-until-killed.ts', import.meta.url));
const ROUNDS = 3;
const ACKNOWLEDGED = 150;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'belowline-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test(
  'after a writer is killed, all that it acknowledged is there and lists, counts and comments agree',
  { timeout: 60_000 },
  async () => {
    const url = `sqlite:${join(folder, 'store.sqlite')}`;
    const acknowledged = new Map<string, 'written' | 'deleted'>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const [what, id] of await writeAndKill(url, round * 10_000)) acknowledged.set(id, what);
      await expectWhole(url, acknowledged);
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 50);
  },
);

/** Lets a process write until it has acknowledged enough, kills it, and answers with all that it acknowledged. */
async function writeAndKill(url: string, firstId: number): Promise<['written' | 'deleted', string][]> {
  const writer = spawn(process.execPath, [WRITER, url, String(firstId)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(writer, 'exit');
  const lines: ['written' | 'deleted', string][] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    const [what, id = ''] = line.split(' ');
    lines.push([what === 'deleted' ? 'deleted' : 'written', id]);
    if (lines.length === ACKNOWLEDGED) writer.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return lines;
}

async function expectWhole(url: string, acknowledged: ReadonlyMap<string, 'written' | 'deleted'>): Promise<void> {
  const store = await openStore(url);
  const reader = createDiscussionReader({ store });
  const prefix = `{${OPENED.guild}}:comment:${OPENED.thread}:`;
  const records = new Map<string, CommentRecord>();
  for await (const [key, record] of store.iterate<CommentRecord>(prefix)) records.set(key.slice(prefix.length), record);
  const ids = (...states: CommentRecord['state'][]) =>
    [...records]
      .filter(([, { state }]) => states.includes(state))
      .map(([id]) => id)
      .toSorted();

  const [discussion] = await reader.ofArticle(OPENED.article);
  if (!discussion) throw new Error('The discussion is not there');
  const listed = [];
  for (let number = 1; ; number += 1) {
    const page = await reader.page(discussion, { sort: 'oldest', section: null, size: 100, from: { page: number } });
    if (!page) break;
    listed.push(...page.comments.map(({ id }) => id));
  }
  expect(listed).toEqual(ids('published', 'tombstone'));
  expect(discussion.counts.comments).toBe(ids('published').length);
  // A deletion may have been carried out without anybody being told; a comment that was acknowledged may not be missing.
  const written = [...acknowledged]
    .filter(([id, what]) => what === 'written' && Number(id) % 3 !== 0)
    .map(([id]) => id);
  expect(written.filter((id) => records.get(id)?.state !== 'published')).toEqual([]);
  const deleted = [...acknowledged].filter(([, what]) => what === 'deleted').map(([id]) => id);
  expect(deleted.filter((id) => records.get(id)?.state === 'published')).toEqual([]);
  await store.close();
}
