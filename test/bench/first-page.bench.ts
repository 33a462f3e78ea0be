import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscussionReader } from '../../src/discussions/reading.ts';
import { openStore } from '../../src/store/open.ts';
import { articleWith } from '../helpers/article.ts';
import { writtenReply } from '../helpers/discussion-steps.ts';
import { createWebWorld, idAt } from '../helpers/web-world.ts';
import { writerOf } from '../helpers/writer.ts';
import { type Line, tableFromLines } from './line.ts';

const SIZES = [1_000, 50_000, 500_000] as const;
const ROUNDS = 100;
const ref = { guild: '1', thread: '100' };
const article = articleWith({ slug: 'bridge' });

/** How long the fragment's first page takes after each change, over SQLite, however many comments there are. */
export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-bench-'));
  const discussions = [];
  for (const size of SIZES) discussions.push({ size, times: [] as number[], ...(await fill(folder, size)) });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { change, read, times } of discussions) {
      await change(round + 2);
      const start = performance.now();
      await read(round + 2);
      times.push(performance.now() - start);
    }
  }
  for (const { close } of discussions) await close();
  rmSync(folder, { recursive: true });
  const [small, ...large] = discussions.map(({ size, times }) => ({ size, time: median(times) }));
  const smallest = small?.time ?? NaN;
  return [
    { name: `fragment's first page of ${SIZES[0]} comments, changed before`, value: smallest, unit: 'ms' },
    ...large.map(({ size, time }) => ({
      name: `the same of ${size} to of ${SIZES[0]}`,
      value: time / smallest,
      unit: '×',
      limit: '≤ 1.2' as const,
    })),
  ];
}

async function fill(folder: string, size: number) {
  const store = await openStore(`sqlite:${join(folder, `${size}.sqlite`)}`);
  const writer = writerOf(store, 'opt-out').discussions;
  const { get } = await createWebWorld([article], { discussions: createDiscussionReader({ store }) });
  await writer.open({ ...ref, guildName: 'A guild', channel: '10', posts: [], article: article.key });
  const content = 'Some words about the article. '.repeat(6);
  for (let written = 0; written < size; written += 100) {
    const replies = Array.from({ length: 100 }, (_, index) =>
      writtenReply({ id: idAt(written + index), thread: ref.thread, author: String(200 + (index % 50)), content }),
    );
    await writer.apply(
      ref,
      replies.map((reply) => ({ type: 'reply.written', reply })),
    );
  }
  return {
    change: (count: number) =>
      writer.apply(ref, [{ type: 'reactions.counted', id: idAt(0), reactions: [{ emoji: '👍', count }] }]),
    async read(count: number) {
      const page = await (await get('/embed?article=bridge')).text();
      if (!page.includes(`<b>${count}</b>`)) throw new Error(`The page is not the one after change ${count}`);
    },
    close: () => store.close(),
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

if (import.meta.main) console.log(tableFromLines(await run()));
