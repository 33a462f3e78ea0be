import { describe, expect, test } from 'vitest';
import type { SeenDuties } from '../../../src/discussions/badges.ts';
import type { Discussion, Recommendation, Summary } from '../../../src/discussions/discussion.ts';
import { articleWith } from '../../helpers/article.ts';
import { commentsFrom, createWebWorld, idAt } from '../../helpers/web-world.ts';

const article = articleWith({ slug: 'bridge' });
const NOON = Date.UTC(2026, 10, 25, 12);
const DESK = '900';

const NO_DUTIES: SeenDuties = { role: null, moderates: { 10: false } };
const MODERATES: SeenDuties = { role: null, moderates: { 10: true } };
const STAFF: SeenDuties = { role: 'staff', moderates: { 10: true } };
const AUTHOR: SeenDuties = { role: 'author', moderates: { 10: true } };

const picked: Recommendation = { comment: idAt(1), note: 'Well put <b>', by: DESK, at: NOON };
const summed: Summary = {
  message: '1',
  sentences: [
    { text: 'They **agree**.', comment: idAt(1) },
    { text: 'Or <@900> does, and <@901>.', comment: idAt(2) },
  ],
  sources: [idAt(1), idAt(2)],
  isRewritten: false,
  isWithdrawn: false,
  by: DESK,
  updatedAt: NOON,
};

/** A page with two comments and what a moderator made of them; `desk` is the moderator's name, null for one who does not publish. */
async function moderated(curated: Partial<Discussion>, desk: string | null = 'The desk') {
  const world = await createWebWorld([article]);
  await world.open(article);
  await world.reply({ content: 'A fine point.' }, { content: 'Another.', author: '201', authorName: 'Alan Turing' });
  const { reader } = world;
  const named = <Answer extends { names: ReadonlyMap<string, string> }>(answer: Answer): Answer => ({
    ...answer,
    names: new Map([...answer.names, ...(desk === null ? [] : [[DESK, desk] as const])]),
  });
  const shown = await createWebWorld([article], {
    discussions: {
      ...reader,
      ofArticle: async (key) => (await reader.ofArticle(key)).map((discussion) => ({ ...discussion, ...curated })),
      page: async (...query) => reader.page(...query).then((page) => page && named(page)),
      comments: async (...query) => named(await reader.comments(...query)),
    },
  });
  const text = async (path: string) => (await shown.text(path)).replaceAll(/\s+/g, ' ');
  return {
    store: world.store,
    text,
    json: async () => commentsFrom(await shown.get('/articles/bridge/comments.json')),
  };
}

describe('recommended comments', () => {
  test('are above all others on every page, with the note and who picked them', async () => {
    const { text } = await moderated({ recommended: [picked] });
    for (const page of [await text('/articles/bridge'), await text('/articles/bridge?size=1&page=2')]) {
      expect(page).toContain(`id="recommended-${idAt(1)}"`);
      expect(page.indexOf('Recommended Comments')).toBeLessThan(page.indexOf('<h2 id="feed">'));
      expect(page).toContain('Well put &lt;b&gt;');
      expect(page).toContain('Recommended by <bdi>The desk</bdi>, <time datetime="2026-11-25T12:00:00.000Z">');
    }
  });

  test('name nobody who does not publish, and show no id', async () => {
    const { text, json } = await moderated({ recommended: [picked] }, null);
    const page = await text('/articles/bridge');
    expect(page).toContain('Recommended by a moderator, <time');
    expect(page).not.toContain(DESK);
    expect((await json()).comments[0]).toMatchObject({
      recommended: { note: 'Well put <b>', by: 'a moderator', at: '2026-11-25T12:00:00.000Z' },
    });
  });

  test('are named in the JSON as on the page', async () => {
    const { json } = await moderated({ recommended: [picked] });
    const { comments } = await json();
    expect(comments.map((comment) => 'recommended' in comment && comment.recommended)).toEqual([
      { note: 'Well put <b>', by: 'The desk', at: '2026-11-25T12:00:00.000Z' },
      null,
    ]);
  });

  test('that are gone leave neither note nor heading', async () => {
    const { store, text } = await moderated({ recommended: [picked] });
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
    const page = await text('/articles/bridge');
    expect(page).not.toContain('Well put');
    expect(page).not.toContain('Recommended Comments');
  });
});

