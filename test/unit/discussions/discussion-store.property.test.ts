import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorOf } from '../../../src/discussions/comment-rules.ts';
import { compareSnowflakes } from '../../../src/snowflake.ts';
import { PUBLISH_POLICIES, type PublishPolicy } from '../../../src/discussions/visibility.ts';
import { type CommentPage, type Sort, createDiscussionReader } from '../../../src/discussions/reading.ts';
import type { Discussion } from '../../../src/discussions/discussion.ts';
import { type KeptMarks, NO_MARKS } from '../../../src/discussions/kept-marks.ts';
import { openStore } from '../../../src/store/open.ts';
import { mergeMarks } from '../../../src/discussions/recovery.ts';
import type { Store } from '../../../src/store/store.ts';
import { createDiscussionModel, type DiscussionModel, type Step } from '../../helpers/discussion-model.ts';
import { expectConversations, withoutConversations } from '../../helpers/conversations.ts';
import { anySteps, idAt, OPENED, storyAndShuffled, timeAt, USERS } from '../../helpers/discussion-steps.ts';
import { marksInMemory, writerOf } from '../../helpers/writer.ts';

const LISTS = [null, 'first', 'second'];
const member = (user: string) => ({ guild: OPENED.guild, user });

async function openDiscussion(policy: PublishPolicy, kept?: Store, marks: KeptMarks = NO_MARKS) {
  const store = kept ?? (await openStore('memory:'));
  const reader = createDiscussionReader({ store });
  const opened = { store, reader, writer: writerOf(store, policy, marks), perform, discussion };
  if (!kept) await opened.writer.discussions.open(OPENED);

  async function perform(step: Step): Promise<void> {
    const { discussions, members, expire } = opened.writer;
    switch (step.type) {
      case 'change':
        return discussions.apply(OPENED, [step.change]);
      case 'choose':
        return void (await members.choose(member(step.user), step.consent));
      case 'onlyNew':
        return members.onlyNew(member(step.user), step.at);
      case 'undo': {
        const { undo } = await members.membership(member(step.user));
        return void (undo && (await members.undo(member(step.user), undo.at)));
      }
      case 'hideMember':
        return members.hideMember(member(step.user), step.hide);
      case 'forget':
        return members.forget(member(step.user), step.at);
      case 'expire':
        return expire(step.now, 30);
      case 'restart':
        opened.writer = writerOf(store, policy, marks);
        return opened.writer.recover();
    }
  }
  async function discussion(): Promise<Discussion> {
    const [found] = await reader.ofArticle(OPENED.article);
    if (!found) throw new Error('The discussion is not there');
    return found;
  }
  return opened;
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
  const { discussions, members } = writer;
  const found = await opened.discussion();
  expect(found.counts).toEqual({
    comments: model.published(null).length,
    held: model.heldCount(),
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
  await expectConversations(opened.store, OPENED, LISTS);
  await expectConversationPages(opened, model);
  for (const [index, id] of model.entries(null).entries()) expect(await reader.position(found, id)).toBe(index);
  expect(await discussions.publishedBetween(OPENED, idAt(2), idAt(8))).toEqual(
    model.published(null).filter((id) => Number(id) >= Number(idAt(2)) && Number(id) <= Number(idAt(8))),
  );
  const known = [...model.published(null), ...USERS.flatMap(model.held)].toSorted((a, b) => Number(b) - Number(a));
  expect(await discussions.knownBefore(OPENED, null, 100)).toEqual(known);
  const older = known.filter((id) => Number(id) < Number(idAt(8)));
  expect(await discussions.knownBefore(OPENED, idAt(8), 3)).toEqual(older.slice(0, 3));
  for (const user of USERS) {
    const held = await Array.fromAsync(members.held(member(user)));
    expect(held.flatMap(({ ids }) => ids)).toEqual(model.held(user));
    expect(await members.publishedCount(member(user))).toBe(model.publishedBy(user));
  }
  const waiting = await members.waiting(OPENED);
  expect(Object.fromEntries(waiting.map(({ user, count }) => [user, count]))).toEqual(model.waiting());
  expect(found.recommended).toEqual(model.recommended());
  expect(found.summary).toEqual(model.summary());
}

/** Pages of conversations show each once, its head and its first answers; its own pages show all of it. */
async function expectConversationPages({ reader, discussion }: Opened, model: DiscussionModel): Promise<void> {
  const found = await discussion();
  const all: string[] = [];
  let from: { page: number } | { after: string } = { page: 1 };
  for (let page = 1; ; page += 1) {
    const shown: CommentPage | undefined = await reader.page(found, {
      sort: 'conversations',
      section: null,
      size: 2,
      from,
    });
    if (!shown?.conversations || !shown.ends) break;
    expect(shown.comments.length).toBe(new Set(shown.comments.map(({ id }) => id)).size);
    for (const { name, head, answers, count } of shown.conversations) {
      const whole: string[] = [];
      for (let number = 1; ; number += 1) {
        const own = await reader.conversation(found, name, { size: 4, from: { page: number } });
        const [conversation] = own?.conversations ?? [];
        if (!own || !conversation) break;
        expect(conversation).toMatchObject({ name, count, head });
        whole.push(...conversation.answers.map(({ id }) => id));
      }
      expect(answers.map(({ id }) => id)).toEqual(whole.slice(0, 3));
      expect(whole).toHaveLength(count);
      for (const [before, id] of whole.entries())
        expect(await reader.conversationOf(found, id)).toEqual({ name, before });
      all.push(...(head ? [head.id, ...whole] : whole));
    }
    expect(shown.isFirst).toBe(page === 1);
    from = page % 2 === 0 ? { page: page + 1 } : { after: shown.ends[1] };
    if (shown.isLast) break;
  }
  expect(all.toSorted(compareSnowflakes)).toEqual(model.entries(null));
}

const policies = fc.constantFrom(...PUBLISH_POLICIES);
const all = async (store: Store) => new Map(await Array.fromAsync(store.iterate('')));

test('whatever happens, whatever is decided, all that is shown and kept is what a plain model says', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, policies, async (steps, policy) => {
      const opened = await openDiscussion(policy);
      const model = createDiscussionModel({ ...OPENED, policy });
      for (const step of steps) {
        await opened.perform(step);
        model.apply(step);
      }
      await expectSame(opened, model);
    }),
    { numRuns: 300 },
  );
});

