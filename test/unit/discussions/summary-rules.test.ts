import { expect, test } from 'vitest';
import type { Summary } from '../../../src/discussions/discussion.ts';
import {
  draftFromSentences,
  linesOf,
  rewritten as rewrittenDraft,
  sourcesOf,
  textOf,
  withoutErasedSource,
  withoutSource,
} from '../../../src/discussions/summary.ts';
import { translator } from '../../../src/language/translate.ts';

const t = translator('en');

const drafted: Summary = {
  message: '99',
  sentences: [
    { text: 'One says so.', comment: '1' },
    { text: 'Two does not.', comment: '2' },
    { text: 'That is all.', comment: null },
  ],
  sources: ['1', '2', '3'],
  isRewritten: false,
  isWithdrawn: false,
  by: '9',
  updatedAt: 5,
};
const rewritten: Summary = { ...drafted, sentences: [{ text: 'Some say so.', comment: null }], isRewritten: true };

test('a drafted summary loses the sentences of a comment that went, and stays', () => {
  const left = withoutSource(drafted, '1');
  expect(left.sentences.map(({ text }) => text)).toEqual(['Two does not.', 'That is all.']);
  expect(left).toMatchObject({ sources: ['2', '3'], isWithdrawn: false });
  expect(withoutErasedSource(drafted, '1')).toEqual(left);
});

test('a rewritten one is withdrawn, and of one who is forgotten no word stays', () => {
  expect(withoutSource(rewritten, '3')).toEqual({ ...rewritten, sources: ['1', '2'], isWithdrawn: true });
  expect(withoutErasedSource(rewritten, '3')).toMatchObject({ sentences: [], isWithdrawn: true });
});

test('what it is not made from leaves it the very same', () => {
  expect(withoutSource(drafted, '4')).toBe(drafted);
  expect(withoutErasedSource(rewritten, '4')).toBe(rewritten);
  expect(sourcesOf({ ...drafted, sources: [] })).toEqual(['1', '2']);
});

const disputed = draftFromSentences(
  { thread: '100', summary: null },
  [
    { text: 'It is good.', comment: '1', side: 'some' },
    { text: 'It is bad.', comment: '2', side: 'others' },
    { text: 'It rains.', comment: '3' },
  ],
  t,
);

test('a draft has its sentences in quotation marks, and names the sides of a disagreement', () => {
  expect(textOf(disputed, t)).toBe('Some say: “It is good.”\nOthers say: “It is bad.”\n“It rains.”');
  const german = translator('de');
  const [one] = linesOf(
    draftFromSentences({ thread: '100', summary: null }, disputed.sentences, german).sentences,
    german,
  );
  expect(one).toMatch(/^Die einen sagen: „.*“$/);
});

test('a side that is left alone is no longer named as one', () => {
  const [some, others, rain] = disputed.sentences;
  if (!some || !others || !rain) throw new Error('no sentences');
  expect(linesOf([others, rain], t)).toEqual(['“It is bad.”', '“It rains.”']);
  expect(linesOf([some, some, others], t)).toEqual([
    '“It is good.”',
    'Some say: “It is good.”',
    'Others say: “It is bad.”',
  ]);
});

test('a draft with lines taken out or moved still quotes its comments, and is nobody’s own words', () => {
  expect(rewrittenDraft(disputed, textOf(disputed, t), t)).toBe(disputed);
  const left = rewrittenDraft(disputed, '“It rains.”\n\nSome say: “It is good.”', t);
  expect(left).toMatchObject({ isRewritten: false, sources: ['3', '1'] });
  expect(textOf(left, t)).toBe('“It rains.”\n“It is good.”');
});

test('a line with own words around a quotation still quotes its comment; other lines are the moderator’s own', () => {
  const edited = rewrittenDraft(disputed, 'Opinions differ.\nVery much.\nA few say “It is good.” today', t);
  expect(edited).toMatchObject({ isRewritten: true, sources: ['1', '2', '3'] });
  expect(edited.sentences).toEqual([
    { text: 'Opinions differ.\nVery much.', comment: null },
    { text: 'A few say “It is good.” today', comment: '1' },
  ]);
  expect(rewrittenDraft(disputed, '“It is good.” “It is bad.”', t).sentences).toEqual([
    { text: '“It is good.” “It is bad.”', comment: null },
  ]);
});

test('an edited summary loses the quotation of a comment that went, and is withdrawn for the rest', () => {
  const edited: Summary = { ...drafted, isRewritten: true };
  const left = withoutSource(edited, '1');
  expect(left.sentences.map(({ text }) => text)).toEqual(['Two does not.', 'That is all.']);
  expect(left.isWithdrawn).toBe(true);
});
