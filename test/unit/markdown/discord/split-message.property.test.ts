import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDiscord } from '../../../../src/markdown/discord/parse.ts';
import { spansFromText, splitForDiscord } from '../../../../src/markdown/discord/split-message.ts';
import { nastyText } from '../../../helpers/nasty-text.ts';

const limit = fc.integer({ min: 100, max: 300 });
const isSpoiler = (value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'spoiler';
const squeezed = (text: string) => text.replace(/\s+/g, '');

test('pieces are within the limit, never blank, and keep surrogate pairs', () => {
  fc.assert(
    fc.property(nastyText(100), limit, (text, most) => {
      const isFine = (piece: string) =>
        piece.length <= most && piece.trim() !== '' && (piece.isWellFormed() || !text.isWellFormed());
      expect(splitForDiscord(text, most).filter((piece) => !isFine(piece))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('nothing is lost, and only what is closed and opened again is added', () => {
  fc.assert(
    fc.property(nastyText(100), limit, (text, most) => {
      const pieces = splitForDiscord(text, most);
      const whole = squeezed(text);
      let at = 0;
      for (const character of squeezed(pieces.join(''))) if (whole.startsWith(character, at)) at += character.length;
      expect(at).toBe(whole.length);
      const isWhole = spansFromText(text).every((span) => span.end - span.start < most);
      expect(!isWhole || squeezed(pieces.join('')) === whole).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a word is never cut that fits into a piece', () => {
  const words = fc.array(fc.stringMatching(/^[a-zé]{1,60}$/), { minLength: 1, maxLength: 60 });
  const between = fc.constantFrom(' ', '\n', '\n\n', '. ');
  fc.assert(
    fc.property(words, between, limit, (list, separator, most) => {
      const pieces = splitForDiscord(list.join(separator), most);
      expect(pieces.flatMap((piece) => piece.split(/[\s.]+/).filter(Boolean))).toEqual(list);
    }),
    { numRuns: 1000 },
  );
});

test('a secret stays a secret in every piece', () => {
  const secret = fc.array(fc.constantFrom('hidden', ' ', '\n', '**', '`a`', '- ', 'b. '), {
    minLength: 20,
    maxLength: 200,
  });
  fc.assert(
    fc.property(secret, limit, (pieces, most) => {
      const visible = (piece: string) =>
        JSON.stringify(parseDiscord(piece), (_, value: unknown) => (isSpoiler(value) ? null : value));
      for (const piece of splitForDiscord(`before ||hidden ${pieces.join('')} hidden|| after`, most)) {
        expect(visible(piece)).not.toContain('hidden');
      }
    }),
    { numRuns: 1000 },
  );
});
