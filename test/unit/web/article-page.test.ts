import { describe, expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';

const sections = [
  { slug: 'cost', heading: 'The cost', markdown: 'Eleven *million*.' },
  { slug: 'work', heading: 'The work', markdown: 'Stone by stone.' },
];
const article = articleWith({
  slug: 'bridge',
  title: 'The bridge reopens',
  lead: 'After **two years** it is open.',
  sections,
  authors: ['Mary Shelley', 'Jane Austen'],
  published: Date.UTC(2026, 10, 24),
  section: 'City',
});

describe('the article', () => {
  test('is on the page whole: title, lead, sections with ids, authors, date', async () => {
    const { text } = await createWebWorld([article]);
    const page = await text('/articles/bridge');
    expect(page).toContain('<h1>The bridge reopens</h1>');
    expect(page).toContain('<p>After <strong>two years</strong> it is open.</p>');
    expect(page).toContain('<section id="section-cost">');
    expect(page).toContain('<p>Eleven <em>million</em>.</p>');
    expect(page).toContain('Mary Shelley, Jane Austen');
    expect(page).toContain('<time datetime="2026-11-24T00:00:00.000Z">24 November 2026</time>');
  });

  test('says its language and its direction', async () => {
    const { text } = await createWebWorld([
      articleWith({ language: 'he' }),
      articleWith({ slug: 'odd', language: 'x' }),
    ]);
    expect(await text('/articles/article')).toContain('<article class="story" lang="he" dir="rtl">');
    expect(await text('/articles/odd')).toContain('lang="x" dir="ltr"');
  });

  test('whose home is another host shows only title, lead, the way there and comments', async () => {
    const elsewhere = articleWith({ slug: 'bridge', url: 'https://other.example/bridge', lead: 'The lead.', sections });
    const { text, open, reply } = await createWebWorld([elsewhere]);
    await open(elsewhere);
    await reply({ content: 'From afar.' });
    const page = await text('/articles/bridge');
    expect(page).toContain('<link rel="canonical" href="https://other.example/bridge"');
    expect(page).toContain('<a href="https://other.example/bridge">Read the full article</a>');
    expect(page).toContain('The lead.');
    expect(page).toContain('From afar.');
    expect(page).not.toContain('Eleven');
  });

  test('that has another address on this host is shown whole, with that address as the one to keep', async () => {
    const { text } = await createWebWorld([articleWith({ url: `${SITE.url}/2026/bridge`, sections })]);
    const page = await text('/articles/article');
    expect(page).toContain('Eleven');
    expect(page).toContain(`<link rel="canonical" href="${SITE.url}/2026/bridge"`);
  });
});

describe('when there is nothing to show', () => {
  const shown = (page: string) => page.slice(page.indexOf('<section class="comments"'), page.indexOf('</main>'));
  const words = (page: string) =>
    shown(page)
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();

  test('without a discussion the page says so below the empty state', async () => {
    const { text } = await createWebWorld([article]);
    expect(words(await text('/articles/bridge'))).toBe(
      'Recommended Comments There are no comments to display. The discussion has not been opened yet. Be the first: join the discussion on Discord',
    );
  });

  test('with an open discussion it is the empty state and the way in', async () => {
    const { text, open } = await createWebWorld([article]);
    await open(article);
    expect(words(await text('/articles/bridge'))).toBe(
      'Recommended Comments There are no comments to display. Be the first: join the discussion on Discord Already a member? Open the thread',
    );
  });

  test.each([
    [1, '1 reply is only on Discord.'],
    [3, '3 replies are only on Discord.'],
  ])('%i replies whose author was not asked yet are counted below it', async (count, sentence) => {
    const { text, open, reply, settings } = await createWebWorld([article]);
    await open(article);
    await settings.change('1', { policy: 'ask' });
    for (let index = 0; index < count; index++) await reply({});
    expect(words(await text('/articles/bridge'))).toMatch(`There are no comments to display. ${sentence}`);
  });

  test('a section without comments says so and links to all comments', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({});
    const page = await text('/articles/bridge?section=work');
    expect(words(page)).toContain('Comments Only comments on The work . Show all comments There are no comments');
    expect(page).not.toContain('Recommended Comments');
  });
});

