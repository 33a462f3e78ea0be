import type { Article } from '../../src/articles/article.ts';
import { createFilling } from '../../src/web/fill/filling.ts';
import type { Site } from '../../src/web/page/context.ts';
import { articleWith } from './article.ts';
import { NASTY_PIECES } from './nasty-text.ts';
import { invisionPage } from './site-pages.ts';
import { idAt, type WebWorld } from './web-world.ts';

/** The paths of every kind of page that Belowline serves once `writeEverything` has written. */
export const PAGES = [
  '/',
  '/privacy',
  '/privacy?language=de',
  '/why?url=https://paper.example/bridge',
  '/nothing-here',
  '/articles/bridge',
  '/articles/bridge?size=10&page=3',
  '/articles/bridge?sort=top&section=what-was-done',
  '/articles/empty',
  '/articles/unopened',
  '/articles/jisr',
  '/embed?article=bridge&format=page',
  '/embed?article=empty&format=page',
  '/embed?article=nothing-here&format=page',
];

/** The paths of fragments, which stand in pages of others. */
export const FRAGMENTS = [
  '/embed?article=bridge',
  '/embed?article=bridge&page=2&size=20',
  '/embed?article=empty',
  '/embed?article=jisr',
  '/embed?article=nothing-here',
];

const TEXT = `Two years of repairs.

| What | How much |
|:---|---:|
| Stone | 11 |

> Quoted

\`\`\`js
const bridge = 1;
\`\`\`

1. One
2. Two
   - Three
`;

/** A page of another site around some HTML. */
export const wholePage = (content: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A story</title><style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style>${head}</head><body><main><h1>A story</h1>${content}</main></body></html>`;

/** Articles with many comments, with none, without a discussion, and from right to left; `site` is where they are at home. */
export const articlesOf = (site: string): Article[] => [
  articleWith({
    slug: 'bridge',
    title: 'The <old> "bridge" & its \'toll\'',
    url: `${site}/bridge`,
    lead: TEXT,
    sections: [{ slug: 'what-was-done', heading: 'What <was> done', markdown: TEXT }],
    published: Date.UTC(2026, 0, 5),
    authors: ['Ada & Co', 'Grace "Amazing" Hopper'],
    section: 'City',
    tags: ['bridges', 'a & b'],
    description: 'About the <bridge>.',
    image: { type: 'remote', url: 'https://pictures.example/bridge.webp?a=1&b=2', alt: 'The "old" bridge.' },
  }),
  articleWith({ slug: 'empty', title: 'Nobody wrote', url: `${site}/empty` }),
  articleWith({ slug: 'unopened', title: 'Nobody opened' }),
  articleWith({ slug: 'jisr', title: 'الجسر', url: `${site}/jisr`, language: 'ar' }),
];

const KINDS = [
  'Plain **bold** *italic* __underlined__ ~~struck~~ ||hidden *slanted*|| `code` https://example.org/x?a=1&b=2',
  '# Heading\n## Another\n### Third\n-# Small\n> quoted\n> more\n>>> to the end',
  '- one\n- two\n  - three\n\n1. first\n2. second',
  '```js\nconst a = "<b>";\n```\n[a link](https://example.org "title") <https://example.org> <t:1700000000:R> <:wave:1234> @everyone <@200> <@&5> <#6>',
];

/** Opens the discussions, and writes comments of every kind. */
export async function writeEverything({ library, open, reply, store }: WebWorld): Promise<void> {
  const ref = { guild: '1', thread: '100' };
  await open(library.bySlug('bridge')!, { posts: [{ message: '91', section: 'what-was-done' }] });
  await open(library.bySlug('bridge')!, { thread: '102', guild: '2', guildName: 'Another <guild>' });
  await open(library.bySlug('empty')!, { thread: '900' });
  await open(library.bySlug('jisr')!, { thread: '901' });
  await reply(
    ...KINDS.map((content) => ({ content, mentioned: { 5: 'A <role>', 6: 'a-channel' } })),
    {
      answers: idAt(1),
      content: 'An answer.',
      author: '201',
      authorName: 'Grace <Hopper>',
      authorDuties: { role: 'staff', moderates: {} },
    },
    { answers: idAt(1), content: 'About a section.', author: '202', authorName: '"' },
    { answers: '91', content: 'About the section.', editedAt: Date.UTC(2026, 10, 24, 12) },
    { content: '', attachments: [{ name: 'a "b" <c>.png', type: 'image/png', size: 123_456 }] },
    { content: '', extras: ['sticker', 'poll', 'voice'] },
    {
      content: 'Liked',
      reactions: [
        { emoji: '👍', count: 3 },
        { emoji: ':wave:', count: 1 },
      ],
    },
    ...NASTY_PIECES.flatMap((content, index) =>
      index % 4 === 0 ? { content: NASTY_PIECES.slice(index, index + 4).join(''), authorName: content } : [],
    ),
  );
  await reply(
    { thread: '901', content: 'هل أُلغيت الرسوم؟', authorName: 'ليلى' },
    { thread: '901', content: 'Since Monday.' },
  );
  const at = Date.UTC(2026, 10, 25);
  const summary = {
    message: '1',
    sentences: [
      { text: 'They **agree**.', comment: idAt(1) },
      { text: 'Or <@201> does.', comment: idAt(5) },
    ],
    sources: [idAt(1), idAt(5)],
    isRewritten: false,
    isWithdrawn: false,
    by: '201',
    updatedAt: at,
  };
  await store.apply(ref, [
    { type: 'comment.recommended', recommendation: { comment: idAt(5), note: 'Well <put> "so"', by: '201', at } },
    { type: 'comment.recommended', recommendation: { comment: idAt(2), note: '', by: '201', at } },
    { type: 'summary.changed', summary },
    { type: 'comment.hidden', id: idAt(9), author: '200', hide: { by: '300', reason: 'Off topic', at } },
    { type: 'replies.deleted', ids: [idAt(1)] },
  ]);
}

/** Kinds of pages of the articles' own site that `fill` fills, each with many comments and with none. */
export const FILLED = (['invision4', 'invision5', 'markers'] as const).flatMap((kind) =>
  ['bridge', 'empty'].map((slug) => ({ kind, slug, name: `${kind}, ${slug}` })),
);

/** Such a page as `fill` writes it; `home` is where the articles are at home. */
export async function filledPage(
  { kind, slug, name }: (typeof FILLED)[number],
  { library, reader }: WebWorld,
  { site, home }: { site: Site; home: string },
): Promise<string> {
  const head = `<link rel="canonical" href="${home}/${slug}">`;
  const html =
    kind === 'markers'
      ? wholePage('<!-- belowline --><!-- /belowline -->', head)
      : invisionPage(kind === 'invision4' ? 4 : 5, { head });
  const filled = await createFilling({ library, discussions: reader, site }).fill(Buffer.from(html));
  if (filled.type !== 'filled') throw new Error(`${name}: ${JSON.stringify(filled)}`);
  return String(filled.page);
}
