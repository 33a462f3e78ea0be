import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConsola } from 'consola';
import { chromium, type Browser } from 'playwright-core';
import { startApp } from '../../src/app.ts';
import type { CommentsJson } from '../../src/cli/comments-json.ts';
import { createPeople, driveSandbox, type Person } from '../../src/cli/people.ts';
import { configFrom } from '../../src/config.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { findChromium } from '../helpers/chromium.ts';

/** The picture at the top of README.md: the thread on the left, the article's page on the right. */
const PICTURE = fileURLToPath(new URL('../../.github/belowline.webp', import.meta.url));
const LARGEST = 300 * 1024; // bytes
const QUALITY = 85; // percent
const PANE = { width: 720, height: 900 }; // CSS pixels
const MARGIN = 24;
const TITLE = 40; // height of the line above a pane

const ARTICLE = 'armenia-steps-back-from-csto';

/** The whole discussion, in order. `answers` is the place in this list of what is answered; `section`: the last section is. */
const TALK: readonly { readonly as: string; readonly says: string; readonly answers?: number | 'section' }[] = [
  {
    as: 'reader',
    says: 'A freeze is not a farewell. What would have to change for Yerevan to *thaw* it?',
    answers: 'section',
  },
  {
    as: 'moderator',
    says: 'A guarantee that is kept. **The second section** says what happened when it was needed.',
    answers: 0,
  },
  { as: 'guest', says: 'Has any member ever left for good?' },
  { as: 'owner', says: 'Uzbekistan did, twice: in 1999 and again in 2012.', answers: 2 },
];

/** Reactions whose glyphs every system's fonts have, on what is at a place in the list above. */
const REACTIONS: readonly { readonly as: string; readonly emoji: string; readonly on: number }[] = [
  { as: 'guest', emoji: '✔', on: 1 },
  { as: 'reader', emoji: '❤', on: 3 },
  { as: 'moderator', emoji: '❤', on: 3 },
  { as: 'guest', emoji: '❤', on: 3 },
];

interface Newsroom {
  /** The address of the sandbox. */
  readonly sandbox: string;
  readonly person: (name: string) => Person;
  readonly json: () => Promise<CommentsJson>;
}

/** Posts the article, holds the discussion, and answers the thread's address once the page has all of it. */
async function discuss({ sandbox, person, json }: Newsroom): Promise<string> {
  await person('owner').command('news', 'article', { article: ARTICLE });
  const { discussion } = await shown(json, (page) => page.discussion !== null);
  const thread = discussion?.thread ?? '';
  const { messages } = await driveSandbox<{ messages: Record<string, { id: string }[]> }>(sandbox, '/sandbox/state');
  const section = messages[thread]?.at(-1)?.id;
  for (const as of new Set(TALK.map((turn) => turn.as))) await person(as).click(thread, 'consent:publish');
  const said: string[] = [];
  for (const { as, says, answers } of TALK) {
    const replyTo = answers === 'section' ? section : said[answers ?? -1];
    const { id } = await person(as).say(thread, says, replyTo === undefined ? {} : { replyTo });
    said.push(id);
  }
  for (const { as, emoji, on } of REACTIONS) await person(as).react(said[on] ?? '', emoji);
  const counted = ({ comments }: CommentsJson) =>
    comments.flatMap(({ reactions }) => reactions ?? []).reduce((sum, { count }) => sum + count, 0);
  await shown(json, (page) => page.count === TALK.length && counted(page) === REACTIONS.length);
  return discussion?.url ?? '';
}

/** Reads the page's JSON until it is as wanted. Throws after ten seconds. */
async function shown(json: () => Promise<CommentsJson>, isWanted: (page: CommentsJson) => boolean) {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const page = await json();
    if (isWanted(page)) return page;
  }
  throw new Error('The discussion did not come to the page');
}

/** Draws what a browser shows at an address, scrolled down to the last place of some words; answers a data URL. */
async function pane(browser: Browser, address: string, words?: string): Promise<string> {
  const page = await browser.newPage({ viewport: PANE, deviceScaleFactor: 2, reducedMotion: 'reduce' });
  await page.goto(address, { waitUntil: 'networkidle' });
  if (words !== undefined) await page.getByText(words).last().scrollIntoViewIfNeeded();
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
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
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

async function draw(newsroom: Newsroom, pageUrl: string): Promise<Buffer> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium in PATH; name one with the variable CHROMIUM.');
  const thread = await discuss(newsroom);
  const browser = await chromium.launch({ executablePath });
  try {
    const left = await pane(browser, `${thread}?as=reader`, TALK.at(-1)?.says);
    const right = await pane(browser, `${pageUrl}/articles/${ARTICLE}#comments`);
    return await compose(browser, [
      { title: 'The thread in Discord (here, in the sandbox)', picture: left },
      { title: 'The same replies on the article’s page', picture: right },
    ]);
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  await using sandbox = await startSandbox({ port: 0 });
  const app = await startApp({
    config: configFrom({ PORT: '0', STORE_URL: 'memory:', DISCORD_INVITE: sandbox.url }),
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    log: createConsola({ level: 1 }),
  });
  try {
    const json = async () =>
      (await (await fetch(`${app.url}/articles/${ARTICLE}/comments.json`)).json()) as CommentsJson;
    const picture = await draw({ sandbox: sandbox.url, person: createPeople(sandbox.url), json }, app.url ?? '');
    if (picture.length > LARGEST) throw new Error(`The picture has ${picture.length} bytes; ${LARGEST} are allowed`);
    await writeFile(PICTURE, picture);
    console.log(`${PICTURE}: ${Math.round(picture.length / 1024)} KB`);
  } finally {
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