test('changes that come all at once, and wait for each other, end in the same', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const changes = steps.filter((step) => step.type === 'change');
      const opened = await openDiscussion('opt-out');
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
      const opened = await openDiscussion('opt-out');
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
      const opened = await openDiscussion('opt-out');
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
      fc.integer({ min: 0, max: 16 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, at, size) => {
        const opened = await openDiscussion('opt-out');
        for (const step of steps) await opened.perform(step);
        const found = await opened.discussion();
        const all = (await walk(opened, null, 'oldest')).map(({ id }) => id);
        const page = async (sort: 'oldest' | 'newest', from: { after: string } | { before: string }) =>
          (await opened.reader.page(found, { sort, section: null, size, from }))?.comments.map(({ id }) => id) ?? [];
        const anchor = idAt(at);
        const older = all.filter((id) => Number(id) < Number(anchor));
        const newer = all.filter((id) => Number(id) > Number(anchor));
        expect(await page('oldest', { after: anchor })).toEqual(newer.slice(0, size));
        expect(await page('oldest', { before: anchor })).toEqual(older.slice(-size));
        expect(await page('newest', { after: anchor })).toEqual(older.toReversed().slice(0, size));
        expect(await page('newest', { before: anchor })).toEqual(newer.toReversed().slice(-size));
      },
    ),
    { numRuns: 60 },
  );
});

test('a discussion of an earlier version gets its conversations, whatever happens meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.nat(80), policies, async (steps, at, policy) => {
      const opened = await openDiscussion(policy);
      const model = createDiscussionModel({ ...OPENED, policy });
      for (const step of steps.slice(0, at)) await opened.perform(step);
      await withoutConversations(opened.store, OPENED);
      await opened.perform({ type: 'restart' });
      const linking = opened.writer.linkConversations(() => false);
      const later = steps.slice(at).filter(({ type }) => type !== 'restart');
      for (const step of later) await opened.perform(step);
      await linking;
      for (const step of [...steps.slice(0, at), ...later]) model.apply(step);
      expect((await opened.discussion()).hasConversations).toBe(true);
      await expectSame(opened, model);
    }),
    { numRuns: 100 },
  );
});

