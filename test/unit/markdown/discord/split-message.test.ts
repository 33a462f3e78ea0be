import { describe, expect, test } from 'vitest';
import { splitForDiscord } from '../../../../src/markdown/discord/split-message.ts';

const filler = (length: number) => 'word '.repeat(length / 5).trimEnd();

describe('where a message is cut', () => {
  test('nothing is cut that fits', () => expect(splitForDiscord('  a\n\nb \n')).toEqual(['a\n\nb']));

  test('nothing comes of nothing', () => expect(splitForDiscord(' \n\t ')).toEqual([]));

  test.each([
    ['a blank line', `${filler(80)}\n\nOne. Two\nthree four ${filler(60)}`, filler(80)],
    ['a line end', `${filler(80)}\nOne. Two three ${filler(60)}`, filler(80)],
    ['a sentence', `${filler(75)} end. And on ${filler(60)}`, `${filler(75)} end.`],
    ['a space', filler(200), filler(100)],
  ])('at %s', (_, text, first) => {
    const pieces = splitForDiscord(text, 100);
    expect(pieces[0]).toBe(first);
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  test('between words where there are no spaces', () => {
    for (const piece of splitForDiscord('漢字仮名交じり文'.repeat(20), 100)) expect(piece).not.toMatch(/^字|漢$/);
  });

  test('between graphemes when one word is longer than a piece', () => {
    const family = '👨‍👩‍👧‍👦';
    for (const piece of splitForDiscord(family.repeat(60), 100)) expect(piece.replaceAll(family, '')).toBe('');
  });

  test('through a grapheme of 9,000 marks, but never through a surrogate pair', () => {
    expect(splitForDiscord(`a${'\u0301'.repeat(9000)}`).join('')).toBe(`a${'\u0301'.repeat(9000)}`);
    const marks = '\u{1D165}'.repeat(4500);
    for (const piece of splitForDiscord(`ab${marks}`, 101)) expect(piece.isWellFormed()).toBe(true);
  });
});

describe('what stays whole', () => {
  test.each([
    '`some code here`',
    '``some ` code``',
    '[a label of words](https://a.example/b "and title")',
    '<@123456789012345678>',
    '<:name:123456789012345678>',
    '<t:1700000000:R>',
    '</section show:123456789012345678>',
    'https://a.example/b/c',
    '<https://a.example/b>',
    '||a secret of words||',
    '**bold words are here**',
    '__under *line* words__',
    '```js\nlet a = 1;\n```',
    '*it is so*',
    '\\*',
  ])('%s', (whole) => {
    for (let before = 60; before <= 100; before += 1) {
      const text = `${'x '.repeat(before / 2)}${'y'.repeat(before % 2)}${whole} ${filler(100)}`;
      expect(splitForDiscord(text, 100).some((piece) => piece.includes(whole))).toBe(true);
    }
  });
});

describe('what is closed and opened again when it is longer than a piece', () => {
  test('a fence, with its language and the indentation of its lines', () => {
    const code = Array.from({ length: 20 }, (_, index) => `    line(${index});`);
    const pieces = splitForDiscord(`\`\`\`ts\n${code.join('\n')}\n\`\`\``, 100);
    for (const piece of pieces) expect(piece).toMatch(/^```ts\n {4}line[\s\S]*\n```$/);
    expect(pieces.flatMap((piece) => piece.split('\n').slice(1, -1))).toEqual(code);
  });

  test('a spoiler, so that nothing of it leaks', () => {
    for (const piece of splitForDiscord(`||${filler(500)}||`, 100)) expect(piece).toMatch(/^\|\|[^|]+\|\|$/);
  });

  test('bold text in a quoted line', () => {
    for (const piece of splitForDiscord(`> **${filler(500)}**`, 100)) expect(piece).toMatch(/^> \*\*[^*]+\*\*$/);
  });
});

test('a limit that leaves no room is refused', () => {
  expect(() => splitForDiscord('a', 99)).toThrow('A piece needs room for 100 characters, not 99');
});
