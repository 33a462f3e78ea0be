import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { NASTY_PIECES } from '../../helpers/nasty-text.ts';
import { createWebWorld, idAt } from '../../helpers/web-world.ts';

const article = articleWith({
  slug: 'bridge',
  aliases: ['old'],
  sections: [{ slug: 'cost', heading: 'The cost', markdown: 'Much.' }],
});
const faults: unknown[] = [];
const world = await createWebWorld([article], { report: (fault) => faults.push(fault) });
await world.open(article);
await world.open(article, { guild: '2', thread: '300' });
await world.reply({}, { answers: idAt(1) }, {});

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
const odd = fc.constantFrom(...NASTY_PIECES.map(encoded), '..', '%2e%2e', '%00', '%ff', '%zz', '', '__proto__', '\\');
const known = fc.constantFrom('articles', 'bridge', 'Bridge', 'old', 'comments', 'comments.json', idAt(2), 'images');
const names = fc.constantFrom('page', 'after', 'before', 'size', 'sort', 'section', 'discussion', '__proto__');
const values = fc.constantFrom('0', '1', '2', '1e9', 'top', 'cost', '100', '300', idAt(1), idAt(9), '9'.repeat(21));
const query = fc.array(
  fc.tuple(names, fc.oneof(values, odd)).map((pair) => pair.join('=')),
  { maxLength: 3 },
);
const address = fc
  .tuple(fc.constantFrom('', '/articles/bridge'), fc.array(fc.oneof(known, odd), { maxLength: 5 }), query)
  .map(([start, path, search]) => `${start}/${path.join('/')}?${search.join('&')}`);

test('no address fails, and redirects go to articles only', async () => {
  await fc.assert(
    fc.asyncProperty(address, fc.constantFrom('GET', 'HEAD'), async (path, method) => {
      const answer = await world.handler(new Request(`http://localhost${path}`, { method }));
      expect(answer.status).toBeLessThan(500);
      const location = answer.headers.get('location');
      const policy = answer.headers.get('content-security-policy') ?? '';
      const isSafe = location === null ? policy.startsWith("default-src 'none'") : /^\/articles\/[^/]/.test(location);
      expect(isSafe).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect(faults).toEqual([]);
});
