import { equal } from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, type SandboxPage } from '../helpers/browser-newsroom.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { ROOT } from '../helpers/process.ts';

const BELOWLINE = 'https://comments.news.example';
const ARTICLE = 'https://news.example/the-ferry-stays';

/** Every block of code below a heading of a page of the manual, but for the settings of a server. */
function snippetsIn(file: string, heading: string): string[] {
  const [, part = ''] = readFileSync(join(ROOT, file), 'utf8').split(`\n## ${heading}\n`);
  const [section = ''] = part.split(/^## /m);
  return [...section.matchAll(/^```(?!nginx)[\w-]+\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

const RECIPES = [
  ...['WordPress', 'Ghost', 'Hugo', 'Invision Community', 'Without a script'].map((name) => ['docs/own-site.md', name]),
  ['README.md', 'On your own site'],
].flatMap(([file = '', heading = '']) =>
  snippetsIn(file, heading).map((code, index) => ({ name: `${file}, ${heading}, ${index + 1}`, code })),
);

/** The site that follows a recipe, on an origin of its own. */
let site: { url: string; article: string; page: string } & AsyncDisposable;
let newsroom: Newsroom;
let browser: SandboxPage;

beforeAll(async () => {
  const server = createServer((_request, response) => {
    const { url } = newsroom;
    const policy = `default-src 'none'; script-src ${url}; connect-src ${url}; style-src ${url}; img-src ${url}; require-trusted-types-for 'script'; trusted-types belowline`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', policy);
    response.end(site.page);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  site = {
    url,
    article: `${url}/the-ferry-stays`,
    page: '',
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const ferry = `---\ntitle: The ferry stays\nslug: ferry\nurl: ${site.article}\n---\n\nIt does.\n`;
  newsroom = await startNewsroom({ policy: 'opt-out', articles: { 'ferry.md': ferry } });
  const thread = await newsroom.open('ferry');
  await newsroom.person('reader').say(thread, 'Shown where the recipe says.');
  await newsroom.until(({ count }) => equal(count, 1), 'ferry');
  browser = await openPage(newsroom.sandbox.url);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

/** Does with a snippet what the site's system does, with no other way to name the article than the recipe's. */
async function run(code: string): Promise<string> {
  const template = code
    .replaceAll(ARTICLE, site.article)
    .replaceAll(BELOWLINE, newsroom.url)
    .replaceAll('<?php the_permalink(); ?>', `${site.article}/`)
    .replaceAll('{{url absolute="true"}}', `${site.article}/`)
    .replaceAll('{{ .Permalink }}', `${site.article}/`);
  const [include, whole, local] =
    /<esi:include src="([^"]+)" \/>|<!--# include virtual="([^"]+)" -->/.exec(template) ?? [];
  if (include === undefined) return template;
  const answer = await fetch(new URL(whole ?? local ?? '', newsroom.url));
  return template.replace(include, await answer.text());
}

test('there is at least one recipe under every heading', () => {
  expect(new Set(RECIPES.map(({ name }) => name.replace(/, \d+$/, ''))).size).toBe(6);
});

test.each(RECIPES)('who follows $name, word for word, has the comments in the page', async ({ name, code }) => {
  const snippet = await run(code);
  expect(snippet).not.toMatch(/<\?|\{\{|\.example/); // nothing is left for a system that is not here
  const isInvision = name.includes('Invision');
  site.page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>The ferry stays</title><h1>The ferry stays</h1>
    <div id="before">Before</div>
    ${isInvision ? '<div id="comments"><div data-role="commentFeed"><p data-role="noComments">There are no comments to display.</p></div></div>' : ''}
    ${snippet}<div id="after">After</div></html>`;
  const { page } = browser;
  const refused: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('favicon')) refused.push(line.text());
  });
  await page.goto(`${site.article}/?utm_source=recipe`);
  const comment = page.getByText('Shown where the recipe says.');
  await comment.waitFor();
  expect(await comment.count()).toBe(1);
  expect(await page.getByText('There are no comments to display.').filter({ visible: true }).count()).toBe(0);
  const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? Number.NaN;
  const y = (await comment.boundingBox())?.y ?? Number.NaN;
  expect(y).toBeGreaterThan(await top('#before'));
  expect(y).toBeLessThan(await top('#after'));
  expect(refused).toEqual([]);
  page.removeAllListeners('console');
});
