import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPage } from '../../../../src/web/fill/filled-page.ts';
import { EMPTY4, EMPTY5 } from '../../../helpers/site-pages.ts';

const PIECES = [
  '<p>',
  '</p>',
  '<div>',
  '</div>',
  '<b',
  '>',
  '"',
  "'",
  '<!-- x -->',
  '<script>if (a<b) {}</script>',
  '\r\n',
  '\n',
  '\0',
  '\xff',
  'é',
  '<br/>',
  '<li>',
  '<td>',
  '<svg><path/></svg>',
  '&amp;',
  '&',
  '<a href=x',
  '<!doctype html>',
  '%2D',
  '-->',
  '--',
  ' ',
  'words',
  '<textarea>x</textarea>',
  '<template><p></template>',
  '<noscript><p></noscript>',
  '<![CDATA[x]]>',
  '<?php x ?>',
  '</',
  '<',
];

const rubbish = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(''));
const content = fc.record({
  comments: fc.constantFrom('<p>One</p>', '<p>Two ü &amp; 😀</p>\n<p>%2D -- é</p>'),
  recommended: fc.option(fc.constantFrom('<p>Picked</p>')),
});
const place = fc.constantFrom(
  EMPTY4,
  EMPTY5,
  '<div data-role="noComments"><p>No<br> - >comments%3E</p></div>',
  '<!-- belowline -->old<!-- /belowline -->',
);

const filled = async (bytes: Buffer, given: { comments: string | null; recommended: string | null }) => {
  const read = await readPage(bytes);
  return read.type === 'fillable' ? read.filledWith(given) : null;
};

test('whatever stands around a place: only the place changes, twice is once, the last content counts, and nothing restores', async () => {
  let isFilled = 0;
  await fc.assert(
    fc.asyncProperty(rubbish, place, rubbish, content, content, async (before, box, after, one, other) => {
      const page = Buffer.from(before + box + after, 'latin1');
      const once = await filled(page, one);
      if (once === null) return; // what stands before has hidden it, or made it uncertain
      isFilled += 1;
      expect(once.toString('latin1').startsWith(before)).toBe(true);
      expect(once.toString('latin1').endsWith(after)).toBe(true);
      expect(await filled(once, one)).toEqual(once);
      const direct = await filled(page, other);
      expect(await filled(once, other)).toEqual(direct);
      const restored = await filled(once, { comments: null, recommended: null });
      // What stood between markers is not kept.
      expect(box.includes('belowline') || restored?.equals(page)).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(isFilled).toBeGreaterThan(50);
});
