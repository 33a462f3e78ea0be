import { expect, test } from 'vitest';
import { languageOf, translator } from '../../../src/language/translate.ts';

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE', 'de'],
  ['en-GB', 'en'],
  ['tlh', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
])('who wants %j is answered in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

test.each([
  ['en', 0, '0 comments'],
  ['en', 1, '1 comment'],
  ['en-GB', 1234, '1,234 comments'],
  ['de', 1, '1 Kommentar'],
  ['de-AT', 1234, '1.234 Kommentare'],
  ['tlh', 2, '2 comments'],
])('in %s, %i are counted as "%s"', (tag, count, text) => {
  expect(translator(tag)('page.count', { count })).toBe(text);
});

test('what is put into a sentence is not read as markup or as a message', () => {
  const title = "<b>{count}</b> '# it''s";
  expect(translator('de')('discord.opened', { title, url: 'u' })).toBe(
    `Über „${title}“ kann jetzt diskutiert werden: u`,
  );
});
