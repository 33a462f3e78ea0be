import type { ArticleLibrary } from '../articles/library.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import { type Assets, loadAssets } from './assets.ts';
import { type AnswerHeaders, etagFrom, pageHeaders, REVALIDATED } from './http.ts';
import type { PageContext, Site } from './page/context.ts';
import { type PageCache, createPageCache } from './page-cache.ts';
import { type ProblemAnswers, createProblemAnswers } from './problem-answers.ts';
import type { Health } from './health.ts';
import type { LiveVersions } from './live.ts';
import { consola } from 'consola';
import { languageOf, translator } from '../language/translate.ts';

/** What all routes share. */
export interface WebParts {
  readonly library: ArticleLibrary;
  readonly discussions: DiscussionReader;
  readonly health: Health;
  readonly assets: Assets;
  /** For pages that belong to no article, in English. */
  readonly context: PageContext;
  /** For pages of an article in a language, by its BCP 47 tag; English where we have no catalogue. */
  contextIn(language: string): PageContext;
  /** Headers of every page but an article's. */
  readonly headers: AnswerHeaders;
  /** Headers of an article's page, which runs our script. */
  readonly articleHeaders: AnswerHeaders;
  readonly live: LiveVersions;
  /** Origins that may frame any of our pages. */
  readonly frameAncestors: readonly string[];
  /** Origins from EMBED_ORIGINS. */
  readonly embedOrigins: readonly string[];
  readonly pages: PageCache;
  readonly problems: ProblemAnswers;
  /** Hash of the code and the settings behind every page; part of every ETag. */
  readonly identity: string;
}

/** What the web handler needs. */
export interface WebDependencies {
  readonly library: ArticleLibrary;
  readonly discussions: DiscussionReader;
  readonly site: Site;
  readonly health: Health;
  readonly live: LiveVersions;
  /** Origins that may frame any of our pages; default none. */
  readonly frameAncestors?: readonly string[];
  /** Origins of sites that may show comments, besides those of the articles' own addresses. */
  readonly embedOrigins?: readonly string[];
  /** Called with every error that is our fault; default: logs it. */
  readonly report?: (error: unknown) => void;
}

/** Builds what all routes share. */
export function partsFrom({ library, discussions, site, health, live, report, ...allowed }: WebDependencies): WebParts {
  const { frameAncestors = [], embedOrigins = [] } = allowed;
  const assets = loadAssets();
  const contextIn = createContexts({
    site,
    stylesheet: assets.stylesheet.path,
    script: assets.script.path,
    icon: assets.icon.path,
  });
  const context = contextIn('en');
  const headers = { ...pageHeaders(frameAncestors), 'cache-control': REVALIDATED };
  const articleHeaders = { ...headers, ...pageHeaders(frameAncestors, { runsScripts: true }) };
  return {
    library,
    discussions,
    health,
    assets,
    context,
    contextIn,
    headers,
    articleHeaders,
    live,
    frameAncestors,
    embedOrigins,
    pages: createPageCache({ stamp: () => `${library.version()} ${discussions.revision()}` }),
    problems: createProblemAnswers({ contextIn, headers, report: report ?? ((error) => consola.error(error)) }),
    identity: etagFrom(
      site.build,
      JSON.stringify(site),
      JSON.stringify(headers),
      context.stylesheet,
      context.script,
      context.icon,
    ),
  };
}

/** Page contexts by BCP 47 tag; each catalogue's is built once. */
function createContexts(
  parts: Pick<PageContext, 'site' | 'stylesheet' | 'script' | 'icon'>,
): (language: string) => PageContext {
  const contexts = new Map<string, PageContext>();
  return (tag) => {
    const language = languageOf(tag);
    const context = contexts.get(language) ?? { ...parts, language, t: translator(language) };
    contexts.set(language, context);
    return context;
  };
}
