import { type Clock, DAY, systemClock } from '../clock.ts';
import type { ArticleLibrary } from '../articles/library.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import { type Assets, loadAssets } from './assets.ts';
import { type AnswerHeaders, etagFrom, pageHeaders, REVALIDATED } from './http.ts';
import type { Edition, LayoutContext, Site } from './page/context.ts';
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
  readonly context: LayoutContext;
  /** For pages of an article in a language, by its BCP 47 tag; English where we have no catalogue. */
  contextIn(language: string): LayoutContext;
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
  /** Says which day it is; default: the system's. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Called with every error that is our fault; default: logs it. */
  readonly report?: (error: unknown) => void;
}

/** Builds what all routes share. */
export function partsFrom({ library, discussions, site, health, live, report, ...more }: WebDependencies): WebParts {
  const { frameAncestors = [], embedOrigins = [], clock = systemClock } = more;
  const assets = loadAssets();
  const { stylesheet, script, icon, fonts } = assets;
  const files = { stylesheet: stylesheet.path, script: script.path, icon: icon.path, fonts: fonts.preloaded };
  const edition = createEdition(library, clock);
  const contextIn = createContexts({ site, ...files }, edition);
  const headers = { ...pageHeaders(frameAncestors), 'cache-control': REVALIDATED };
  const articleHeaders = { ...headers, ...pageHeaders(frameAncestors, { runsScripts: true }) };
  return {
    library,
    discussions,
    health,
    assets,
    get context() {
      return contextIn('en');
    },
    contextIn,
    headers,
    articleHeaders,
    live,
    frameAncestors,
    embedOrigins,
    pages: createPageCache({ stamp: () => `${library.version()} ${edition().day} ${discussions.revision()}` }),
    problems: createProblemAnswers({ contextIn, headers, report: report ?? ((error) => consola.error(error)) }),
    identity: etagFrom(site.build, JSON.stringify(site), JSON.stringify(headers), JSON.stringify(files)),
  };
}

/** The most sections in a masthead. */
const MAX_SECTIONS = 8;

/** Answers today's edition: the same object until the day or the articles change. */
function createEdition(library: ArticleLibrary, clock: Pick<Clock, 'now'>): () => Edition {
  let made: Edition & { readonly version: number } = { day: NaN, sections: [], name: '', version: NaN };
  return () => {
    const [day, version] = [Math.floor(clock.now() / DAY) * DAY, library.version()];
    if (made.day === day && made.version === version) return made;
    const counts = new Map<string, number>();
    for (const { section } of library.all()) if (section !== null) counts.set(section, (counts.get(section) ?? 0) + 1);
    const sections = [...counts.keys()].toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
    const shown = sections.slice(0, MAX_SECTIONS);
    made = { day, sections: shown, name: JSON.stringify([day, shown]), version };
    return made;
  };
}

/** Page contexts by BCP 47 tag; each catalogue's is built once an edition. */
function createContexts(
  parts: Pick<LayoutContext, 'site' | 'stylesheet' | 'script' | 'icon' | 'fonts'>,
  edition: () => Edition,
): (language: string) => LayoutContext {
  const contexts = new Map<string, LayoutContext>();
  return (tag) => {
    const [language, today] = [languageOf(tag), edition()];
    const known = contexts.get(language);
    if (known?.edition === today) return known;
    const context = { ...parts, language, t: translator(language), edition: today };
    contexts.set(language, context);
    return context;
  };
}
