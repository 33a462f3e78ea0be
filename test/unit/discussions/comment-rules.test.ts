import { describe, expect, test } from 'vitest';
import type { CommentRecord } from '../../../src/discussions/comment.ts';
import {
  countsAfter,
  entryOf,
  afterCounting,
  afterDecision,
  afterDeletion,
  afterForgetting,
  afterHiding,
  afterReply,
  afterUnhiding,
  placementOfReply,
  settled,
} from '../../../src/discussions/comment-rules.ts';
import { OPENED, writtenReply } from '../../helpers/discussion-steps.ts';

const placement = { parent: null, section: null };
const hide = { by: 'moderator', reason: 'rude', at: 5 };
const isPublished = { placement, standing: { kind: 'published' } } as const;
const isHeld = { placement, standing: { kind: 'held' } } as const;
const isIgnored = { placement, standing: { kind: 'ignored' } } as const;
const isHidden = { placement, standing: { kind: 'hidden', hide } } as const;
const hidden = { state: 'hidden', author: '1', isWholeMember: false, ...hide, ...placement } as const;
const reply = writtenReply({ id: '100', reactions: [{ emoji: '👍', count: 2 }] });
const published = afterReply(undefined, reply, isPublished) as Extract<CommentRecord, { state: 'published' }>;

describe('a reply', () => {
  test('is published when its author agrees, with its words and without its name', () => {
    expect(published.comment).toMatchObject({ id: '100', content: 'Words of 100', parent: null, section: null });
    expect(JSON.stringify(published)).not.toContain('Member 1');
  });

  test('leaves ids only when its author has not agreed', () => {
    const held = afterReply(undefined, reply, isHeld);
    expect(held).toEqual({ state: 'held', author: '1', ...placement });
    expect(afterReply(held, reply, isPublished)).toEqual(published);
  });

  test('says nothing of its author’s duties, which are kept once for each member', () => {
    const byStaff = { ...reply, authorDuties: { role: 'staff', moderates: { 8: true } } as const };
    expect(afterReply(undefined, byStaff, isPublished)).toEqual(published);
    expect(afterReply(undefined, byStaff, isHeld)).toEqual({ state: 'held', author: '1', ...placement });
  });

  test('never replaces a newer edit, and the same again is the very same record', () => {
    const edited = afterReply(published, { ...reply, content: 'Better', editedAt: 5 }, isPublished);
    expect(edited).toMatchObject({ comment: { content: 'Better', editedAt: 5 } });
    expect(afterReply(edited, reply, isPublished)).toBe(edited);
    expect(afterReply(edited, { ...reply, content: 'Older', editedAt: 4 }, isPublished)).toBe(edited);
  });

  test('that says nothing about reactions leaves them as they were counted', () => {
    expect(afterReply(published, { ...reply, reactions: [] }, isPublished)).toBe(published);
    expect(afterCounting(published, [])).toMatchObject({ comment: { reactions: [] } });
  });

  test.each<CommentRecord>([hidden, { state: 'tombstone', ...placement }, { state: 'deleted', placement }])(
    'that comes late does not bring back what is $state',
    (known) => {
      expect(afterReply(known, reply, isPublished)).toBe(known);
      expect(afterReply(known, reply, isHeld)).toBe(known);
    },
  );
});

describe('the place of a reply', () => {
  const around = { thread: OPENED.thread, posts: OPENED.posts, answered: undefined };
  const inSecond = { state: 'held', author: '2', parent: null, section: 'second' } as const;

  test.each([
    ['nothing', null, undefined, { parent: null, section: null }],
    ['the starter message', OPENED.thread, undefined, { parent: null, section: null }],
    ['itself', '100', undefined, { parent: null, section: null }],
    ["a section's post", '92', undefined, { parent: null, section: 'second' }],
    ["a member's message", '99', inSecond, { parent: '99', section: 'second' }],
    ['a message not known yet', '99', undefined, { parent: '99', section: null }],
  ] as const)('when it answers %s', (...[, answers, answered, expected]) => {
    expect(placementOfReply({ id: '100', answers }, { ...around, answered })).toEqual(expected);
  });

  test('keeps the section that it inherited when what it answers is forgotten', () => {
    const inherited = afterReply(undefined, reply, { ...isPublished, placement: { parent: '99', section: 'second' } });
    expect(afterReply(inherited, reply, { ...isPublished, placement: { parent: '99', section: null } })).toBe(
      inherited,
    );
  });
});

