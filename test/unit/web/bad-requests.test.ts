import { describe, expect, test, vi } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const article = articleWith({
  slug: 'bridge',
  sections: [{ slug: 'cost', heading: 'The cost', markdown: 'Much.' }],
});
const world = await createWebWorld([article]);
await world.open(article);
await world.reply({ content: 'The only comment.' });

describe('a query that cannot be answered is refused with what is allowed', () => {
  test.each([
    ['page=0', 400, '“page” must be a whole number from 1 to 9,999,999, not “0”.'],
    ['page=-1', 400, '“page” must be a whole number from 1 to 9,999,999, not “-1”.'],
    ['page=1e9', 400, '“page” must be a whole number from 1 to 9,999,999, not “1e9”.'],
    ['page=abc', 400, '“page” must be a whole number from 1 to 9,999,999, not “abc”.'],
    ['page=1.5', 400, '“page” must be a whole number from 1 to 9,999,999, not “1.5”.'],
    ['page=1000000000', 400, '“page” must be a whole number from 1 to 9,999,999, not “1000000000”.'],
    ['page=', 400, '“page” must be a whole number from 1 to 9,999,999, not “”.'],
    ['page=1&page=2', 400, 'Give “page” only once.'],
    ['page=2', 404, 'The first page is /articles/bridge'],
    ['size=0', 400, '“size” must be one of 1, 2, 5, 10, 20, 50, 100, not “0”.'],
    ['size=51', 400, '“size” must be one of 1, 2, 5, 10, 20, 50, 100, not “51”.'],
    ['size=050', 400, '“size” must be one of 1, 2, 5, 10, 20, 50, 100, not “050”.'],
    ['size=101', 400, '“size” must be one of 1, 2, 5, 10, 20, 50, 100, not “101”.'],
    ['sort=best', 400, '“sort” must be one of conversations, oldest, newest, top, not “best”.'],
    ['section=price', 404, 'This article has no section “price”. Its sections are: cost.'],
    ['discussion=7', 404, 'This article has no discussion in the thread 7.'],
    ['discussion=abc', 400, '“discussion” must be the ID of a message or thread on Discord'],
    ['after=abc', 400, '“after” must be the ID of a message or thread on Discord'],
    ['after=1&before=2', 400, 'Give only one of “page”, “after” and “before”, not after, before.'],
  ])('%s', async (query, status, sentence) => {
    const json = await world.get(`/articles/bridge/comments.json?${query}`);
    expect(json.status).toBe(status);
    expect(json.headers.get('content-type')).toBe('application/problem+json');
    expect(await json.json()).toMatchObject({ type: 'about:blank', status, detail: expect.stringContaining(sentence) });

    const page = await world.get(`/articles/bridge?${query}`);
    expect(page.status).toBe(status);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain(sentence);
  });

  test('what was given is shown as text and cut when it is long', async () => {
    const page = await world.text(`/articles/bridge?sort=${encodeURIComponent(`<script>${'x'.repeat(500)}`)}`);
    expect(page).toContain('&lt;script&gt;xxx');
    expect(page).not.toContain('<script>x');
    expect(page).not.toContain('x'.repeat(41));
  });
});

test('parameters of others, such as those that track readers, change nothing', async () => {
  const [plain, tracked] = [
    await world.get('/articles/bridge'),
    await world.get('/articles/bridge?utm_source=x&fbclid=y'),
  ];
  expect(tracked.status).toBe(200);
  expect(tracked.headers.get('etag')).toBe(plain.headers.get('etag'));
});

describe('an unknown address gets a page in the house style', () => {
  test.each([
    ['an unknown article', '/articles/tunnel'],
    ['a slug that climbs out', '/articles/..%2f..%2fetc%2fpasswd'],
    ['a slug that climbs out, encoded twice', '/articles/%252e%252e%252fetc'],
    ['a slug with encoded dots', '/articles/%2e%2e%2fbridge'],
    ['a slug with a NUL', '/articles/bridge%00'],
    ['a slug that is no UTF-8', '/articles/%ff%fe'],
    ['a slug that JavaScript objects know', '/articles/__proto__'],
    ['a picture of an article without one', '/images/abc/bridge'],
    ['a picture of an unknown article', '/images/abc/..%2f..%2fpackage.json'],
    ['a comment that is not there', '/articles/bridge/comments/123'],
    ['a comment that is no number', '/articles/bridge/comments/abc'],
    ['anything else', '/wp-login.php'],
    ['a folder of articles', '/articles/'],
    ['another host in a doubled slash', '//evil.example/articles/'],
  ])('%s', async (_name, path) => {
    const answer = await world.get(path);
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('<h1>Page not found</h1>');
    expect(page).toContain('The Daily Test');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
  '%s is refused with what is answered instead',
  async (method) => {
    const answer = await world.handler(new Request('http://localhost/articles/bridge', { method }));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  },
);

test('an address that is longer than any of ours is refused', async () => {
  const answer = await world.get(`/articles/bridge?x=${'y'.repeat(13_000)}`, { accept: 'application/json' });
  expect(answer.status).toBe(414);
  expect(await answer.json()).toMatchObject({ detail: 'An address can have at most 12,288 characters here.' });
});

test.each([
  ['/articles/bruecke/comments/123', 'Einen solchen Kommentar gibt es hier nicht'],
  ['/articles/bruecke?page=7', 'So viele Kommentare gibt es nicht'],
])('what goes wrong at %s is told in the article’s language, with the way back to it', async (path, sentence) => {
  const german = articleWith({ slug: 'bruecke', title: 'Die <alte> Brücke', language: 'de' });
  const { get, open } = await createWebWorld([german]);
  await open(german);
  const page = await (await get(path)).text();
  expect(page).toContain('<html lang="de"');
  expect(page).toContain(sentence);
  expect(page).toContain('<a href="/articles/bruecke#comments"><bdi>Die &lt;alte&gt; Brücke</bdi></a>');
  expect(page).toContain('>Alle Artikel</a>');
});

describe('a fault of our own', () => {
  const fault = new Error('the disk is gone', { cause: new Error('secret path /var/lib') });
  const broken = async () => {
    const report = vi.fn();
    const fail = () => Promise.reject(fault);
    const reads = { ofArticle: fail, page: fail, comments: fail, position: fail, invite: fail, ownPolicies: fail };
    const discussions = { ...reads, conversation: fail, conversationOf: fail, revision: () => '1' };
    return { report, ...(await createWebWorld([article], { discussions, report })) };
  };

  test('is reported but not shown: no stack, no message', async () => {
    const { get, report } = await broken();
    for (const path of ['/', '/articles/bridge', '/articles/bridge/comments.json', '/articles/bridge/comments/1']) {
      const answer = await get(path);
      expect(answer.status).toBe(500);
      const text = await answer.text();
      expect(text).toContain('We could not make this page just now.');
      expect(text).not.toMatch(/disk|secret|at .*\.ts/);
    }
    expect(report.mock.calls).toEqual([[fault], [fault], [fault], [fault]]);
  });

  test('is not kept: the next reader gets the page', async () => {
    let works = false;
    const { reader } = await createWebWorld([]);
    const discussions = {
      ...reader,
      ofArticle: (key: string) => (works ? reader.ofArticle(key) : Promise.reject(fault)),
    };
    const { get } = await createWebWorld([article], { discussions, report: () => undefined });
    expect((await get('/articles/bridge')).status).toBe(500);
    works = true;
    expect((await get('/articles/bridge')).status).toBe(200);
  });
});
