import type { Clock } from '../clock.ts';
import type { Catalogue } from './catalogue.ts';
import type { ArticleLibrary } from './library.ts';
import { lookups, shelfOf, type Shelf } from './shelf.ts';

const LONGEST_TIMER = 24 * 60 * 60 * 1000; // setTimeout cannot wait longer than 24.8 days

/** A library over articles in memory; an article whose time comes appears by itself. */
export interface MemoryLibrary extends ArticleLibrary, Disposable {
  /** Takes other articles in place of those it had. */
  replace(catalogue: Catalogue): void;
  /** Calls `listener` after each change, until the answer is disposed. */
  onChange(listener: () => void): Disposable;
}

/** Opens a library over `catalogue` (empty unless given); dispose it to stop its timer. */
export function createMemoryLibrary({
  clock,
  catalogue = { articles: [], problems: [] },
}: {
  clock: Clock;
  catalogue?: Catalogue;
}): MemoryLibrary {
  const listeners = new Set<() => void>();
  let current = catalogue;
  let version = 1;
  let now = clock.now();
  let shown = shelfOf(current.articles, now);
  let timer = waitForNext();

  function waitForNext(): Disposable | undefined {
    const next = current.articles.reduce(
      (soonest, { published }) => Math.min(soonest, later(published, now)),
      Infinity,
    );
    return next === Infinity ? undefined : clock.after(Math.min(next - now, LONGEST_TIMER), publishDue);
  }

  function publishDue(): void {
    now = clock.now();
    const due = shelfOf(current.articles, now);
    if (due.all.length === shown.all.length) timer = waitForNext();
    else show(due);
  }

  function show(shelf: Shelf): void {
    timer?.[Symbol.dispose]();
    shown = shelf;
    version += 1;
    timer = waitForNext();
    for (const listener of listeners) listener();
  }

  return {
    ...lookups(() => shown),
    problems: () => current.problems,
    version: () => version,
    replace(next) {
      current = next;
      now = clock.now();
      show(shelfOf(current.articles, now));
    },
    onChange(listener) {
      const own = (): void => listener(); // one listener may be added twice
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
    [Symbol.dispose]() {
      timer?.[Symbol.dispose]();
      listeners.clear();
    },
  };
}

const later = (published: number | null, now: number): number =>
  published !== null && published > now ? published : Infinity;
