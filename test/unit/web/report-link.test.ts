import { expect, test } from 'vitest';
import { mailtoFrom } from '../../../src/web/page/layout.ts';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';

const article = articleWith({ slug: 'brücke-&-co' });

const reportsOf = async (contact: string | null) => {
  const { text, open, reply } = await createWebWorld([article], { site: { ...SITE, contact } });
  await open(article);
  await reply({ authorName: 'Ada "Lovelace"' });
  const page = await text(`/articles/${encodeURIComponent(article.slug)}`);
  return Array.from(page.matchAll(/<a class="report" href="([^"]*)"[^>]*aria-label="([^"]*)"/g), ([, href, label]) => ({
    href: href?.replaceAll('&amp;', '&'),
    label,
  }));
};

test('a comment is reported by a mail with a subject and the way to it', async () => {
  const [report] = await reportsOf('desk+a@news.example');
  const mail = new URL(report?.href ?? '');
  expect(decodeURIComponent(mail.pathname)).toBe('desk+a@news.example');
  expect(mail.searchParams.get('subject')).toBe('Report a comment');
  expect(mail.searchParams.get('body')).toBe(
    `https://news.example/articles/br%C3%BCcke-%26-co/comments/${idAt(1)}\r\n\r\n`,
  );
  expect(report?.label).toBe('Report the comment by Ada &quot;Lovelace&quot;');
});

test('a site with a form for it gets the reader there', async () => {
  expect(await reportsOf('https://news.example/contact?from=comments')).toMatchObject([
    { href: 'https://news.example/contact?from=comments' },
  ]);
});

test.each([null, 'The desk, room 12', 'javascript:alert(1)', 'two@at@news.example'])(
  'the contact %j leads nowhere, so there is no link',
  async (contact) => {
    expect(await reportsOf(contact)).toEqual([]);
  },
);

test.each([
  ['a@b.example?cc=evil@c.example', 'mailto:a@b.example%3Fcc%3Devil@c.example'],
  ['a,b@c.example', 'mailto:a%2Cb@c.example'],
  ['"a&b"@c.example', 'mailto:%22a%26b%22@c.example'],
])('nothing in the address %j becomes a header or a second addressee', (address, mailto) => {
  expect(mailtoFrom(address)).toBe(mailto);
});

test('a lone surrogate does not keep a mail from being written', () => {
  expect(mailtoFrom('a@b.example', { subject: '\uD800\nBcc: c' })).toBe(
    'mailto:a@b.example?subject=%EF%BF%BD%0D%0ABcc%3A%20c',
  );
});
