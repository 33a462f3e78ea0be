import { expect, test } from 'vitest';
import { conversationsOf } from '../../../src/summaries/conversations.ts';
import { vectorsFromTerms } from '../../../src/summaries/lex-rank.ts';
import { topicsOf } from '../../../src/summaries/topics.ts';

test('sentences that share rare words have one topic, others have their own', () => {
  const sentences = [
    ['ferry', 'money', 'river'],
    ['library', 'evening', 'work'],
    ['ferry', 'river', 'winter'],
    ['library', 'book', 'work'],
  ];
  expect(topicsOf(vectorsFromTerms(sentences))).toEqual([0, 1, 0, 1]);
});

test('a conversation is all that answers the comment that began it, directly or not', () => {
  const comments = [
    { id: '1', parent: null },
    { id: '2', parent: '1' },
    { id: '3', parent: '2' },
    { id: '4', parent: null },
    { id: '6', parent: '5' }, // which is gone
    { id: '7', parent: '5' },
  ];
  expect(Object.fromEntries(conversationsOf(comments))).toMatchObject({
    1: '1',
    2: '1',
    3: '1',
    4: '4',
    6: '5',
    7: '5',
  });
});
