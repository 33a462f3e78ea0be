import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedComments } from '../../src/discord/summaries/summaries.ts';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { OPENED, writtenReply } from '../helpers/discussion-steps.ts';
import { writerOf } from '../helpers/writer.ts';
import { createDrafter } from '../../src/summaries/drafter.ts';
import type { DraftInput } from '../../src/summaries/draft.ts';
import { type Line, tableFromLines } from './line.ts';

const ROUNDS = 5;
const WORDS = 3_000;
const LONGEST = 4_000;

/**
 * Time of a draft in a worker of its own, from asking to the answer, of made-up comments of the usual length and of the longest
 * that Discord takes, and the longest time for which it keeps the main loop from anything else.
 */
export async function run(): Promise<Line[]> {
  const drafter = createDrafter();
  const time = async (comments: readonly DraftInput[]): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await drafter.draft(comments);
      times.push(performance.now() - start);
    }
    return Math.min(...times); // whatever else the machine does only adds to it
  };
  const block = async (comments: readonly DraftInput[]): Promise<number> => {
    const blocks: number[] = [];
    for (let round = 0; round < ROUNDS; round++) blocks.push(await longestBlock(() => drafter.draft(comments)));
    return Math.min(...blocks);
  };
  const lines: Line[] = [
    { name: 'draft from 100 comments', value: await time(comments(100, 150)), unit: 'ms' },
    { name: 'draft from 2,000 comments', value: await time(comments(2_000, 150)), unit: 'ms', limit: '< 2000' },
    { name: 'draft from 10,000 comments', value: await time(comments(10_000, 150)), unit: 'ms', limit: '< 4000' },
    {
      name: 'longest block of the main loop, 10,000 comments',
      value: await block(comments(10_000, 150)),
      unit: 'ms',
      limit: '≤ 50',
    },
    await readingBlock(),
    { name: 'draft from 10,000 of the longest', value: await time(comments(10_000, LONGEST)), unit: 'ms' },
  ];
  await drafter.close();
  return lines;
}

/** The longest time for which reading 10,000 comments from SQLite keeps the main loop. */
async function readingBlock(): Promise<Line> {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-bench-'));
  const store = await openStore(`sqlite:${join(folder, 'bench.sqlite')}`);
  const { discussions, members } = writerOf(store, 'opt-out');
  const discussion = await discussions.open({ ...OPENED, thread: '1000000000000000000' });
  const written = comments(10_000, 150);
  for (let start = 0; start < written.length; start += 100) {
    const replies = written.slice(start, start + 100);
    await discussions.apply(
      discussion,
      replies.map(({ id, author, content }) => ({
        type: 'reply.written',
        reply: writtenReply({ id, author, content }),
      })),
    );
  }
  const blocks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    blocks.push(await longestBlock(() => publishedComments({ discussions, members, clock: systemClock }, discussion)));
  }
  await store.close();
  rmSync(folder, { recursive: true });
  const name = 'longest block of the main loop, reading 10,000 comments';
  return { name, value: Math.min(...blocks), unit: 'ms', limit: '≤ 50' };
}

/** The longest time, in milliseconds, between two turns of the loop while something runs. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let [longest, last] = [0, performance.now()];
  const turn = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(turn);
  return longest;
}

/** Comments of made-up words, common ones and rare ones as in a language, the same in every run. */
function comments(count: number, length: number): DraftInput[] {
  let seed = 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const word = (): string =>
    Math.floor(WORDS ** random())
      .toString(26)
      .replace(/\d/g, (digit) => 'aeioustrnl'[Number(digit)] ?? '');
  return Array.from({ length: count }, (_, index) => {
    let content = '';
    while (content.length < length) {
      content += `The ${word()} of the ${word()} is ${word()}${word()} for ${word()}s and ${word()}${word()}. `;
    }
    const id = String(1_300_000_000_000_000_000n + BigInt(index) * 4_096_000n);
    return {
      id,
      author: String(index % 300),
      parent: null,
      isModerator: false,
      content: content.slice(0, length),
      score: index % 11,
      recommended: false,
    };
  });
}

if (import.meta.main) console.log(tableFromLines(await run()));