describe('comments', () => {
  test('are in the page itself, oldest first, each with name, time, text and a link', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({ content: 'The **first**.' }, { content: 'The second.', author: '201', authorName: 'Alan Turing' });
    const page = await text('/articles/bridge');
    expect(page.indexOf('The <strong>first</strong>.')).toBeGreaterThan(0);
    expect(page.indexOf('<p dir="auto">The second.')).toBeGreaterThan(page.indexOf('<strong>first</strong>'));
    expect(page).toContain('<bdi>Alan Turing</bdi>');
    expect(page).toContain('aria-hidden="true">AT</span>');
    expect(page).toContain('<time datetime="2026-11-24T09:01:00.000Z">24 Nov 2026, 09:01 UTC</time>');
    expect(page).toContain(`href="/articles/bridge/comments/${idAt(1)}"`);
    expect(page).toMatch(/Comments\s*<span class="count">2<\/span>/);
    expect(page).not.toContain('Recommended Comments');
    expect(page).not.toContain('There are no comments');
  });

  test('show edits, reactions, files by name, type and size, and what is no text by a word', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({
      content: '',
      editedAt: Date.UTC(2026, 10, 25),
      reactions: [
        { emoji: '👍', count: 1234 },
        { emoji: ':party:', count: 1 },
      ],
      attachments: [{ name: 'notes.pdf', type: 'application/pdf', size: 1536 }],
      extras: ['poll', 'voice'],
    });
    const page = await text('/articles/bridge');
    expect(page).toContain('<span class="edited">edited</span>');
    expect(page).toContain('<bdi>👍</bdi> <b>1,234</b>');
    expect(page).toContain('<bdi>:party:</bdi> <b>1</b>');
    const link = `<a href="https://discord.example/channels/1/100/${idAt(1)}" rel="nofollow noopener">`;
    expect(page).toMatch(`${link}<bdi>notes.pdf</bdi></a>`);
    expect(page).toContain('<span>application/pdf, 1.5 KB</span>');
    expect(page).toContain(`${link}A poll (see it on Discord)</a>`);
    expect(page).toContain(`${link}A voice message (listen on Discord)</a>`);
  });

  test('lead to their message on Discord, to answer it there while the discussion is open', async () => {
    const { text, open, reply, store } = await createWebWorld([article]);
    await open(article);
    await reply({});
    const link = `<a class="message" href="https://discord.example/channels/1/100/${idAt(1)}" rel="nofollow noopener">`;
    expect(await text('/articles/bridge')).toContain(`${link}Reply on Discord</a>`);
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'state.changed', open: false }]);
    expect(await text('/articles/bridge')).toContain(`${link}See it on Discord</a>`);
  });

  test('are counted in the byline, which jumps to them', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    expect(await text('/articles/bridge')).not.toMatch(/class="dateline">.*href="#comments"/s);
    await reply({}, {});
    expect(await text('/articles/bridge')).toMatch(/class="dateline">[^]*?<a href="#comments">2 comments<\/a>/);
  });

  test('that answer one say whom, with the first words and a link to it', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({ content: 'Was it *worth* it?' }, {}, { answers: idAt(1), author: '201', authorName: 'Alan Turing' });
    const page = await text('/articles/bridge?sort=oldest');
    expect(page.replaceAll(/\s+/g, ' ')).toContain(
      `<a href="#comment-${idAt(1)}">In reply to <bdi>Ada Lovelace</bdi>: <q dir="auto">Was it worth it?</q></a>`,
    );
    expect(page).toContain('1 reply');
  });

  test('that answer one on another page link to wherever it is', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({}, {}, { answers: idAt(1) });
    expect(await text('/articles/bridge?sort=oldest&size=1&page=3')).toContain(
      `<a href="/articles/bridge/comments/${idAt(1)}"`,
    );
  });

  test('that were answered lead to the first answer where it is on the page, else only count', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({}, { answers: idAt(1) }, { answers: idAt(1) });
    const link = `<a class="replies" href="#comment-${idAt(2)}">2 replies</a>`;
    expect(await text('/articles/bridge?sort=oldest')).toContain(link);
    expect(await text('/articles/bridge?sort=newest')).toContain(link);
    expect(await text('/articles/bridge?sort=oldest&size=1')).toContain('<span class="replies">2 replies</span>');
  });

  test('that were deleted leave a mark as long as something answers them', async () => {
    const { text, open, reply, store } = await createWebWorld([article]);
    await open(article);
    await reply({ content: 'Regretted.' }, {}, { answers: idAt(1) });
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
    const page = await text('/articles/bridge?sort=oldest');
    expect(page).toContain('This comment was deleted.');
    expect(page).toContain(`<a href="#comment-${idAt(1)}">In reply to a deleted comment</a>`);
    expect(page).not.toContain('Regretted.');
  });

  test('about a section name it, and the section counts them', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article, { posts: [{ message: '500', section: 'cost' }] });
    await reply({ content: 'Too much.', answers: '500' }, { content: 'Elsewhere.' });
    const page = await text('/articles/bridge');
    expect(page).toContain('<a href="/articles/bridge?section=cost#comments">1 comment</a>');
    expect(page).toContain('<bdi>The cost</bdi>');
    const filtered = await text('/articles/bridge?section=cost');
    expect(filtered).toContain('Too much.');
    expect(filtered).not.toContain('Elsewhere.');
  });

  test('are offered in another order once there are two', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({});
    expect(await text('/articles/bridge')).not.toContain('Sort comments');
    await reply({});
    expect(await text('/articles/bridge')).toContain('Sort comments');
  });

  test('can be read newest first and by reactions', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply({ content: 'old' }, { content: 'loved', reactions: [{ emoji: '❤️', count: 3 }] }, { content: 'new' });
    const order = async (sort: string) =>
      Array.from(
        (await text(`/articles/bridge?sort=${sort}`)).matchAll(/<p dir="auto">(old|loved|new)/g),
        ([, word]) => word,
      );
    expect(await order('oldest')).toEqual(['old', 'loved', 'new']);
    expect(await order('newest')).toEqual(['new', 'loved', 'old']);
    expect((await order('top'))[0]).toBe('loved');
  });

  test('that many dislike are not among the top because of it', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await reply(
      { content: 'disliked', reactions: [{ emoji: '👎', count: 9 }] },
      { content: 'liked', reactions: [{ emoji: '👍', count: 1 }] },
    );
    const page = await text('/articles/bridge?sort=top');
    expect(page.indexOf('<p dir="auto">liked')).toBeLessThan(page.indexOf('<p dir="auto">disliked'));
    expect(page).toContain('"upvoteCount":0');
    expect(page).toContain('<bdi>👎</bdi> <b>9</b>');
  });

  test('have pages, orders and sections that link to the list, not to what is above it', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article, { posts: [{ message: '500', section: 'cost' }] });
    await reply({ answers: '500' }, { answers: '500' }, { answers: '500' });
    const lists = await Promise.all(
      ['size=1&page=2', 'section=cost'].map(async (query) => {
        const page = await text(`/articles/bridge?${query}`);
        return page.slice(page.indexOf('<section class="feed"'));
      }),
    );
    const anchors = [...lists.join('').matchAll(/href="\/articles\/bridge(?:\?[^"#]*)?#([^"]*)"/g)].map(
      ([, anchor]) => anchor,
    );
    expect(anchors.length).toBeGreaterThan(6);
    expect(new Set(anchors)).toEqual(new Set(['feed']));
  });

  test('are split into pages that link to each other', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    for (let index = 0; index < 5; index++) await reply({ content: `number ${index}` });
    const page = await text('/articles/bridge?size=2&page=2');
    expect(page).toContain('number 2');
    expect(page).not.toContain('number 1');
    expect(page).toContain('<a rel="prev" href="/articles/bridge?size=2#feed">Previous</a>');
    expect(page).toContain('<a rel="next" href="/articles/bridge?size=2&amp;page=3#feed">Next</a>');
    expect(page).toContain('<a aria-current="page" href="/articles/bridge?size=2&amp;page=2#feed">2</a>');
    expect(page).toContain('<meta name="robots" content="noindex, follow"');
  });
});

