import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ShownComment } from '../../../src/discussions/reading.ts';
import { tintsOf } from '../../../src/web/tints.ts';
import { commentOf } from '../../helpers/discussion-steps.ts';

const PALETTE = /tint-(\d+) \{\s*--hue: (\d+);/g;

const shownBy = (author: string, authorName: string | null): ShownComment =>
  ({ comment: { ...commentOf('9'), author }, authorName }) as ShownComment;

test('up to twelve people on a page have colours of their own, and each has one colour', () => {
  const comments = fc
    .array(
      fc.record({ author: fc.integer({ min: 1, max: 12 }).map(String), name: fc.constantFrom('A', 'M', 'Ada', null) }),
    )
    .map((drawn) => drawn.map(({ author, name }) => shownBy(author, name)));
  fc.assert(
    fc.property(comments, (shown) => {
      const tints = tintsOf(shown);
      expect(new Set(tints.keys())).toEqual(new Set(shown.map(({ comment }) => comment?.author)));
      expect(new Set(tints.values()).size).toBe(tints.size);
    }),
  );
});

test('more people than colours take them again in turn', () => {
  const tints = [...tintsOf(Array.from({ length: 24 }, (_, index) => shownBy(String(index), 'Same'))).values()];
  expect(new Set(tints.slice(0, 12)).size).toBe(12);
  expect(new Set(tints.slice(12)).size).toBe(12);
});

test('the page and the sandbox have the same colours', () => {
  const coloursIn = (file: string) => [...readFileSync(file, 'utf8').matchAll(PALETTE)].map(([, ...pair]) => pair);
  const [page, sandbox] = [coloursIn('src/web/comments.css'), coloursIn('src/sandbox/page/client/base.css')];
  expect(page).toHaveLength(12);
  expect(sandbox).toEqual(page);
});
