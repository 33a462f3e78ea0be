import { describe, expect, test } from 'vitest';
import { quotableText, sentencesFromText } from '../../../src/summaries/sentences.ts';

const sentencesOf = (content: string, language = 'en') =>
  sentencesFromText(quotableText(content), language)
    .filter(({ isQuotable }) => isQuotable)
    .map(({ text }) => text);

describe('sentences', () => {
  test('end at full stops and at line ends, not after abbreviations', () => {
    expect(sentencesOf('We met Dr. Weber near St. Anne, e.g. London style. She likes ferries very much')).toEqual([
      'We met Dr. Weber near St. Anne, e.g. London style.',
      'She likes ferries very much',
    ]);
    expect(sentencesOf('Nobody repaired the bridge\nEverybody drives around it')).toEqual([
      'Nobody repaired the bridge',
      'Everybody drives around it',
    ]);
  });

  test('stand in paragraphs, headings and lists, not in quotes or code', () => {
    const content = [
      '# Nobody repaired the bridge',
      '- Everybody drives around it',
      '> Somebody else wrote this sentence',
      '```',
      'Computers read this sentence alone',
      '```',
      'Children walk around the river',
    ].join('\n');
    expect(sentencesOf(content)).toEqual([
      'Nobody repaired the bridge',
      'Everybody drives around it',
      'Children walk around the river',
    ]);
  });

  test.each(['Close the bridge.', 'It is what it is, and so on.', `The ${'very '.repeat(100)}old bridge fell down.`])(
    'too short, too empty or too long are left out: %s',
    (content) => expect(sentencesOf(content)).toEqual([]),
  );

  test('are about their words in lower case, cut short, without stop words, each once', () => {
    const [sentence] = sentencesFromText('Die Brücke war die wichtigste Brücke der Innenstadt.', 'de');
    expect(sentence?.terms).toEqual(['brücke', 'innens', 'wichti']);
  });
});