describe('discussions', () => {
  test('that are locked say that comments are closed, and invite nobody', async () => {
    const { text, open, store } = await createWebWorld([article]);
    await open(article);
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'state.changed', open: false }]);
    const page = await text('/articles/bridge');
    expect(page).toContain('Comments are closed.');
    expect(page).toContain('href="https://discord.example/channels/1/100"');
    expect(page).not.toContain('Join the discussion');
  });

  test('of several guilds are listed with their counts; the oldest is shown unless another is asked for', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    await open(article, { guild: '2', guildName: 'Second guild', thread: '300' });
    await reply({ content: 'In the first.' }, { content: 'In the second.', thread: '300', guild: '2' });
    const first = await text('/articles/bridge');
    expect(first).toContain('In the first.');
    expect(first).not.toContain('In the second.');
    expect(first).toContain('Already a member of <bdi>A guild</bdi>?');
    expect(first).toMatch(
      /<a href="\/articles\/bridge\?discussion=300#comments"><bdi>Second guild<\/bdi><\/a>\s*1 comment/,
    );
    const second = await text('/articles/bridge?discussion=300');
    expect(second).toContain('In the second.');
    expect(second).toContain('Already a member of <bdi>Second guild</bdi>?');
  });

  test('lead in by their own guild’s invite, else by the site’s, also where replies are only on Discord', async () => {
    const { get, open, reply, settings } = await createWebWorld([article, articleWith({ slug: 'other' })]);
    await open(article);
    await settings.change('1', { policy: 'ask' });
    await reply({});
    const before = await get('/articles/bridge');
    const sites = await before.text();
    expect(sites).toMatch(/1 reply is only on Discord\. <a href="https:\/\/discord\.example\/channels\/1\/100"/);
    expect(sites).toMatch(/<a class="button" href="https:\/\/discord\.example\/invite"[^>]*>Join the discussion/);
    await settings.change('1', { invite: 'https://discord.gg/own' });
    const after = await get('/articles/bridge', { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(after.status).toBe(200);
    const page = await after.text();
    expect(page).toContain('<a class="button" href="https://discord.gg/own"');
    expect(page).not.toContain('https://discord.example/invite');
    expect(await (await get('/articles/other')).text()).toContain('href="https://discord.example/invite"');
  });

  test('whose channel is no longer for everyone are not on the page', async () => {
    const { text, open, reply, store } = await createWebWorld([article]);
    await open(article);
    await reply({ content: 'Between us.' });
    expect(await text('/articles/bridge')).toContain('Between us.');
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'state.changed', shown: false }]);
    expect(await text('/articles/bridge')).not.toContain('Between us.');
  });
});
