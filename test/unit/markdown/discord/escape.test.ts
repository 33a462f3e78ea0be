import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../../../src/markdown/text.ts';
import { escapeDiscord } from '../../../../src/markdown/discord/escape.ts';
import { parseDiscord } from '../../../../src/markdown/discord/parse.ts';
import { nastyText } from '../../../helpers/nasty-text.ts';

describe('a title in a message', () => {
  test.each([
    ['Plain title, with (all) its "signs": 50% – or 3/4!', 'Plain title, with (all) its "signs": 50% – or 3/4!'],
    ['*a* _b_ ~~c~~ ||d|| `e`', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`'],
    ['two\nlines', 'two lines'],
    ['# 1. a', '\\# 1. a'],
    ['2026. The year', '2026\\. The year'],
    ['- a - b', '\\- a - b'],
  ])('%j is written %j', (title, written) => expect(escapeDiscord(title)).toBe(written));

  test.each(['@everyone', '@here', '<@123>', '<@!123>', '<@&123>', '@EVERYONE'])('%s mentions nobody', (title) => {
    expect(escapeDiscord(title)).not.toMatch(/@(?:everyone|here|[!&]?\d)/i);
  });
});

test('any text is shown literally, on one line', () => {
  fc.assert(
    fc.property(nastyText(), (title) => {
      const line = cleanText(title).replace(/\s+/g, ' ').trim();
      const words = parseDiscord(escapeDiscord(title)).map((block) => {
        const [node, ...others] = block.type === 'paragraph' ? block.children : [];
        return node?.type === 'text' && others.length === 0 ? node.text : JSON.stringify(block);
      });
      expect(words.join('').replaceAll('@\u200B', '@').trim()).toBe(line.replaceAll('@\u200B', '@'));
    }),
    { numRuns: 2000 },
  );
});
