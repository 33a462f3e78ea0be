import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('the example site shows an article with an empty box of comments, which a script, its server or npm run fill fills', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const get = (by: string) => fetch(`${newsroom.sandbox.url}/example-site/articles/bridge?by=${by}`);
  const script = await get('script');
  const before = await script.text();
  expect(before).toContain('After two years of repairs the old bridge is open again.');
  expect(before).toContain(`<link rel="canonical" href="${newsroom.url}/articles/bridge" />`);
  expect(before).toMatch(
    /id="comments" data-controller="core\.front\.core\.commentFeed".*data-role="recommendedComments".*data-role="commentFeed".*<p [^>]*data-role="noComments">There are no comments to display\.<\/p>.*<script src="[^"]*\/embed\.js" async>/s,
  );
  const policy = script.headers.get('content-security-policy');
  expect(policy).toContain(`script-src ${newsroom.url};`);
  expect(policy).not.toContain('unsafe');
  for (const by of ['include', 'fill']) expect(await (await get(by)).text()).not.toContain('<script');
  expect(await (await get('fill')).text()).toContain('There are no comments to display.');

  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Included <b>here</b>');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  for (const by of ['include', 'fill']) {
    const filled = await (await get(by)).text();
    expect(filled).toContain('Included &lt;b&gt;here&lt;/b&gt;');
    expect(filled.replaceAll(/<!--.*?-->/gs, '')).not.toContain('There are no comments to display.');
  }
  expect(await (await get('fill')).text()).toContain('class="ipsBox ipsComment');
  const again = await get('script');
  expect(again.headers.get('etag')).not.toBe(script.headers.get('etag')); // the frame is to load it again
  expect(await again.text()).toBe(before);
});

test('the example site answers 404 for anything but an article, and 502 while Belowline does not respond', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const statusOf = async (path: string) => (await fetch(`${newsroom.sandbox.url}/example-site/${path}`)).status;
  expect(await statusOf('articles/bridge')).toBe(200);
  for (const path of [
    '',
    'articles/nowhere',
    'articles/bridge?by=magic',
    'articles/%2e%2e',
    'articles/..%2f',
    'embed.js',
  ])
    expect([path, await statusOf(path)]).toEqual([path, 404]);
  await newsroom.stopApp();
  expect(await statusOf('articles/bridge')).toBe(502);
});
