import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PageQuery, createDiscussionReader } from '../../src/discussions/reading.ts';
import { openStore } from '../../src/store/open.ts';
import { OPENED, writtenReply } from '../helpers/discussion-steps.ts';
import { writerOf } from '../helpers/writer.ts';
import type { Line } from './line.ts';

const SMALL = 1_000;
const LARGE = 50_000;
const ROUNDS = 400;
const LIMIT = '≤ 1.5';

/** A member who wrote nearly everything, and one who wrote nothing before. */
const [BUSY, NEW] = ['1', '2'];

/** The message that half of all replies answer, and the section that it shows. */
const [POST, SECTION] = ['91', 'first'];

/** What is measured, each in a discussion of 50,000 comments next to one of 1,000. */
const MEASURED: readonly (readonly [name: string, action: (filled: Filled) => Promise<unknown>])[] = [
  ['append by a member who wrote them all', ({ append }) => append(BUSY)],
  ['append by a new member', ({ append }) => append(NEW)],
  ['page 1 of 50 comments', ({ read }) => read({ from: { page: 1 } })],
  ['a middle page of 50 comments', ({ read, size }) => read({ from: { page: size / 100 } })],
  ['the newest 50 comments', ({ read }) => read({ sort: 'newest' })],
  ['the 50 comments with the most reactions', ({ read }) => read({ sort: 'top' })],
  ['50 comments about one section', ({ read }) => read({ section: SECTION })],
];

/** What an append and a page cost over SQLite. */
export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-bench-'));
  const [small, large] = [await fill(folder, SMALL), await fill(folder, LARGE)];
  const lines: Line[] = [];
  for (const [name, action] of MEASURED) {
    const [before, after] = await medians(
      () => action(small),
      () => action(large),
    );
    lines.push(
      { name: `${name}, at ${LARGE} to at ${SMALL} comments`, value: after / before, unit: '×', limit: LIMIT },
      { name: `${name}, at ${LARGE} comments`, value: after, unit: 'ms' },
    );
  }
  for (const filled of [small, large]) await filled.close();
  rmSync(folder, { recursive: true });
  return lines;
}

type Filled = Awaited<ReturnType<typeof fill>>;

async function fill(folder: string, size: number) {
  const store = await openStore(`sqlite:${join(folder, `${size}.sqlite`)}`);
  const writer = writerOf(store, 'opt-out').discussions;
  const reader = createDiscussionReader({ store });
  const discussion = await writer.open({ ...OPENED, thread: '1000000000000000000' });
  let next = 1_000_000_000_000_000_001n;
  const change = (author: string) => ({
    type: 'reply.written' as const,
    reply: writtenReply({
      id: String(next++),
      author,
      content: 'Some words about the article. '.repeat(6),
      answers: next % 2n === 0n ? POST : null,
      reactions: [{ emoji: '👍', count: Number(next % 97n) }],
    }),
  });
  for (let written = 0; written < size; written += 100) {
    await writer.apply(
      discussion,
      Array.from({ length: 100 }, () => change(BUSY)),
    );
  }
  return {
    size,
    append: (author: string) => writer.apply(discussion, [change(author)]),
    async read(query: Partial<PageQuery>) {
      const first = { sort: 'oldest', section: null, size: 50, from: { page: 1 } } as const;
      const found = await reader.page(discussion, { ...first, ...query });
      if (found?.comments.length !== 50) throw new Error(`The page of ${JSON.stringify(query)} is not full`);
    },
    close: () => store.close(),
  };
}

/** Medians in milliseconds; the two take turns, so that whatever else the machine does falls on both. */
async function medians(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, action] of [one, other].entries()) {
      const start = performance.now();
      await action();
      times[index]?.push(performance.now() - start);
    }
  }
  return [median(times[0]), median(times[1])];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
