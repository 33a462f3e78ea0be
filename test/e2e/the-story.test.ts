import { describe, expect, test } from 'vitest';
import { createStage, SILENT } from '../../src/cli/stage.ts';
import { CHAPTERS } from '../../src/sandbox/page/client/story/chapters.js';
import { actTime, LEAD, lookTime } from '../../src/sandbox/page/client/story/pace.js';
import { playChapter } from '../../src/sandbox/page/client/story/play.js';
import type { Chapter, Step } from '../../src/sandbox/page/story.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const SITE = { environment: { CONTENT_DIR: 'content' } };
const NAMES = CHAPTERS.map(({ name }) => name);
const LONGEST = 37_000; // milliseconds: the bot takes its own time beside it, some tenths of a second a step

/** A chapter that was played. */
interface Played {
  readonly chapter: Chapter;
  /** What the page showed after each step. */
  readonly seen: string[];
  /** What each step would take in a browser, in milliseconds. */
  readonly times: number[];
}

async function playNamed(newsroom: Newsroom, name: string): Promise<Played> {
  const loaded = await CHAPTERS.find((each) => each.name === name)?.load();
  if (!loaded) throw new Error(`There is no chapter ${name}`);
  const [seen, times]: [string[], number[]] = [[], []];
  let acted = 0;
  await playChapter(loaded.chapter, createStage({ sandbox: newsroom.sandbox.url, site: newsroom.url }), {
    ...SILENT,
    async beforeAct({ route }, step) {
      acted += actTime(step, route === 'say' || route === 'command');
    },
    async endStep(step: Step, words: string) {
      seen.push(words);
      times.push(LEAD + acted + lookTime(step, { acted, seen: words }));
      acted = 0;
    },
  });
  return { chapter: loaded.chapter, seen, times };
}

test('the story is told from its first chapter to its last', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask', ...SITE });
  const seen: string[] = [];
  for (const name of NAMES) seen.push(...(await playNamed(newsroom, name)).seen);
  expect(seen).toContain('“1 reply is only on Discord.”');
  expect(seen).toContain('no change; all is well');
});

describe.each(NAMES)('the chapter “%s”', (name) => {
  test('does not depend on the others, can be played again, and ends on a page full of comments in English', async () => {
    await using newsroom = await startNewsroom({ policy: 'ask', ...SITE });
    const { chapter, seen } = await playNamed(newsroom, name);
    expect((await playNamed(newsroom, name)).seen).toEqual(seen);
    const { comments, count } = await newsroom.json(chapter.article);
    expect(count).toBeGreaterThanOrEqual(5);
    expect(comments.filter(({ parentId }) => parentId !== null).length).toBeGreaterThan(1);
    expect(comments.filter(({ reactions }) => (reactions ?? []).length > 0).length).toBeGreaterThan(2);
    expect(await (await newsroom.get(`/articles/${chapter.article}`)).text()).toContain('<html lang="en"');
  });

  test('takes at most 40 seconds, and shows nothing for less time than it takes to read', async () => {
    await using newsroom = await startNewsroom({ policy: 'ask', ...SITE });
    const { chapter, times, seen } = await playNamed(newsroom, name);
    expect(times.reduce((all, time) => all + time, 0)).toBeLessThanOrEqual(LONGEST);
    for (const [index, step] of chapter.steps.entries()) {
      const words = Math.max(step.title.split(' ').length, seen[index]?.split(' ').length ?? 0);
      expect(times[index]).toBeGreaterThanOrEqual(Math.max(4_000, words * 250));
    }
  });
});