const FROM_DISCORD = new Set(['reply.written', 'replies.deleted', 'reactions.counted']);
const LATER = timeAt(100);

test('of a member who is forgotten nothing is left, and no event, late or once more, brings anything back', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, policies, fc.constantFrom(...USERS), async (steps, policy, user) => {
      const opened = await openDiscussion(policy);
      for (const step of steps) await opened.perform(step);
      await opened.perform({ type: 'forget', user, at: LATER });
      const events = steps.filter((step) => step.type === 'change' && FROM_DISCORD.has(step.change.type));
      for (const event of events) await opened.perform(event);
      await opened.perform({ type: 'restart' });
      const words = JSON.stringify([...(await all(opened.store))]);
      expect(words).not.toContain(user);
      const replies = events.flatMap((step) =>
        step.type === 'change' && step.change.type === 'reply.written' ? [step.change.reply] : [],
      );
      for (const { content } of replies.filter(({ author }) => author === user)) expect(words).not.toContain(content);
    }),
    { numRuns: 100 },
  );
});

test('a backup from before a member was forgotten, restored with the marks of the forgotten, forgets them again', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, policies, fc.constantFrom(...USERS), async (steps, policy, user) => {
      const opened = await openDiscussion(policy);
      const model = createDiscussionModel({ ...OPENED, policy });
      for (const step of steps) {
        await opened.perform(step);
        model.apply(step);
      }
      const backup = await all(opened.store);
      await opened.perform({ type: 'forget', user, at: LATER });
      model.apply({ type: 'forget', user, at: LATER });

      const marks = await Array.fromAsync(opened.store.iterate('forgotten:'));
      const store = await openStore('memory:');
      await store.setMany([...backup, ...marks].map(([key, value]) => ({ key, value })));
      const restored = await openDiscussion(policy, store);
      await restored.perform({ type: 'restart' });
      expect(JSON.stringify([...(await all(store))])).not.toContain(user);
      await expectSame(restored, model);
    }),
    { numRuns: 100 },
  );
});

test('a backup from before anything was decided, restored with the marks of it, shows nothing that was taken off, whatever is read again', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.nat(80), policies, async (steps, at, policy) => {
      const marks = marksInMemory();
      const opened = await openDiscussion(policy, undefined, marks);
      for (const step of steps.slice(0, at)) await opened.perform(step);
      const backup = await all(opened.store);
      for (const step of steps.slice(at)) await opened.perform(step);

      const store = await openStore('memory:');
      await store.setMany([...backup].map(([key, value]) => ({ key, value })));
      await mergeMarks(store, marks);
      const restored = await openDiscussion(policy, store, marks);
      await restored.perform({ type: 'restart' });
      await expectNothingBack(restored, opened);
      const replies = steps.filter((step) => step.type === 'change' && step.change.type === 'reply.written');
      for (const step of [...replies, { type: 'restart' as const }]) await restored.perform(step);
      await expectNothingBack(restored, opened);
    }),
    { numRuns: 100 },
  );
});

async function expectNothingBack(restored: Opened, { writer: { discussions, members } }: Opened): Promise<void> {
  const ids = await restored.writer.discussions.publishedBetween(OPENED, '0', idAt(1_000));
  const [records, shown] = await Promise.all(
    [discussions, restored.writer.discussions].map((store) => store.records(OPENED, ids)),
  );
  for (const [index, id] of ids.entries()) {
    const { consent, publicAfter, hidden } = await members.membership(member(authorOf(shown?.[index]) ?? ''));
    expect([id, consent?.choice === 'keep', hidden, compareSnowflakes(id, publicAfter) > 0]).toEqual([
      id,
      false,
      null,
      true,
    ]);
    expect([id, records?.[index]?.state === 'hidden']).toEqual([id, false]);
  }
}
