import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { translator } from '../../../src/language/translate.ts';
import { plainFromDiscord } from '../../../src/markdown/discord/plain.ts';
import { parseDiscord } from '../../../src/markdown/discord/parse.ts';
import { type DraftInput, draftSummary } from '../../../src/summaries/draft.ts';
import { draftInputs } from '../../helpers/draft-inputs.ts';
import { nastyText } from '../../helpers/nasty-text.ts';

const WORDS = ['bridge', 'council', 'ferry', 'report', 'cracks', 'money', 'school', 'road', 'the', 'of', 'is', 'not'];
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 14 })
  .map((words) => `${words.join(' ')}.`);
const sentences = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const nasty = nastyText(30);
const mixed = fc.array(fc.oneof(nasty, sentence), { maxLength: 6 }).map((parts) => parts.join(' '));

const comments = fc
  .array(
    fc.record({
      content: fc.oneof({ weight: 3, arbitrary: sentences }, nasty, mixed),
      author: fc.constantFrom('1', '2', '3', '4'),
      score: fc.constantFrom(0, 0, 0, 1, 50),
      recommended: fc.boolean(),
    }),
    { minLength: 5, maxLength: 30 },
  )
  .map(draftInputs);

const NOBODY = { user: () => null, role: () => null, channel: () => null };
const options = { names: NOBODY, t: translator('en') };
/** Plain text without the character that escaping puts into what could be a mention. */
const plain = (text: string) => plainFromDiscord(text, options).replace(/\s+/g, ' ').replaceAll('\u200B', '');
const contentOf = (inputs: readonly DraftInput[], id: string | null) =>
  inputs.find((input) => input.id === id)?.content ?? '';

test('each sentence is in the comment that it links, word for word', () => {
  fc.assert(
    fc.property(comments, (inputs) => {
      for (const { text, comment } of draftSummary(inputs)) {
        expect(plain(contentOf(inputs, comment))).toContain(plain(text));
      }
    }),
  );
});

test('a draft never has mentions, links or markup', () => {
  fc.assert(
    fc.property(comments, (inputs) => {
      for (const { text } of draftSummary(inputs)) {
        const [block, ...others] = parseDiscord(text);
        expect(others).toEqual([]);
        expect(block?.type).toBe('paragraph');
        const kinds = block?.type === 'paragraph' ? block.children.map(({ type }) => type) : [];
        expect(new Set(kinds)).toEqual(new Set(['text']));
        expect(text).not.toMatch(/@(everyone|here)/i);
        expect(text.isWellFormed()).toBe(true);
      }
    }),
  );
});

test('a member is quoted twice at most, and all together keeps to the limits', () => {
  fc.assert(
    fc.property(comments, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5_000 }), (inputs, most, long) => {
      const drafted = draftSummary(inputs, { maxSentences: most, maxCharacters: long });
      expect(drafted.length).toBeLessThanOrEqual(most);
      const length = drafted.map(({ text }) => text).join(' ').length;
      expect(length).toBeLessThanOrEqual(Math.min(long, 4_000));
      const authors = Object.groupBy(drafted, ({ comment }) => inputs.find(({ id }) => id === comment)?.author ?? '');
      for (const quoted of Object.values(authors)) expect(quoted?.length).toBeLessThanOrEqual(2);
    }),
  );
});

test('the same comments in any order give the same draft', () => {
  const shuffled = comments.chain((inputs) =>
    fc.tuple(fc.constant(inputs), fc.shuffledSubarray([...inputs], { minLength: inputs.length })),
  );
  fc.assert(
    fc.property(shuffled, ([inputs, others]) => {
      expect(draftSummary(others)).toEqual(draftSummary(inputs));
    }),
  );
});

const variant = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => `${text.slice(0, -1)}!!!`,
  (text) => `**${text}**`,
  (text) => `${text.slice(0, -1)} indeed.`,
  (text) => text.replaceAll(' ', '  '),
);

test('of a sentence and its near-duplicates one is quoted', () => {
  fc.assert(
    fc.property(fc.array(variant, { minLength: 5, maxLength: 20 }), (variants) => {
      const others = [
        'Our library closes far too early for working people.',
        'Trams should run later on Friday nights.',
      ];
      const ferry = 'The old ferry across the river needs more money.';
      const inputs = draftInputs([ferry, ...others, ...variants.map((vary) => vary(ferry))]);
      const texts = draftSummary(inputs, { maxSentences: 8 }).map(({ text }) => text);
      expect(texts.filter((text) => /ferry/iu.test(text))).toHaveLength(1);
      expect(texts).toHaveLength(3);
    }),
  );
});
