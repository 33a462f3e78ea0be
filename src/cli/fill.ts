import { once } from 'node:events';
import { basename, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { watch } from 'chokidar';
import type { Article } from '../articles/article.ts';
import { isSkipped } from '../articles/load.ts';
import { createFolderLibrary } from '../articles/folder-library.ts';
import { systemClock } from '../clock.ts';
import { type Config, loadConfig } from '../config.ts';
import { loadInstance } from '../discussions/instance.ts';
import { guildsKey } from '../discussions/keys.ts';
import { createDiscussionReader } from '../discussions/reading.ts';
import { openStore } from '../store/open.ts';
import { sentenceOf } from '../store/store.ts';
import { hashOfSources } from '../web/assets.ts';
import { createFilling, type PageFilling } from '../web/fill/filling.ts';
import { siteFrom } from '../web/page/context.ts';
import { createPageRun, isPage, type PageOutcome, type PageReport, type PageRun, pagesAt } from './fill-pages.ts';

const USAGE = `Usage: npm run fill -- [--watch] [--article SLUG] FOLDER|FILE…
Writes the comments into HTML pages: between <!-- belowline --> and <!-- /belowline -->, else in place of the empty box of Invision Community.
Each page says which article it is by its rel=canonical or og:url; --article says it for a single FILE. --watch goes on until Ctrl+C.`;

/** How often the store is looked at while pages are followed, in milliseconds. */
const POLL = 1_000;

/** A page is read once nobody has written to it for this long, in milliseconds: a site's generator writes in several steps. */
const SETTLING = 500;

interface Given {
  readonly paths: readonly string[];
  readonly slug: string | undefined;
  readonly isWatching: boolean;
}

/** What the command line says; null when it makes no sense. */
function readArguments(): Given | null {
  try {
    const options = { watch: { type: 'boolean', default: false }, article: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const isEnough = positionals.length > 0 && (values.article === undefined || positionals.length === 1);
    // As the watcher names them: site, not ./site/.
    const paths = positionals.map((path) => normalize(path).replace(/(?<=.)[/\\]$/, ''));
    return isEnough ? { paths, slug: values.article, isWatching: values.watch } : null;
  } catch (error) {
    if (error instanceof TypeError) return null; // an option that there is not
    throw error;
  }
}

/** Where the links of filled pages lead; in a sandbox run the site is on this machine. */
function addressesFrom({ site, discord, web }: Config): { url: string; appUrl: string } {
  const isSandbox = discord.kind === 'sandbox';
  const url = site.url ?? (isSandbox ? `http://${web.host}:${web.port}` : null);
  if (url === null) throw new Error('SITE_URL must be set: links in the pages lead there.');
  return { url, appUrl: isSandbox ? `http://127.0.0.1:${discord.port}` : discord.appUrl };
}

/** A bar on the terminal's last line, and nothing where there is no terminal. */
function createProgress(total: number) {
  const { stderr } = process;
  let [done, drawn] = [0, 0];
  let isOver = !stderr.isTTY;
  const clear = () => void (isOver || stderr.write('\r\u001B[K'));
  return {
    clear,
    step(): void {
      done += 1;
      if (isOver || Date.now() - drawn < 100) return;
      drawn = Date.now();
      const filled = Math.round((done / total) * 30);
      stderr.write(`\r[${'#'.repeat(filled).padEnd(30, '.')}] ${done} of ${total}`);
    },
    end(): void {
      clear();
      isOver = true;
    },
  };
}

function summaryOf(counts: ReadonlyMap<PageOutcome, number>): string {
  const of = (outcome: PageOutcome) => counts.get(outcome) ?? 0;
  const left = `${of('unknown')} of no known article, ${of('refused')} refused, ${of('placeless')} without a place for comments`;
  return `Pages written: ${of('written')}. Already right: ${of('same')}. Left as they are: ${left}.`;
}

interface Opened {
  readonly filling: PageFilling;
  /** The article that the command line names; undefined where pages name their own. */
  article(): Article | undefined;
  /** Changes whenever articles or comments may have. */
  stamp(): { readonly articles: number; readonly comments: string };
}

/** Opens the store and the articles for reading. */
async function openFilling(slug: string | undefined, parts: AsyncDisposableStack): Promise<Opened> {
  const config = loadConfig();
  const addresses = addressesFrom(config);
  const store = parts.adopt(await openStore(config.storeUrl), (opened) => opened.close());
  // The pages of a store that is the wrong one would all be emptied.
  if (((await store.get(guildsKey)) ?? []).length === 0)
    throw new Error('Nothing was filled: this store has seen no Discord server yet. Is STORE_URL right?');
  const { secret } = await loadInstance(store);
  const log = { warn: (line: string) => console.error(line) };
  const content = { folder: config.contentDir, site: addresses.url };
  const library = parts.use(await createFolderLibrary({ ...content, clock: systemClock, log }));
  const article = () => (slug === undefined ? undefined : (library.bySlug(slug) ?? library.find(slug)));
  if (slug !== undefined && !article()) throw new Error(`There is no article “${slug}” in ${config.contentDir}.`);
  const discussions = createDiscussionReader({ store });
  const site = siteFrom(config, { ...addresses, secret, build: hashOfSources() });
  const filling = createFilling({ library, discussions, site });
  return {
    filling,
    article,
    stamp: () => ({ articles: library.version(), comments: discussions.revision() }),
  };
}

async function pagesOf({ paths, slug, isWatching }: Given): Promise<Set<string>> {
  const pages = new Set((await Promise.all(paths.map(pagesAt))).flat());
  if (slug !== undefined && !pages.has(paths[0] ?? '')) throw new Error('--article needs a file, not a folder.');
  if (pages.size === 0 && !isWatching) throw new Error('There is no .html or .htm file in it.');
  return pages;
}

async function fill(given: Given): Promise<void> {
  const { paths, slug, isWatching } = given;
  await using parts = new AsyncDisposableStack();
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
  const { filling, article, stamp } = await openFilling(slug, parts);
  const files = isWatching ? parts.adopt(await watchPages(paths), (watched) => watched.watcher.close()) : null;
  const pages = await pagesOf(given);
  const [progress, counts] = [createProgress(pages.size), new Map<PageOutcome, number>()];

  let isFollowing = false;
  function report({ path, outcome, reason }: PageReport): void {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (outcome === 'refused' || (reason !== null && paths.includes(path))) process.exitCode = 1;
    if (reason !== null) {
      progress.clear();
      console.error(`${path}: ${reason}`);
    }
    if (isFollowing && outcome === 'written') console.log(`${path}: written.`);
    progress.step();
  }
  const run = createPageRun({ filling, article, report, signal: stopping.signal });
  const seen = stamp();
  await run.fillPages(pages);
  progress.end();
  console.log(summaryOf(counts));
  if (!files || stopping.signal.aborted) return;
  isFollowing = true;
  console.log('Following the comments and the pages. Ctrl+C stops it.');
  await follow({ run, pages, seen, stamp, signal: stopping.signal, ...files });
}

interface Followed extends Pick<Opened, 'stamp'> {
  readonly run: PageRun;
  readonly pages: Set<string>;
  /** The stamp that the pages were filled with. */
  readonly seen: ReturnType<Opened['stamp']>;
  /** Pages that came or changed; emptied as they are done. */
  readonly changed: Set<string>;
  readonly gone: Set<string>;
  readonly signal: AbortSignal;
}

/** Fills pages again whenever they, the articles or the comments change, until it is aborted. A store in trouble is asked again. */
async function follow({ run, pages, stamp, changed, gone, signal, ...since }: Followed): Promise<void> {
  let { seen } = since;
  let told = '';
  async function step(): Promise<void> {
    for (const path of gone) pages.delete(path);
    gone.clear();
    const now = stamp();
    const isSame = now.comments === seen.comments;
    const outdated = now.articles !== seen.articles ? pages : isSame ? [] : await run.outdated();
    for (const path of changed) pages.add(path);
    const due = [...changed, ...[...outdated].filter((path) => pages.has(path))];
    changed.clear();
    // What is not done for a store in trouble is due again.
    await run.fillPages(due).catch((error: unknown) => {
      for (const path of due) changed.add(path);
      throw error;
    });
    seen = now;
    told = '';
  }
  while (!signal.aborted) {
    await step().catch((error: unknown) => {
      const sentence = sentenceOf(error);
      if (sentence !== told) console.error(sentence);
      told = sentence;
    });
    await setTimeout(POLL, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/** Watches what the command line names. */
async function watchPages(paths: readonly string[]) {
  const [changed, gone] = [new Set<string>(), new Set<string>()];
  const watcher = watch([...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    awaitWriteFinish: { stabilityThreshold: SETTLING },
    ignored: (path, stats) =>
      !paths.includes(path) && (isSkipped(basename(path)) || (stats?.isFile() === true && !isPage(basename(path)))),
  });
  for (const event of ['add', 'change'] as const) watcher.on(event, (path) => changed.add(path));
  watcher.on('unlink', (path) => gone.add(path));
  watcher.on('error', (error) => console.error(sentenceOf(error)));
  await once(watcher, 'ready');
  return { watcher, changed, gone };
}

const given = readArguments();
if (given === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await fill(given).catch((error: unknown) => {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
}
