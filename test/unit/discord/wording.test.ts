import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { WORDING, WORDING_KEYS } from '../../../src/discord/wording.ts';
import { CATALOGUES } from '../../../src/language/catalogues.ts';

/** The sentences of each language under the name that is kept with a choice. Never change a line: add one with a new name. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '2026-11-24': { en: '7038ae5cc91de661', de: 'ae2a00e64a7d14e1' },
};

test('the name that is kept with a choice stands for the very sentences that were shown', () => {
  const shown = [...CATALOGUES].map(([language, catalogue]) => {
    const sentences = WORDING_KEYS.map((key) => `${key}: ${catalogue[key]}`).join('\n');
    return [language, createHash('sha256').update(sentences).digest('hex').slice(0, 16)];
  });
  expect(Object.fromEntries(shown)).toEqual(KNOWN[WORDING]);
});
