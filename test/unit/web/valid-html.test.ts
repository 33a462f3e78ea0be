import { expect, test } from 'vitest';
import {
  articlesOf,
  FILLED,
  filledPage,
  FRAGMENTS,
  PAGES,
  wholePage,
  writeEverything,
} from '../../helpers/every-page.ts';
import { canCheckHtml, htmlErrors } from '../../helpers/nu-checker.ts';
import { createWebWorld, SITE } from '../../helpers/web-world.ts';

const HOME = 'https://paper.example';

test.runIf(canCheckHtml)(
  'the Nu Html Checker finds no error in any page, fragment or filled page',
  async () => {
    const world = await createWebWorld(articlesOf(HOME));
    await writeEverything(world);
    const pages = PAGES.map(async (path) => ({ name: path, html: await world.text(path) }));
    const fragments = FRAGMENTS.map(async (path) => ({ name: path, html: wholePage(await world.text(path)) }));
    const filled = FILLED.map(async (which) => ({
      name: which.name,
      html: await filledPage(which, world, { site: SITE, home: HOME }),
    }));
    expect(await htmlErrors(await Promise.all([...pages, ...fragments, ...filled]))).toEqual([]);
  },
  180_000, // of which Java needs two or three seconds on a machine of its own
);
