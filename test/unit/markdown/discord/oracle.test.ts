import { toHTML } from '@odiffey/discord-markdown';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import { options } from './options.ts';

/**
 * @odiffey/discord-markdown follows the client's own rules, in the order of the message. It is compared in what both show: tags for
 * styles, code, quotes and lists. Where we differ on purpose: paragraphs and breaks (its HTML has only <br>), headings (ours are no
 * heading elements), classes and attributes, addresses in their normal form, `_` beside a word that has one (it sees no word before its slice), pieces that touch (`*a***b**`, where its order of rules decides).
 */
function shown(html: string): string {
  return html
    .replace(/<span class="(?:d-)?spoiler"[^>]*>/g, '<spoiler>')
    .replace(/<p class="heading heading-(\d)" dir="auto"><strong>(.*?)<\/strong><\/p>/g, '<h$1>$2</h$1>')
    .replace(/<p class="subtext" dir="auto"><small>(.*?)<\/small><\/p>/g, '<small>$1</small>')
    .replace(/<del>(.*?)<\/del>/g, '<s>$1</s>')
    .replace(/<\/?p(?: [^>]*)?>|<br>|\n/g, '')
    .replace(
      /<(\w+) [^>]*?(href="[^"]*")?(?: [^>]*)?>/g,
      (_, name: string, href?: string) => `<${name}${href ? ` ${href}` : ''}>`,
    )
    .replace(/<\/?span>/g, '');
}

/** A style in itself is not well-formed; `*` and `_` are the same one. */
const withoutMarks = (text: string, mark: string) => text.replaceAll(mark.length === 1 ? /[*_]/g : mark.charAt(0), '');

const word = fc.constantFrom(
  'one',
  'two',
  'three',
  '1 < 2',
  'a & b',
  '5 * 6',
  'https://a.example/b',
  '[label](https://c.example/d)',
  '`code *x*`',
  '``a`b``',
  '\\#x',
);
const { line } = fc.letrec<{ line: string; styled: string }>((tie) => ({
  styled: fc
    .tuple(fc.constantFrom('*', '**', '__', '~~', '||', '_'), tie('line'))
    .map(([mark, text]) => `${mark}${withoutMarks(text, mark)}${mark}`),
  line: fc
    .array(fc.oneof({ depthSize: 'small' }, word, tie('styled')), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' ')),
}));
const block = fc.oneof(
  line,
  line.map((text) => `# ${text}`),
  line.map((text) => `-# ${text}`),
  line.map((text) => `> ${text}`),
  line.map((text) => `- ${text}\n- b`),
  line.map((text) => `\`\`\`\n${text.replaceAll('`', '')}\n\`\`\``),
);

test('well-formed messages look as another reader of the dialect shows them', () => {
  fc.assert(
    fc.property(block, (text) => {
      expect(shown(htmlFromDiscord(text, options))).toBe(shown(toHTML(text)));
    }),
    { numRuns: 2000 },
  );
});
