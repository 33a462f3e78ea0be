import { expect, test } from 'vitest';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import { plainFromDiscord } from '../../../../src/markdown/discord/plain.ts';
import { countSteps } from '../../../helpers/count-steps.ts';
import { NASTY_PIECES } from '../../../helpers/nasty-text.ts';
import { options } from './options.ts';

const REPEATED = [
  '[a](',
  '[a](https://',
  '[a](https://b ',
  '[a](https://b "',
  '](https://b',
  '[',
  '(',
  '((',
  '[*a',
  '<',
  '<@',
  '<https://',
  '</a',
  '*a',
  '**a ',
  '***a',
  '_a ',
  '~~a',
  '||a',
  '|| ',
  '``` ',
  '`` ` ',
  '` `` ',
  '\\',
  '> a\n',
  '  - a\n',
  '- a\n> ',
  '1. ',
  '#',
  '# a\n',
  '\n',
  '-# ',
];
const lastsOf = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

test.each([...new Set([...REPEATED, ...NASTY_PIECES])])(
  '%j over and over costs twice as much when it is twice as long',
  async (piece) => {
    const steps = (length: number) =>
      countSteps('/src/markdown/', () => {
        htmlFromDiscord(lastsOf(piece, length), options);
        plainFromDiscord(lastsOf(piece, length), options);
      });
    const [half, whole] = [await steps(2000), await steps(4000)];
    expect(whole / half).toBeLessThan(2.3);
    expect(whole / 4000).toBeLessThan(250);
  },
);

test('backticks in runs of all lengths cost no more than others', async () => {
  const runs = (count: number) => Array.from({ length: count }, (_, index) => '`'.repeat(index + 1)).join(' ');
  const steps = (text: string) => countSteps('/src/markdown/', () => void htmlFromDiscord(text, options));
  const [half, whole] = [await steps(runs(62)), await steps(runs(88))];
  expect(whole / half).toBeLessThan(2.3);
});
