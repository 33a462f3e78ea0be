import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessibleAtAnyWidth } from '../helpers/axe.ts';
import { startEmbedding, type Embedding } from '../helpers/embedding.ts';
import { articlesOf, FILLED, filledPage, FRAGMENTS, PAGES, wholePage, writeEverything } from '../helpers/every-page.ts';
import { SITE } from '../helpers/web-world.ts';

let stage: Embedding;
let page: Page;

beforeAll(async () => {
  stage = await startEmbedding(articlesOf);
  await writeEverything(stage.world);
  ({ page } = await stage.open('about:blank'));
});

afterAll(() => stage[Symbol.asyncDispose]());

/** A page without a background stands on the browser's own, which is dark in a dark scheme; axe-core takes it for white unless told. */
const SAY_CANVAS = `
  if ([document.documentElement, document.body].every((each) => getComputedStyle(each).backgroundColor === 'rgba(0, 0, 0, 0)'))
    document.documentElement.style.background = 'Canvas';
`;

/** Opens an address and lets axe-core look at it, light and dark, wide and narrow. */
async function check(address: string): Promise<void> {
  await page.goto(address);
  expect(await page.locator('h1').count()).toBe(1);
  await page.evaluate(SAY_CANVAS);
  await expectAccessibleAtAnyWidth(page, address);
}

/** Puts a page of the other site where the browser can open it. */
function put(html: string): string {
  stage.put('/their-page', { html });
  return `${stage.host}/their-page`;
}

test.each(PAGES)('axe-core finds nothing serious on %s', (path) => check(stage.below + path));

test.each(FRAGMENTS)('axe-core finds nothing serious on a page that includes %s', async (path) => {
  await check(put(wholePage(await (await fetch(stage.below + path)).text())));
});

test.each(FILLED)('axe-core finds nothing serious on a filled page: $name', async (which) => {
  await check(put(await filledPage(which, stage.world, { site: { ...SITE, url: stage.below }, home: stage.host })));
});
