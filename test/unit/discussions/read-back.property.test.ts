import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReadBack, readBackAfterGap, readBackAfterPage } from '../../../src/discussions/discussion.ts';

const COMMENTS = Array.from({ length: 40 }, (_, index) => 100 - index); // newest first
const PAGE = 7;

/** Reads a page of what is older than an id (null: the newest); the last page reaches the end. */
function pageBefore(before: string | null) {
  const page = COMMENTS.filter((id) => before === null || id < Number(before)).slice(0, PAGE);
  return { page, reached: page.length < PAGE ? null : String(page.at(-1)) };
}

/** Plays gaps and pages; answers what is left, how many pages were read, and which comments since the last gap. */
function play(steps: readonly ('gap' | 'page')[]) {
  let left: ReadBack | null = null;
  let read = new Set<number>();
  const all = new Set<number>();
  const take = (page: readonly number[]): void =>
    page.forEach((id) => {
      read.add(id);
      all.add(id);
    });
  for (const step of steps) {
    const before = step === 'gap' ? null : left?.before;
    if (before === undefined) continue;
    if (step === 'gap') read = new Set();
    const { page, reached } = pageBefore(before);
    take(page);
    if (step === 'gap') left = readBackAfterGap(left ?? undefined, { reached, asArchived: 'now' });
    else if (left) left = readBackAfterPage(left, reached);
  }
  return { left, read, all };
}

const pages = (count: number): 'page'[] => Array.from({ length: count }, () => 'page');
const steps = fc.array(fc.constantFrom<'gap' | 'page'>('gap', 'page', 'page'), { maxLength: 40 });

test('whenever gaps come, reading back ends, and every comment was read after the last gap then', () => {
  fc.assert(
    fc.property(steps, (drawn) => {
      const { left, read } = play(['gap', ...drawn, ...pages(2 * COMMENTS.length)]);
      expect(left).toBeNull();
      expect(read.size).toBe(COMMENTS.length);
    }),
  );
});

test('who is stopped after every page has read all comments in the end', () => {
  const { all } = play(Array.from({ length: 12 }, () => ['gap', 'page'] as const).flat());
  expect(all.size).toBe(COMMENTS.length);
});

test('without a second gap no page is read twice, and what was read at once needs no reading back', () => {
  expect(play(['gap', ...pages(4)]).left).toMatchObject({ before: '66', until: null, asArchived: 'now' });
  expect(play(['gap', ...pages(5)]).left).toBeNull();
  expect(readBackAfterGap({ before: '66', until: null, asArchived: null }, { reached: null, asArchived: null })).toBe(
    null,
  );
});
