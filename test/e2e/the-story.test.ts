import { expect, test } from 'vitest';
import { createStage, SILENT } from '../../src/cli/stage.ts';
import { CHAPTERS } from '../../src/sandbox/page/client/story/chapters.js';
import { playChapter } from '../../src/sandbox/page/client/story/play.js';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const SITE = { environment: { CONTENT_DIR: 'content' } };

/** Plays some chapters, and answers what the page showed after each step. */
async function play(newsroom: Newsroom, names: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  const audience = { ...SILENT, endStep: async (_step: object, words: string) => void seen.push(words) };
  for (const name of names) {
    const loaded = await CHAPTERS.find((each) => each.name === name)?.load();
    if (!loaded) throw new Error(`There is no chapter ${name}`);
    await playChapter(loaded.chapter, createStage({ sandbox: newsroom.sandbox.url, site: newsroom.url }), audience);
  }
  return seen;
}

test('the story is told from its first chapter to its last, and each can be played again', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask', ...SITE });
  const names = CHAPTERS.map(({ name }) => name);
  const seen = await play(newsroom, names);
  expect(seen).toContain('“1 reply is only on Discord.”');
  expect(seen).toContain('“Comments are closed.”');
  expect(seen.at(-1)).toBe('no change; all is well');
  expect(await play(newsroom, names)).toHaveLength(seen.length);
});

test.each(CHAPTERS.map(({ name }) => name))('the chapter “%s” needs none of the others', async (name) => {
  await using newsroom = await startNewsroom({ policy: 'ask', ...SITE });
  expect(await play(newsroom, [name])).not.toEqual([]);
});
