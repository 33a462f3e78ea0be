import type { ArticleLibrary } from '../articles/library.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import type { Assets } from './assets.ts';
import type { AnswerHeaders } from './headers.ts';
import type { PageContext } from './page/context.ts';
import type { PageCache } from './page-cache.ts';
import type { ProblemAnswers } from './problem-answers.ts';
import type { Health } from './site.ts';

/** What the routes share. */
export interface WebParts {
  readonly library: ArticleLibrary;
  readonly discussions: DiscussionReader;
  readonly health: Health;
  readonly assets: Assets;
  /** For pages that are no article's. */
  readonly context: PageContext;
  /** For pages of an article in this language; the same as `context` when there is no catalogue of it. */
  contextIn(language: string): PageContext;
  /** Headers of every page. */
  readonly headers: AnswerHeaders;
  /** Origins whose pages may hold ours in a frame. */
  readonly frameAncestors: readonly string[];
  /** EMBED_ORIGINS. */
  readonly embedOrigins: readonly string[];
  readonly pages: PageCache;
  readonly problems: ProblemAnswers;
  /** Names the code and the settings that the pages are made with; part of every ETag. */
  readonly identity: string;
}
