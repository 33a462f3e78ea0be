import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { startNewsroom, type Newsroom, type NewsroomOptions } from './newsroom.ts';

/** A newsroom with a browser that looks at its sandbox. */
export interface BrowserNewsroom extends SandboxPage {
  readonly newsroom: Newsroom;
}

/** A browser that looks at a sandbox. */
export interface SandboxPage extends AsyncDisposable {
  readonly page: Page;
}

/** Opens a sandbox's page in Chromium. Throws when it is disposed and the page's script had failed. */
export async function openPage(url: string): Promise<SandboxPage> {
  await using parts = new AsyncDisposableStack();
  const executablePath = findChromium();
  const browser: Browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  parts.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const started = parts.move();
  return {
    page,
    async [Symbol.asyncDispose]() {
      await started.disposeAsync();
      if (failures.length > 0) throw new AggregateError(failures, 'The page’s script failed');
    },
  };
}

/** Starts a newsroom and opens its sandbox's page in Chromium. */
export async function openSandbox(options: NewsroomOptions): Promise<BrowserNewsroom> {
  await using parts = new AsyncDisposableStack();
  const newsroom = parts.use(await startNewsroom(options));
  const { page } = parts.use(await openPage(newsroom.sandbox.url));
  const started = parts.move();
  return { newsroom, page, [Symbol.asyncDispose]: () => started.disposeAsync() };
}
