import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscussionReader } from '../../src/discussions/reading.ts';
import { openStore } from '../../src/store/open.ts';
import { systemClock } from '../../src/clock.ts';
import { createMemoryLibrary } from '../../src/articles/library.ts';
import { createLiveVersions } from '../../src/web/live.ts';
import { createWebHandler } from '../../src/web/handler.ts';
import { articleWith } from '../helpers/article.ts';
import { OPENED, writtenReply } from '../helpers/discussion-steps.ts';
import { SITE } from '../helpers/web-world.ts';
import { writerOf } from '../helpers/writer.ts';
import { type Line, tableFromLines } from './line.ts';

const ROUNDS = 300;

/** The discussions: their comments, five in each conversation, and more answers to the oldest head. */
const SMALL = { name: 'at 1k comments', comments: 1_000, more: 0 };
const OTHERS = [
  { name: 'at 50k comments', comments: 50_000, more: 0 },
  { name: 'at 500k comments', comments: 500_000, more: 0 },
  { name: 'at 50k answers to one head', comments: 1_000, more: 50_000 },
];

/** What is measured in each, and how much more it may take than at 1k comments. */
const MEASURED: readonly (readonly [
  name: string,
  limit: '≤ 1.2' | '≤ 1.5',
  action: (filled: Filled) => Promise<unknown>,
])[] = [
  ['page 1 of conversations', '≤ 1.2', ({ heads }) => heads(1)],
  ['a middle page of conversations', '≤ 1.2', ({ heads, pages }) => heads(Math.ceil(pages / 2))],
  ['an answer to the oldest head', '≤ 1.5', ({ append }) => append()],
];

/** What a page of conversations, made anew, and an answer cost over SQLite, as discussions grow. */
export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-bench-'));
  const filled: Filled[] = [];
  for (const discussion of [SMALL, ...OTHERS]) filled.push(await fill(folder, discussion));
  const lines: Line[] = [];
  for (const [name, limit, action] of MEASURED) {
    const [small = NaN, ...others] = await medians(filled.map((one) => () => action(one)));
    lines.push({ name: `${name}, ${SMALL.name}`, value: small, unit: 'ms' });
    for (const [index, time] of others.entries())
      lines.push({ name: `${name}, ${OTHERS[index]?.name}, to ${SMALL.name}`, value: time / small, unit: '×', limit });
  }
  for (const one of filled) await one.close();
  rmSync(folder, { recursive: true });
  return lines;
}

type Filled = Awaited<ReturnType<typeof fill>>;

async function fill(folder: string, { name, comments, more }: typeof SMALL) {
  const store = await openStore(`sqlite:${join(folder, `${name}.sqlite`)}`);
  const writer = writerOf(store, 'opt-out').discussions;
  const reader = createDiscussionReader({ store });
  const article = articleWith({ slug: 'bridge' });
  const discussion = await writer.open({ ...OPENED, thread: '1000000000000000000', article: article.key });
  const oldest = 1_000_000_000_000_000_001n;
  let next = oldest;
  const reply = (answers: bigint | null) => ({
    type: 'reply.written' as const,
    reply: writtenReply({
      id: String(next++),
      content: 'Some words about the article. '.repeat(6),
      answers: answers === null ? null : String(answers),
      reactions: [{ emoji: '👍', count: Number(next % 97n) }],
    }),
  });
  const conversation = () => {
    const head = next;
    return [reply(null), reply(head), reply(head), reply(head + 1n), reply(head)];
  };
  for (let written = 0; written < comments; written += 500)
    await writer.apply(discussion, Array.from({ length: 100 }, conversation).flat());
  for (let written = 0; written < more; written += 500)
    await writer.apply(
      discussion,
      Array.from({ length: 500 }, () => reply(oldest)),
    );
  let version = 0;
  const library = createMemoryLibrary({ clock: systemClock, catalogue: { articles: [article], problems: [] } });
  const handler = createWebHandler({
    library,
    site: SITE,
    live: createLiveVersions({ library, discussions: reader, clock: systemClock, report: console.error }),
    health: { live: () => true, ready: async () => ({ ok: true, reasons: [] }) },
    // Another version each time, so that no page is kept.
    discussions: {
      ...reader,
      revision: () => String((version += 1)),
      ofArticle: async (key) => (await reader.ofArticle(key)).map((found) => ({ ...found, version })),
    },
  });
  return {
    pages: comments / 5 / 20,
    append: () => writer.apply(discussion, [reply(oldest)]),
    async heads(page: number) {
      const answer = await handler(new Request(`http://localhost/articles/bridge?page=${page}`));
      const shown = (await answer.text()).match(/ id="comment-/g)?.length;
      if (shown !== 80) throw new Error(`Page ${page} ${name} is not full`);
    },
    close: () => store.close(),
  };
}

/** Medians in milliseconds; all take turns, so that whatever else the machine does falls on each. */
async function medians(actions: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = actions.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, action] of actions.entries()) {
      const start = performance.now();
      await action();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((some) => some.toSorted((a, b) => a - b)[some.length >> 1] ?? NaN);
}

if (import.meta.main) console.log(tableFromLines(await run()));
