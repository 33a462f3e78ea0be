import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import { plainFromDiscord } from '../../../../src/markdown/discord/plain.ts';
import { startCounting, type StepCounter } from '../../../helpers/count-steps.ts';
import { options } from './options.ts';

const REPEATED = [
  '>',
  '*',
  '|',
  '_',
  '`',
  '~',
  '||',
  '**',
  '```',
  '> ',
  '- ',
  '¯',
  'h',
  'a\u0301\u0302\u0303',
  'http://a)',
  'https://',
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
const MOST = 8; // 4 is linear, 16 quadratic; the count itself is not exact

let counter: StepCounter;
beforeAll(async () => {
  counter = await startCounting('/src/markdown/');
});
afterAll(() => counter[Symbol.asyncDispose]());

const lastsOf = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

test.each(REPEATED)('%j over and over costs about four times as much when it is four times as long', async (piece) => {
  const steps = (length: number) =>
    counter.count(() => {
      htmlFromDiscord(lastsOf(piece, length), options);
      plainFromDiscord(lastsOf(piece, length), options);
    });
  const [quarter, whole] = [await steps(1000), await steps(4000)];
  expect(whole / quarter).toBeLessThan(MOST);
  expect(whole / 4000).toBeLessThan(250);
});

test('backticks in runs of all lengths cost no more than others', async () => {
  const runs = (count: number) => Array.from({ length: count }, (_, index) => '`'.repeat(index + 1)).join(' ');
  const steps = (text: string) => counter.count(() => void htmlFromDiscord(text, options));
  const [quarter, whole] = [await steps(runs(44)), await steps(runs(88))];
  expect(whole / quarter).toBeLessThan(MOST);
});

test('hundreds of timestamps share one format, which is dear to build', () => {
  const built = vi.spyOn(Intl, 'DateTimeFormat');
  const html = htmlFromDiscord('<t:1700000000:T>'.repeat(200), options);
  expect(html.match(/<time/g)).toHaveLength(200);
  expect(built.mock.calls.length).toBeLessThanOrEqual(1);
  built.mockRestore();
});
