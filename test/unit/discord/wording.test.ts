import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { WORDING, WORDING_KEYS } from '../../../src/discord/consent/decisions.ts';
import { typedCommand, CATALOGUES } from '../../../src/language/catalogues.ts';

/** The sentences of each language under the name that is kept with a choice. Never change a line: add one with a new name. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '2026-11-24': { en: '7038ae5cc91de661', de: 'ae2a00e64a7d14e1' },
  '2026-11-24b': { en: '67cb4557aedbc91d', de: '8f29b86fcda1d479' },
  '2026-11-24c': { en: '05bf010d8f3a915a', de: '19576d44ff37ccce' },
};

test('the name that is kept with a choice stands for the very sentences that were shown', () => {
  const shown = [...CATALOGUES].map(([language, catalogue]) => {
    const sentences = WORDING_KEYS.map((key) => `${key}: ${catalogue[key]}`).join('\n');
    return [language, createHash('sha256').update(sentences).digest('hex').slice(0, 16)];
  });
  expect(Object.fromEntries(shown)).toEqual(KNOWN[WORDING]);
});

const BUTTONS = [
  ['discord.consent.publish', 'privacy.publish'],
  ['discord.consent.keep', 'privacy.keep'],
] as const;

test.each([...CATALOGUES])(
  'in %s, whoever is told of a button to decide is told of the command too',
  (language, catalogue) => {
    const told = BUTTONS.flatMap(([button, command]) =>
      Object.entries(catalogue)
        .filter(([key, sentence]) => key !== button && sentence.includes(catalogue[button] ?? ''))
        .map(([key, sentence]) => [key, sentence.includes(typedCommand(command, language))]),
    );
    expect(told.length).toBeGreaterThan(4);
    expect(told.filter(([, isNamed]) => !isNamed)).toEqual([]);
    for (const [, command] of BUTTONS) {
      expect(catalogue['discord.asking.question']).toContain(typedCommand(command, language));
    }
  },
);
