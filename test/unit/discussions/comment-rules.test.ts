import { describe, expect, test } from 'vitest';
import type { CommentRecord } from '../../../src/discussions/comment.ts';
import { countsAfter, entryOf } from '../../../src/discussions/comment-effects.ts';
import {
  afterCounting,
  afterDeletion,
  afterReply,
  afterWithdrawal,
  placementOfReply,
  settled,
} from '../../../src/discussions/comment-rules.ts';
import { OPENED, writtenReply } from '../../helpers/discussion-steps.ts';

const placement = { parent: null, section: null };
const isPublic = { placement, isPublic: true };
const isPrivate = { placement, isPublic: false };
const reply = writtenReply({ id: '100', reactions: [{ emoji: '👍', count: 2 }] });
const published = afterReply(undefined, reply, isPublic) as Extract<CommentRecord, { state: 'published' }>;

describe('a reply', () => {
  test('is published when its author agrees, with its words and without its name', () => {
    expect(published.comment).toMatchObject({ id: '100', content: 'Words of 100', parent: null, section: null });
    expect(JSON.stringify(published)).not.toContain('Member 1');
  });

  test('leaves ids only when its author has not agreed', () => {
    const held = afterReply(undefined, reply, isPrivate);
    expect(held).toEqual({ state: 'discordOnly', author: '1', ...placement });
    expect(afterReply(held, reply, isPublic)).toEqual(published);
  });

  test('never replaces a newer edit, and the same again is the very same record', () => {
    const edited = afterReply(published, { ...reply, content: 'Better', editedAt: 5 }, isPublic);
    expect(edited).toMatchObject({ comment: { content: 'Better', editedAt: 5 } });
    expect(afterReply(edited, reply, isPublic)).toBe(edited);
    expect(afterReply(edited, { ...reply, content: 'Older', editedAt: 4 }, isPublic)).toBe(edited);
  });

  test('that says nothing about reactions leaves them as they were counted', () => {
    expect(afterReply(published, { ...reply, reactions: [] }, isPublic)).toBe(published);
    expect(afterCounting(published, [])).toMatchObject({ comment: { reactions: [] } });
  });

  test.each<CommentRecord>([
    { state: 'hidden', by: 'moderator', reason: 'rude', ...placement },
    { state: 'tombstone', ...placement },
    { state: 'deleted', placement },
  ])('that comes late does not bring back what is $state', (known) => {
    expect(afterReply(known, reply, isPublic)).toBe(known);
    expect(afterReply(known, reply, isPrivate)).toBe(known);
  });
});

describe('where a reply stands', () => {
  const around = { thread: OPENED.thread, posts: OPENED.posts, answered: undefined };
  const inSecond = { state: 'discordOnly', author: '2', parent: null, section: 'second' } as const;

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
    const inherited = afterReply(undefined, reply, { placement: { parent: '99', section: 'second' }, isPublic: true });
    expect(afterReply(inherited, reply, { placement: { parent: '99', section: null }, isPublic: true })).toBe(
      inherited,
    );
  });
});

describe('a deletion', () => {
  test('keeps no words, and remembers where the comment stood', () => {
    expect(afterDeletion(published)).toEqual({ state: 'deleted', placement });
  });

  test.each<CommentRecord | undefined>([
    undefined,
    { state: 'discordOnly', author: '1', ...placement },
    { state: 'hidden', by: 'moderator', reason: 'rude', ...placement },
  ])('of what was not on the page can never become a tombstone', (known) => {
    const deleted = afterDeletion(known);
    expect(deleted).toEqual({ state: 'deleted', placement: null });
    expect(settled(deleted, 3)).toBe(deleted);
  });

  test('leaves a tombstone as long as something answers it', () => {
    const tombstone = settled(afterDeletion(published), 1);
    expect(tombstone).toEqual({ state: 'tombstone', ...placement });
    expect(settled(tombstone, 1)).toBe(tombstone);
    expect(settled(tombstone, 0)).toEqual({ state: 'deleted', placement });
    expect(settled(published, 0)).toBe(published);
  });
});

test('a withdrawal erases the words of what is published and nothing else', () => {
  expect(afterWithdrawal(published)).toEqual({ state: 'discordOnly', author: '1', ...placement });
  expect(afterWithdrawal({ state: 'deleted', placement })).toEqual({ state: 'deleted', placement });
  expect(afterWithdrawal(undefined)).toBeUndefined();
});

test('counts follow a record from state to state and from section to section', () => {
  const none = { comments: 0, discordOnly: 0, sections: {} };
  const inFirst = { ...published, comment: { ...published.comment, section: 'first' } } as const;
  const one = countsAfter(none, undefined, inFirst);
  expect(one).toEqual({ comments: 1, discordOnly: 0, sections: { first: 1 } });
  expect(
    countsAfter(one, inFirst, { ...inFirst, comment: { ...inFirst.comment, section: 'second' } }).sections,
  ).toEqual({ second: 1 });
  expect(countsAfter(one, inFirst, { state: 'discordOnly', author: '1', parent: null, section: 'first' })).toEqual({
    ...none,
    discordOnly: 1,
  });
});

test("a comment's line has the sum of its reactions, a tombstone's stands below all", () => {
  expect(entryOf('100', published)).toEqual(['100', 2]);
  expect(entryOf('100', { state: 'tombstone', ...placement })).toEqual(['100', -1]);
  expect(entryOf('100', { state: 'discordOnly', author: '1', ...placement })).toBeNull();
});
