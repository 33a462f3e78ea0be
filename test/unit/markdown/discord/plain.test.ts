import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainFromDiscord } from '../../../../src/markdown/discord/plain.ts';
import { nastyText } from '../../../helpers/nasty-text.ts';
import { options } from './options.ts';

test.each([
  ['**a** [b](https://c.example) <@1> <:d:5>', 'a b @Ann "<b>" :d:'],
  ['# a\n> b\n- c\n  1. d\ne\n\nf', 'a\nb\n• c\n1. d\ne\nf'],
  ['```js\na\n```', 'a'],
])('%j reads %j', (text, plain) => expect(plainFromDiscord(text, options)).toBe(plain));

test('a spoiler’s text is left out', () => expect(plainFromDiscord('He ||dies||.', options)).toBe('He [Spoiler].'));

test('any message has a plain form without control characters', () => {
  fc.assert(
    fc.property(nastyText(), (text) => {
      expect(plainFromDiscord(text, options)).not.toMatch(/[\p{Cc}--[\n\t]]|[\u202A-\u202E]|\p{Cs}/v);
    }),
  );
});