describe('a summary', () => {
  test('is above all comments, with who made it and when', async () => {
    const { text } = await moderated({ summary: summed, recommended: [picked] });
    const page = await text('/articles/bridge');
    expect(page.indexOf('The discussion so far')).toBeLessThan(page.indexOf('Recommended Comments'));
    expect(page).toContain('Summary by <bdi>The desk</bdi>, <time datetime="2026-11-25T12:00:00.000Z">');
  });

  test('is one line on every later page, which leads to the first', async () => {
    const { text } = await moderated({ summary: summed });
    for (const later of ['page=2', `after=${idAt(1)}`]) {
      const page = await text(`/articles/bridge?size=1&${later}`);
      expect(page).toMatch(/<p class="summary-line">.*They agree\..*<a href="\/articles\/bridge\?size=1#comments">/);
      expect(page).not.toContain('id="summary"');
    }
  });

  test.each([
    [60, 'gist'],
    [61, 'gist long-on-a-phone'],
    [130, 'gist long'],
  ])('of three times %i characters is cut in the page accordingly, with “More” to open it', async (length, gist) => {
    const sentences = [1, 2, 2].map((index) => ({ text: 'a'.repeat(length), comment: idAt(index) }));
    const { text } = await moderated({ summary: { ...summed, sentences } });
    const page = await text('/articles/bridge');
    expect(page).toContain(`<div class="${gist}">`);
    expect(page.includes('<details class="unfold">')).toBe(gist !== 'gist');
  });

  test('links each sentence to its comment, on this page or wherever it is', async () => {
    const { text } = await moderated({ summary: summed });
    const cited = (page: string) => Array.from(page.matchAll(/<a class="cite" href="([^"]*)"/g), ([, href]) => href);
    expect(cited(await text('/articles/bridge'))).toEqual([`#comment-${idAt(1)}`, `#comment-${idAt(2)}`]);
    const newest = await text('/articles/bridge?size=1&sort=newest');
    expect(cited(newest)).toEqual([`/articles/bridge/comments/${idAt(1)}`, `#comment-${idAt(2)}`]);
    expect(newest).toMatch(/They <strong>agree<\/strong>.*?Go to the comment: <\/span ?><bdi>Ada Lovelace<\/bdi>/);
  });

  test('says “a moderator” for one who does not publish, and “a member” for anybody else', async () => {
    const { text, json } = await moderated({ summary: summed }, null);
    const page = await text('/articles/bridge');
    expect(page).toContain('Summary by a moderator, <time');
    expect(page).toMatch(/Or <span[^>]*><bdi>a moderator<\/bdi><\/span> does, and <span[^>]*><bdi>a member<\/bdi>/);
    expect(page).not.toMatch(/90[01]/);
    expect(await json()).toMatchObject({ summary: { by: 'a moderator' } });
  });

  test('loses the sentence whose comment is gone, and goes with the last', async () => {
    const { store, text, json } = await moderated({ summary: summed });
    const remove = (id: string) => store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [id] }]);
    await remove(idAt(1));
    expect(await text('/articles/bridge')).not.toContain('agree');
    expect(await text('/articles/bridge')).toContain('does, and');
    await remove(idAt(2));
    expect(await text('/articles/bridge')).not.toContain('The discussion so far');
    expect(await json()).toMatchObject({ summary: null });
  });

  test('that is withdrawn is not on the page', async () => {
    const { text, json } = await moderated({ summary: { ...summed, isWithdrawn: true } });
    expect(await text('/articles/bridge')).not.toMatch(/The discussion so far|agree/);
    expect(await json()).toMatchObject({ summary: null });
  });

  test('in a moderator’s own words has paragraphs instead of a list of sentences', async () => {
    const sentences = [{ text: 'First.\n\n- one\n- two', comment: null }];
    const { text } = await moderated({ summary: { ...summed, sentences, isRewritten: true } });
    const page = await text('/articles/bridge');
    expect(page).toContain('<p dir="auto">First.</p>');
    expect(page).not.toContain('class="cite"');
  });

  test('that is a member’s pinned message names its author and who pinned it, and links to it', async () => {
    const pinned = { message: idAt(2), sentences: [{ text: 'Another.', comment: null }], sources: [idAt(2)] };
    const { text } = await moderated({ summary: { ...summed, ...pinned } });
    const page = await text('/articles/bridge');
    expect(page).toMatch(new RegExp(`<a class="cite" href="#comment-${idAt(2)}".*?<bdi>Alan Turing</bdi>`));
    expect(page).toContain('Pinned by <bdi>The desk</bdi>');
    expect(page).toContain('<h2 id="summary">Pinned by the moderators</h2>');
    expect(page).not.toContain('The discussion so far');
  });

  test('names the sides of a disagreement while both are there, and has a moderator’s own words outside the list', async () => {
    const sentences = [
      { text: 'Readers differ.', comment: null },
      { text: '“It is.”', comment: idAt(1), side: 'some' },
      { text: '“It is not.”', comment: idAt(2), side: 'others' },
    ] as const;
    const { store, text, json } = await moderated({ summary: { ...summed, sentences, isRewritten: true } });
    const page = await text('/articles/bridge');
    expect(page).toMatch(
      /<h2 id="summary">[^<]*<\/h2> <div class="gist"> ?<div class="words"[^>]*><p dir="auto">Readers differ\.<\/p>/,
    );
    expect(page).toMatch(
      /<li><div[^>]*><p dir="auto">Some say: “It is\.” <a class="cite".*?<li><div[^>]*><p dir="auto">Others say: “It is not\.”/,
    );
    expect((await json()).summary?.html).toContain('Some say: “It is.”<br');
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'summary.changed', summary: { ...summed, sentences } }]);
    expect((await store.byThread({ guild: '1', thread: '100' }))?.summary?.sentences).toEqual(sentences);
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
    expect(await text('/articles/bridge')).not.toMatch(/Others say|Some say/);
  });
});