describe('a deletion', () => {
  test('keeps no words, and remembers where the comment stood', () => {
    expect(afterDeletion(published)).toEqual({ state: 'deleted', placement });
  });

  test.each<CommentRecord | undefined>([undefined, { state: 'held', author: '1', ...placement }, hidden])(
    'of what was not on the page can never become a tombstone',
    (known) => {
      const deleted = afterDeletion(known);
      expect(deleted).toEqual({ state: 'deleted', placement: null });
      expect(settled(deleted, 3)).toBe(deleted);
    },
  );

  test('leaves a tombstone as long as something answers it', () => {
    const tombstone = settled(afterDeletion(published), 1);
    expect(tombstone).toEqual({ state: 'tombstone', ...placement });
    expect(settled(tombstone, 1)).toBe(tombstone);
    expect(settled(tombstone, 0)).toEqual({ state: 'deleted', placement });
    expect(settled(published, 0)).toBe(published);
  });
});

describe('a decision about the author', () => {
  const held = { state: 'held', author: '1', ...placement } as const;
  const ofMember = { ...hidden, isWholeMember: true };

  test.each([
    ['a published comment of one who publishes stays', published, isPublished, published],
    ['a published comment of one who is to be asked is held', published, isHeld, held],
    ['a published comment of one who is hidden is hidden', published, isHidden, ofMember],
    ['a published comment that must be ignored goes', published, isIgnored, undefined],
    ['what is held waits for its words', held, isPublished, held],
    ['a held reply that must be ignored goes', held, isIgnored, undefined],
    ['what was hidden with its author waits for its words', ofMember, isPublished, held],
    ['what was hidden by itself stays so', hidden, isPublished, hidden],
    ['a comment that was hidden alone and must be ignored goes', hidden, isIgnored, undefined],
    ['what is deleted stays so', { state: 'deleted', placement }, isIgnored, { state: 'deleted', placement }],
  ] as const)('%s', (...[, known, { standing }, expected]) => {
    expect(afterDecision(known, standing)).toEqual(expected);
  });

  test('counts for a late event as well', () => {
    expect(afterReply(undefined, reply, isIgnored)).toBeUndefined();
    expect(afterReply(published, reply, isIgnored)).toBeUndefined();
    expect(afterReply(published, reply, isHeld)).toEqual(held);
    expect(afterReply(published, reply, isHidden)).toEqual(ofMember);
    expect(afterReply(ofMember, reply, isPublished)).toEqual(published);
  });
});

describe('hiding one comment', () => {
  test('takes its words, whatever was known of it, unless it is deleted', () => {
    expect(afterHiding(published, '1', hide)).toEqual(hidden);
    expect(afterHiding(undefined, '1', hide)).toEqual(hidden);
    const deleted = { state: 'deleted', placement } as const;
    expect(afterHiding(deleted, '1', hide)).toBe(deleted);
  });

  test('by a moderator is not undone by its author hiding it too', () => {
    expect(afterHiding(hidden, '1', { ...hide, by: '1' })).toBe(hidden);
    const byAuthor = afterHiding(published, '1', { ...hide, by: '1' });
    expect(afterHiding(byAuthor, '1', hide)).toEqual(hidden);
  });

  test('undone, leaves nothing known until it is read again; what is hidden with its author stays', () => {
    expect(afterUnhiding(hidden)).toBeUndefined();
    expect(afterUnhiding(published)).toBe(published);
    const ofMember = { ...hidden, isWholeMember: true };
    expect(afterUnhiding(ofMember)).toBe(ofMember);
  });
});

test('of one who is forgotten a tombstone stays where others answered, else nothing', () => {
  expect(afterForgetting(published, 1)).toEqual({ state: 'tombstone', ...placement });
  expect(afterForgetting(published, 0)).toBeUndefined();
  expect(afterForgetting(hidden, 1)).toBeUndefined();
  expect(afterForgetting({ state: 'deleted', placement }, 0)).toEqual({ state: 'deleted', placement });
});

test('counts follow a record from state to state and from section to section', () => {
  const none = { comments: 0, held: 0, sections: {} };
  const inFirst = { ...published, comment: { ...published.comment, section: 'first' } } as const;
  const one = countsAfter(none, undefined, inFirst);
  expect(one).toEqual({ comments: 1, held: 0, sections: { first: 1 } });
  expect(
    countsAfter(one, inFirst, { ...inFirst, comment: { ...inFirst.comment, section: 'second' } }).sections,
  ).toEqual({ second: 1 });
  expect(countsAfter(one, inFirst, { state: 'held', author: '1', parent: null, section: 'first' })).toEqual({
    ...none,
    held: 1,
  });
});

test("a comment's entry has the sum of its reactions, a tombstone's is below all others", () => {
  expect(entryOf('100', published)).toEqual(['100', 2]);
  expect(entryOf('100', { state: 'tombstone', ...placement })).toEqual(['100', -1]);
  expect(entryOf('100', { state: 'held', author: '1', ...placement })).toBeNull();
});
