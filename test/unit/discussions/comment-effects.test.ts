import { expect, test } from 'vitest';
import type { CommentRecord } from '../../../src/discussions/comment.ts';
import { countsAfter, sectionCount } from '../../../src/discussions/comment-rules.ts';
import { writtenReply } from '../../helpers/discussion-steps.ts';

test.each(['constructor', 'valueof', 'what-it-cost'])('a section called %s is counted like any other', (section) => {
  const { answers: _answers, authorName: _name, ...reply } = writtenReply({ id: '1' });
  const record: CommentRecord = { state: 'published', comment: { ...reply, parent: null, section } };
  const none = { comments: 0, held: 0, sections: {} };
  expect(sectionCount(none, section)).toBe(0);
  expect(sectionCount(countsAfter(none, undefined, record), section)).toBe(1);
});
