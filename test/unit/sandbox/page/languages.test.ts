import { Locale } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { languageName, LOCALES } from '../../../../src/sandbox/page/client/languages.js';

test('the page offers the languages that Discord has, each by its own name', () => {
  expect(LOCALES.toSorted()).toEqual(Object.values<string>(Locale).toSorted());
  expect([languageName('de'), languageName('en-US')]).toEqual(['Deutsch', 'US English']);
});
