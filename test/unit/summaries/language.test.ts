import { expect, test } from 'vitest';
import { guessedLanguage, stopWordsOf } from '../../../src/summaries/sentences.ts';

test.each([
  ['en', 'Who pays for the new bridge?'],
  ['de', 'Wer bezahlt die neue Brücke?'],
  ['fr', 'Qui va payer pour le nouveau pont ?'],
  ['ru', 'Мост нужно было закрыть ещё много лет назад.'],
  ['hy', 'Կամուրջը պետք է փակվեր տարիներ առաջ։'],
  ['no', 'Hva synes dere om at kommunen skal bygge en ny bru, og hvorfor har ingen spurt oss?'],
  ['zh', '桥早就应该关闭了。'],
])('a short comment in %s is told by its words, and its language has stop words', (language, text) => {
  expect(guessedLanguage(text)).toBe(language);
  expect(stopWordsOf(language).size).toBeGreaterThan(20);
});

test.each(['', '👍', '12345', 'ok'])('nothing is guessed from "%s"', (text) =>
  expect(guessedLanguage(text)).toBeNull(),
);

test('a language without a list has no stop words', () => {
  expect(stopWordsOf('ka').size).toBe(0);
});
