import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sort } from '../../../src/discussions/ports.ts';
import type { Discussion } from '../../../src/discussions/discussion.ts';
import { createDiscussionReader } from '../../../src/storage/discussion-reader.ts';
import { openStore } from '../../../src/storage/open.ts';
import { createDiscussionModel, type DiscussionModel, type Step } from '../../helpers/discussion-model.ts';
import { anySteps, OPENED, storyAndShuffled } from '../../helpers/discussion-steps.ts';
import { chosen, writerOf } from '../../helpers/writer.ts';

const LISTS = [null, 'first', 'second'];

async function openDiscussion() {
  const store = await openStore('memory:');
  const { discussions: writer, members } = writerOf(store);
  const reader = createDiscussionReader({ store });
  await writer.open(OPENED);
  const perform = (step: Step): Promise<void> =>
    step.type === 'choose'
      ? members.choose({ guild: OPENED.guild, user: step.user }, chosen(step.choice))
      : writer.apply(OPENED, [step.change]);
  const discussion = async (): Promise<Discussion> => {
    const [found] = await reader.ofArticle(OPENED.article);
    if (!found) throw new Error('The discussion is not there');
    return found;
  };
  return { store, writer, members, reader, perform, discussion };
}

type Opened = Awaited<ReturnType<typeof openDiscussion>>;

/** Everything that a page shows of one list, walked through in pages. */
async function walk({ reader, discussion }: Opened, section: string | null, sort: Sort) {
  const shown = [];
  const found = await discussion();
  for (let number = 1; ; number += 1) {
    const page = await reader.page(found, { sort, section, size: 3, from: { page: number } });
    if (!page) break;
    expect(page.page).toBe(number);
    shown.push(...page.comments);
    expect(page.isLast).toBe(number === page.pages);
  }
  return shown;
}

async function expectSame(opened: Opened, model: DiscussionModel): Promise<void> {
  const { reader, writer } = opened;
  const found = await opened.discussion();
  expect(found.counts).toEqual({
    comments: model.published(null).length,
    discordOnly: model.discordOnly(),
    sections: Object.fromEntries(
      ['first', 'second']
        .map((section) => [section, model.published(section).length])
        .filter(([, count]) => count !== 0),
    ),
  });
  for (const section of LISTS) {
    const oldest = await walk(opened, section, 'oldest');
    expect(oldest.map(({ id }) => id)).toEqual(model.entries(section));
    expect((await walk(opened, section, 'newest')).map(({ id }) => id)).toEqual(model.entries(section).toReversed());
    expect((await walk(opened, section, 'top')).map(({ id }) => id)).toEqual(model.top(section));
    for (const shown of oldest) {
      expect(shown.comment?.content).toBe(model.content(shown.id));
      expect(shown.parent).toBe(model.parent(shown.id));
      expect(shown.replies).toBe(model.replies(shown.id));
      expect(shown.authorName ?? undefined).toBe(model.name(shown.id));
      expect(shown.answered?.published).toBe(model.isAnsweredShown(shown.id));
    }
  }
  for (const [index, id] of model.entries(null).entries()) expect(await reader.position(found, id)).toBe(index);
  expect(await writer.publishedBetween(OPENED, '95', '101')).toEqual(
    model.published(null).filter((id) => Number(id) >= 95 && Number(id) <= 101),
  );
  for (const user of ['1', '2', '3']) {
    const held = await Array.fromAsync(opened.members.held({ guild: OPENED.guild, user }));
    expect(held.flatMap(({ ids }) => ids)).toEqual(model.held(user));
  }
}

test('whatever happens, pages, counts, top, replies, names and held words are those of a plain model', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const opened = await openDiscussion();
      const model = createDiscussionModel(OPENED);
      for (const step of steps) {
        await opened.perform(step);
        model.apply(step);
      }
      await expectSame(opened, model);
    }),
    { numRuns: 150 },
  );
});

test('changes that come all at once, and wait for each other, end in the same', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const changes = steps.filter((step) => step.type === 'change');
      const opened = await openDiscussion();
      const model = createDiscussionModel(OPENED);
      await Promise.all(changes.map(opened.perform));
      for (const step of changes) model.apply(step);
      await expectSame(opened, model);
    }),
    { numRuns: 50 },
  );
});

test('whatever the order in which events arrive, reading the thread once more, oldest first, ends in the same', async () => {
  await fc.assert(
    fc.asyncProperty(storyAndShuffled, async ({ story, shuffled }) => {
      const opened = await openDiscussion();
      const model = createDiscussionModel(OPENED);
      for (const step of [...shuffled, ...story]) await opened.perform(step);
      for (const step of story) model.apply(step);
      await expectSame(opened, model);
    }),
    { numRuns: 100 },
  );
});

test('what happened already, happening again, changes neither the page nor its version', async () => {
  await fc.assert(
    fc.asyncProperty(storyAndShuffled, async ({ story }) => {
      const opened = await openDiscussion();
      for (const step of story) await opened.perform(step);
      const [before, revision] = [await opened.discussion(), opened.reader.revision()];
      for (const step of story) await opened.perform(step);
      expect(await opened.discussion()).toEqual(before);
      expect(opened.reader.revision()).toBe(revision);
    }),
    { numRuns: 50 },
  );
});

test('an anchor leads to what follows or precedes it, even when it is gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      anySteps,
      fc.integer({ min: 85, max: 110 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, at, size) => {
        const opened = await openDiscussion();
        for (const step of steps) await opened.perform(step);
        const found = await opened.discussion();
        const all = (await walk(opened, null, 'oldest')).map(({ id }) => id);
        const page = async (sort: 'oldest' | 'newest', from: { after: string } | { before: string }) =>
          (await opened.reader.page(found, { sort, section: null, size, from }))?.comments.map(({ id }) => id) ?? [];
        const [older, newer] = [all.filter((id) => Number(id) < at), all.filter((id) => Number(id) > at)];
        const anchor = String(at);
        expect(await page('oldest', { after: anchor })).toEqual(newer.slice(0, size));
        expect(await page('oldest', { before: anchor })).toEqual(older.slice(-size));
        expect(await page('newest', { after: anchor })).toEqual(older.toReversed().slice(0, size));
        expect(await page('newest', { before: anchor })).toEqual(newer.toReversed().slice(-size));
      },
    ),
    { numRuns: 60 },
  );
});