describe('staff', () => {
  const byline = (page: string, id: string) =>
    page
      .slice(page.indexOf(`id="comment-${id}"`))
      .replaceAll(/\s+/g, ' ')
      .split('</header>')[0];

  test('carry a badge with a word; a member with the same name has none', async () => {
    const { get, text, open, reply } = await createWebWorld([articleWith({ ...article, authorIds: ['304'] })]);
    await open(article);
    const duties = [MODERATES, STAFF, AUTHOR, null, STAFF, NO_DUTIES];
    await reply(
      ...duties.map((authorDuties, index) => ({ author: String(300 + index), authorName: 'The desk', authorDuties })),
    );
    const page = await text('/articles/bridge');
    const badges = duties.map((_, index) => /class="badge">(.*?)</.exec(byline(page, idAt(index + 1)) ?? '')?.[1]);
    expect(badges).toEqual(['Moderator', 'Staff', 'Author', undefined, 'Author', undefined]);
    const { comments } = await commentsFrom(await get('/articles/bridge/comments.json'));
    expect(comments.map(({ author }) => author?.badge)).toEqual([
      'moderator',
      'staff',
      'author',
      null,
      'author', // by the front matter, without a role
      null,
    ]);
  });

  test('moderate in a channel, and have no badge in another', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article, { channel: '11' });
    await reply({ authorDuties: MODERATES });
    expect(await text('/articles/bridge')).not.toContain('class="badge"');
  });

  test('cannot be played with a name: bidi controls and heaps of marks go, nothing visible is no name', async () => {
    const { text, open, reply } = await createWebWorld([article]);
    await open(article);
    const names = ['\u202EThe desk\u2066', `Z${'\u0341'.repeat(32)}`, '\u200B\u3164\u2800'];
    await reply(...names.map((authorName, index) => ({ authorName, author: String(300 + index) })));
    const page = await text('/articles/bridge');
    const shown = names.map((_, index) => /<bdi>(.*?)<\/bdi>/.exec(byline(page, idAt(index + 1)) ?? '')?.[1]);
    expect(shown).toEqual(['The desk', `Z${'\u0341'.repeat(4)}`, 'a member']);
  });
});
