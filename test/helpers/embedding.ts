import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Article } from '../../src/articles/article.ts';
import { createWebHandler } from '../../src/web/handler.ts';
import type { WebDependencies } from '../../src/web/parts.ts';
import { startWebServer } from '../../src/web/server.ts';
import { findChromium } from './chromium.ts';
import { createWebWorld, SITE, type WebWorld } from './web-world.ts';

/** A page of another site; `headers` are sent with it. */
export interface HostPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A site of its own beside Belowline, and a browser that looks at it. */
export interface Embedding extends AsyncDisposable {
  readonly world: WebWorld;
  /** Belowline's address. */
  readonly below: string;
  /** The other site's address. */
  readonly host: string;
  /** Requests that Belowline was asked, as path and query, in order. */
  readonly asked: string[];
  /** Puts a page onto the other site. */
  put(path: string, page: HostPage): void;
  /** Opens an address, of the other site if it is a path; `watched` tells of what went wrong there. */
  open(address: string, options?: BrowserContextOptions): Promise<Visit>;
}

/** A page that a reader has open. */
export interface Visit {
  readonly page: Page;
  /** What the console complained of: refusals by a policy, failed requests, errors. */
  readonly complaints: readonly string[];
  /** How far things that were seen have moved by themselves since the page was opened: the browser's own measure. */
  shift(): Promise<number>;
}

/** The strictest policy under which a page may still take its comments from `below`; its scripts have the nonce `n0nce`. */
export const strictPolicy = (below: string): string =>
  `default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'; connect-src ${below}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types belowline`;

const WATCH = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** Starts both sites; `articlesOf` is told the other site's address, for the articles are at home there. */
export async function startEmbedding(
  articlesOf: (host: string) => readonly Article[],
  more: Partial<WebDependencies> = {},
): Promise<Embedding> {
  await using parts = new AsyncDisposableStack();
  const pages = new Map<string, HostPage>();
  const asked: string[] = [];
  const site = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://x').pathname);
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers });
    response.end(page?.html ?? 'Not here');
  });
  const host = await listening(site);
  parts.defer(() => site.closeAllConnections());
  parts.defer(() => void site.close());
  const world = await createWebWorld(articlesOf(host));
  const { library, reader: discussions, live } = world;
  const health = { live: () => true, ready: async () => ({ ok: true, reasons: [] }) };
  const below = parts.adopt(
    await startWebServer({
      host: '127.0.0.1',
      port: 0,
      createHandler(url) {
        const handler = createWebHandler({ library, discussions, health, live, site: { ...SITE, url }, ...more });
        return (request) => {
          asked.push(request.url.slice(url.length));
          return handler(request);
        };
      },
    }),
    (server) => server.close(),
  );
  parts.defer(() => live.close());
  const executablePath = findChromium();
  const browser: Browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  parts.defer(() => browser.close());
  const started = parts.move();
  return {
    world,
    below: below.url,
    host,
    asked,
    put: (path, page) => void pages.set(path, page),
    async open(address, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      await context.addInitScript(WATCH);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(new URL(address, host).href);
      const shift = () => page.evaluate<number>('window.shifts.reduce((sum, each) => sum + each, 0)');
      return { page, complaints, shift };
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
