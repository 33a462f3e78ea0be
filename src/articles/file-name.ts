import { timeFromDate } from './dates.ts';
import { slugFromTitle } from './slug.ts';

/** What a file's name tells about its article; both are null when it tells nothing. */
export interface NameOfFile {
  readonly slug: string | null;
  readonly published: number | null;
}

/** Reads `my-title.md`, Jekyll's `2024-02-23-my-title.md` and Hugo's `my-title/index.md`; `path` has slashes. */
export function nameOfFile(path: string): NameOfFile {
  const parts = path.split('/');
  const stem = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
  const name = stem === 'index' ? (parts.at(-2) ?? '') : stem;
  const dated = /^(\d{4}-\d\d-\d\d)-(.+)$/.exec(name);
  const published = dated?.[1] ? timeFromDate(dated[1]) : undefined;
  return {
    slug: slugFromTitle(published === undefined ? name : (dated?.[2] ?? name)) || null,
    published: published ?? null,
  };
}
