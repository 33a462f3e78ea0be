import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xml, xmlText } from '../../../src/web/xml.ts';
import { articleWith } from '../../helpers/article.ts';
import { nastyText } from '../../helpers/nasty-text.ts';
import { parseXml } from '../../helpers/parse-xml.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

/** A text as an XML parser gives it back: without what no XML may contain, and with its line ends. */
const asInXml = (text: string): string =>
  Array.from(text.toWellFormed())
    .filter((character) => /[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(character))
    .join('')
    .replaceAll(/\r\n?/g, '\n');

test('whatever is put into XML is text there, and the document stays one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      const { children, attributes, text: words } = parseXml(await xmlText(xml`<a b="${text}">${text}<c/></a>`));
      expect(children.map(({ name }) => name)).toEqual(['c']);
      expect(words).toBe(asInXml(text));
      expect(attributes['b']).toBe(asInXml(text).replaceAll(/[\t\n]/g, ' '));
    }),
  );
});

test('feeds stay well-formed whatever members and editors write', async () => {
  await fc.assert(
    fc.asyncProperty(nastyText(), nastyText(), nastyText(), async (content, name, title) => {
      const article = articleWith({ slug: 'bridge', title });
      const { open, reply, text } = await createWebWorld([article]);
      await open(article);
      await reply({ content, authorName: name, attachments: [{ name, type: null, size: 1 }] });
      const document = await text('/articles/bridge/comments.atom');
      expect(parseXml(document).children.filter((each) => each.name.endsWith('}entry'))).toHaveLength(1);
      expect(JSON.parse(await text('/comments.feed.json'))).toMatchObject({ items: [{}] });
    }),
    { numRuns: 30 },
  );
});
