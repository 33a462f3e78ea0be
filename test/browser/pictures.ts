import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConsola } from 'consola';
import { chromium, type Browser } from 'playwright-core';
import { startApp } from '../../src/app.ts';
import { createStage, SILENT, type Addresses } from '../../src/cli/stage.ts';
import { configFrom } from '../../src/config.ts';
import { CHAPTERS } from '../../src/sandbox/page/client/story/chapters.js';
import { playChapter } from '../../src/sandbox/page/client/story/play.js';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Chapter } from '../../src/sandbox/page/story.ts';
import { findChromium } from '../helpers/chromium.ts';

/** The pictures: two panes each, of a chapter of the story as it is after the step that it marks. */
const PICTURES: readonly Picture[] = [
  {
    file: 'belowline.webp',
    chapter: 'The box fills',
    left: threadOf('reader'),
    right: { title: 'The same replies on the article’s page', address: ownPage },
  },
  {
    file: 'own-site.webp',
    chapter: 'The box fills',
    left: { title: 'A page of your own site, before', address: exampleSite('fill'), isBefore: true },
    right: { title: 'The same page with one line of HTML', address: exampleSite('script') },
  },
  {
    file: 'moderators.webp',
    chapter: 'Moderators curate',
    left: threadOf('moderator'),
    right: { title: 'What readers see', address: ownPage },
  },
];

interface Picture {
  /** In `.github/`. */
  readonly file: string;
  readonly chapter: string;
  readonly left: Shot;
  readonly right: Shot;
}

/** What one pane shows. */
interface Shot {
  /** Stands above it. */
  readonly title: string;
  address(addresses: Addresses, chapter: Chapter): Promise<string>;
  /** Taken when the chapter begins. */
  readonly isBefore?: boolean;
}

/** The thread, as this member sees it. */
function threadOf(as: string): Shot {
  return {
    title: 'The thread in Discord (here, in the sandbox)',
    async address(addresses, { article }) {
      const stage = createStage(addresses);
      const { discussion } = await stage.comments(article);
      return `${addresses.sandbox}/channels/${(await stage.state(as)).guild.id}/${discussion?.thread}?as=${as}`;
    },
  };
}

async function ownPage({ site }: Addresses, { article }: Chapter): Promise<string> {
  return `${site}/articles/${article}#comments`;
}

/** The article on the example site, filled by this. */
function exampleSite(filling: 'script' | 'fill'): Shot['address'] {
  return async ({ sandbox }, { article }) => `${sandbox}/example-site/articles/${article}?by=${filling}#comments`;
}

const LARGEST = 120 * 1024; // bytes
const QUALITY = 52; // percent
const PANE = { width: 720, height: 900 }; // CSS pixels
const MARGIN = 24;
const TITLE = 40; // height of the line above a pane

/** Draws what a browser shows at an address; answers a data URL. */
async function paneAt(browser: Browser, address: string): Promise<string> {
  const page = await browser.newPage({ viewport: PANE, deviceScaleFactor: 2, reducedMotion: 'reduce' });
  await page.addInitScript(() => localStorage.setItem('sandbox:steps', 'hidden')); // more of the thread
  await page.goto(address, { waitUntil: 'networkidle' });
  const picture = await page.screenshot();
  await page.close();
  return `data:image/png;base64,${picture.toString('base64')}`;
}

interface Pane {
  readonly title: string;
  /** A data URL. */
  readonly picture: string;
}

/** Sets the panes side by side and answers the picture as WebP. */
async function compose(browser: Browser, panes: readonly Pane[]): Promise<Buffer> {
  const viewport = { width: panes.length * (PANE.width + MARGIN) + MARGIN, height: PANE.height + TITLE + 2 * MARGIN };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.25 });
  await page.setContent(`<style>
      body { margin: ${MARGIN}px; display: flex; gap: ${MARGIN}px; background: #d9dde3; }
      figure { margin: 0; border-radius: 10px; overflow: hidden; box-shadow: 0 1px 12px #0003, 0 0 0 1px #0002; }
      figcaption { height: ${TITLE}px; font: 600 17px/${TITLE}px sans-serif; text-align: center; color: #333a45; background: #eef0f3; }
      img { display: block; width: ${PANE.width}px; height: ${PANE.height}px; }
    </style>${panes.map(({ title, picture }) => `<figure><figcaption>${title}</figcaption><img src="${picture}"></figure>`).join('')}`);
  const devTools = await page.context().newCDPSession(page); // Playwright itself writes no WebP
  const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await page.close();
  return Buffer.from(data, 'base64');
}

async function draw(
  browser: Browser,
  { left, right }: Picture,
  chapter: Chapter,
  addresses: Addresses,
): Promise<Buffer> {
  const panes = new Map<Shot, Pane>();
  const take = async (isBefore: boolean): Promise<void> => {
    for (const shot of [left, right].filter((each) => (each.isBefore ?? false) === isBefore))
      panes.set(shot, { title: shot.title, picture: await paneAt(browser, await shot.address(addresses, chapter)) });
  };
  await playChapter(chapter, createStage(addresses), {
    ...SILENT,
    beginStep: async (_step, index) => (index === 0 ? take(true) : undefined),
    endStep: async ({ isPicture }) => (isPicture ? take(false) : undefined),
  });
  return compose(
    browser,
    [left, right].flatMap((shot) => panes.get(shot) ?? []),
  );
}

async function drawAll(browser: Browser, addresses: Addresses): Promise<void> {
  for (const picture of PICTURES) {
    const { file, chapter } = picture;
    const loaded = await CHAPTERS.find(({ name }) => name === chapter)?.load();
    if (!loaded) throw new Error(`There is no chapter ${chapter}`);
    const bytes = await draw(browser, picture, loaded.chapter, addresses);
    if (bytes.length > LARGEST) throw new Error(`${file} has ${bytes.length} bytes; ${LARGEST} are allowed`);
    await writeFile(fileURLToPath(new URL(`../../.github/${file}`, import.meta.url)), bytes);
    console.log(`.github/${file}: ${Math.round(bytes.length / 1024)} KB`);
  }
}

async function main(): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium in PATH; name one with the variable CHROMIUM.');
  await using sandbox = await startSandbox({ port: 0 });
  const app = await startApp({
    config: configFrom({ PORT: '0', STORE_URL: 'memory:', DISCORD_INVITE: sandbox.url, EMBED_ORIGINS: sandbox.url }),
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    log: createConsola({ level: 1 }),
  });
  sandbox.setSite(app);
  const browser = await chromium.launch({ executablePath });
  try {
    await drawAll(browser, { sandbox: sandbox.url, site: app.url ?? '' });
  } finally {
    await browser.close();
    await app.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
