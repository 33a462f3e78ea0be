import { expect, test } from 'vitest';
import { draftSummary } from '../../../src/summaries/draft.ts';
import { draftInputs } from '../../helpers/draft-inputs.ts';

const LONGEST = 4_000;
const filled = (piece: string) => piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST);

test.each([
  ['one letter', 'a'],
  ['one word', 'word '],
  ['short sentences', 'It is so. '],
  ['the same sentence', 'The council voted against the bridge. '],
  ['spaces', ' '],
  ['line ends', '\n'],
  ['opened styles', '**_~~||'],
  ['brackets', '[(<'],
  ['emoji by name', ' :a:'],
  ['abbreviations', 'Dr. '],
  ['lone surrogates', '\uD800 a \uDC00'],
  ['zalgo', 'a\u0301\u0302\u0303\u0304\u0305\u0306\u0307 '],
  ['joined emoji', '👨‍👩‍👧‍👦'],
  ['no spaces, as in Chinese', '桥早就应该关闭了'],
  ['bidi controls', '\u202E\u2066abc '],
  ['mentions', '<@123> @here '],
])('fifty comments as long as can be, full of %s, are drafted in time', { timeout: 10_000 }, (_, piece) => {
  const inputs = draftInputs(Array.from({ length: 50 }, () => filled(piece)));
  for (const { text } of draftSummary(inputs)) expect(text.length).toBeLessThanOrEqual(1_000);
});

test('comments without end are read as far as there is time', { timeout: 10_000 }, () => {
  const inputs = draftInputs(
    Array.from({ length: 5_000 }, (_, index) => filled(`Word${index} and ferry${index} cost money${index}. `)),
  );
  expect(draftSummary(inputs).length).toBeGreaterThan(0);
});
