import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { startNewsroom, type Newsroom, type NewsroomOptions } from './newsroom.ts';

/** A newsroom with a browser that looks at its sandbox. */
export interface BrowserNewsroom extends AsyncDisposable {
  readonly newsroom: Newsroom;
  readonly page: Page;
}

/** Starts a newsroom and opens its sandbox's page in Chromium. Throws when it is disposed and the page's script had failed. */
export async function openSandbox(options: NewsroomOptions): Promise<BrowserNewsroom> {
  await using parts = new AsyncDisposableStack();
  const newsroom = parts.use(await startNewsroom(options));
  const executablePath = findChromium();
  const browser: Browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  parts.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  await page.goto(newsroom.sandbox.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const started = parts.move();
  return {
    newsroom,
    page,
    async [Symbol.asyncDispose]() {
      await started.disposeAsync();
      if (failures.length > 0) throw new AggregateError(failures, 'The page’s script failed');
    },
  };
}
