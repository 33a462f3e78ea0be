import { describe, expect, test } from 'vitest';
import { draftSummary } from '../../../src/summaries/draft.ts';
import { markedDiscussions, marksOf } from '../../helpers/marked-discussions.ts';

const discussions = markedDiscussions();

test('there are six, in two languages, two of them kept out', () => {
  expect(discussions).toHaveLength(6);
  expect(new Set(discussions.map(({ language }) => language))).toEqual(new Set(['en', 'de']));
  expect(discussions.filter(({ isKeptOut }) => isKeptOut)).toHaveLength(2);
});

describe.each(discussions)('the draft of $name', (discussion) => {
  const { comments } = discussion;
  const draft = draftSummary(comments);
  const commentOf = (id: string | null) => comments.find((comment) => comment.id === id);

  test('has four sentences in five that a good editor would take, and none that is unfit', () => {
    const { good, unfit } = marksOf(draft, discussion);
    expect(good / draft.length).toBeGreaterThanOrEqual(0.8);
    expect(unfit).toBe(0);
  });

  test('has three to seven sentences, none by a moderator', () => {
    expect(draft.length).toBeGreaterThanOrEqual(3);
    expect(draft.length).toBeLessThanOrEqual(7);
    expect(draft.map(({ comment }) => commentOf(comment)?.isModerator)).not.toContain(true);
  });

  test('shows both sides of a disagreement, one after the other', () => {
    const pairs = draft.flatMap((one, index) => (one.side === 'some' ? [[one, draft[index + 1]] as const] : []));
    expect(pairs.length).toBeGreaterThan(0);
    expect(draft.filter(({ side }) => side !== undefined)).toHaveLength(2 * pairs.length);
    for (const [one, other] of pairs) {
      expect(other?.side).toBe('others');
      expect(commentOf(other?.comment ?? '')?.parent).toBe(one.comment);
    }
  });
});
