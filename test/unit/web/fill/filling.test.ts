import { describe, expect, test } from 'vitest';
import { createFilling, type Filled } from '../../../../src/web/fill/filling.ts';
import { articleWith } from '../../../helpers/article.ts';
import { tagsFromHtml } from '../../../helpers/html-tags.ts';
import { NASTY_PIECES } from '../../../helpers/nasty-text.ts';
import { invisionPage } from '../../../helpers/site-pages.ts';
import { createWebWorld, idAt, SITE, type WebWorld } from '../../../helpers/web-world.ts';

const HOME = 'https://paper.example';
const bridge = articleWith({ slug: 'bridge', title: 'The bridge', url: `${HOME}/bridge` });
const bruecke = articleWith({ slug: 'bruecke', title: 'Die Brücke', url: `${HOME}/de/bridge`, language: 'de' });
const REF = { guild: '1', thread: '100' };
const head = `<link rel="canonical" href="${HOME}/bridge">`;
const MARKED = `<meta charset="utf-8">${head}<!-- belowline --><!-- /belowline -->`;

const opened = async (): Promise<WebWorld> => {
  const world = await createWebWorld([bridge, bruecke]);
  await world.open(bridge);
  return world;
};

async function fill(world: WebWorld, page: string): Promise<Extract<Filled, { type: 'filled' }>> {
  const filling = createFilling({ library: world.library, discussions: world.reader, site: SITE });
  const filled = await filling.fill(Buffer.from(page));
  if (filled.type !== 'filled') throw new Error(JSON.stringify(filled));
  return filled;
}

/** What was written into the page in place of its own. */
async function written(world: WebWorld, page: string): Promise<string> {
  const text = String((await fill(world, page)).page);
  const pieces = text.matchAll(/<!-- belowline(?::instead [^]*?)? -->([^]*?)<!-- \/belowline(?::instead)? -->/g);
  return Array.from(pieces, ([, piece]) => piece).join('\n');
}

test('between markers stands the fragment that the web answers with', async () => {
  const world = await opened();
  await world.reply({}, { answers: idAt(1), content: 'Größer.' });
  expect(await written(world, MARKED)).toBe(`\n${await world.text('/embed?article=bridge&sort=oldest')}\n`);
});

describe.each([4, 5] as const)('in a page of Invision Community %i', (version) => {
  const page = invisionPage(version, { head });
  const strict = (html: string) => tagsFromHtml(html.replaceAll(/\s+/g, ' ').replaceAll(' >', '>'));

  test('what members and moderators write is text, and every link is whole', async () => {
    const world = await opened();
    const looks = ' href="/x" id="y" <!-- /belowline:instead --> --> <script>';
    const texts = [looks, ...NASTY_PIECES];
    await world.reply(...texts.map((content) => ({ content, authorName: content })));
    const recommendation = { comment: idAt(1), by: '300', note: looks, at: 0 };
    await world.store.apply(REF, [{ type: 'comment.recommended', recommendation }]);
    const html = await written(world, page);
    const tags = strict(html.replaceAll(/<(?:div|section) [^>]*recommendedComments[^>]*>/g, ''));
    for (const { name, attributes } of tags) {
      expect(['script', 'style', 'iframe', 'img', 'form']).not.toContain(name);
      expect([...attributes.keys()].filter((key) => key === 'style' || key.startsWith('on'))).toEqual([]);
      expect(attributes.get('href') ?? 'https://x').toMatch(/^(?:https?:\/\/|#comment-\d+$)/);
    }
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids.length).toBe(new Set(ids).size);
    expect(html).toContain('&lt;script&gt;');
  });

  test('the summary that a moderator pinned stands above the comments', async () => {
    const world = await opened();
    await world.reply({ content: 'A comment.' });
    const sentences = [{ text: 'Readers <b>agree</b>.', comment: null }];
    const summary = {
      message: '900',
      by: '300',
      updatedAt: 0,
      sentences,
      sources: [],
      isRewritten: false,
      isWithdrawn: false,
    };
    await world.store.apply(REF, [{ type: 'summary.changed', summary }]);
    const html = await written(world, page);
    expect(html).toMatch(/<aside .*Readers &lt;b&gt;agree&lt;\/b&gt;\..*<\/aside>.*A comment\./s);
  });

  test('fifty comments stand there, with a way to the others and into the discussion', async () => {
    const world = await opened();
    await world.reply(...Array.from({ length: 50 }, () => ({})));
    expect(await written(world, page)).not.toContain('Show all comments');
    await world.reply({ content: 'One too many' });
    const html = await written(world, page);
    expect(html.match(/<article\s/g)).toHaveLength(50);
    expect(html).toContain(`<a href="${SITE.url}/articles/bridge#comments">Show all comments</a>`);
    expect(html).toMatch(/class="ipsButton [^"]*" href="https:\/\/discord\.example\/invite"/);
    expect(html).not.toContain('One too many');
  });

  test('a deleted comment with answers keeps its place, and an answer leads to it', async () => {
    const world = await opened();
    await world.reply({ content: 'Gone.' }, { answers: idAt(1), content: 'An answer.' });
    await world.store.apply(REF, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
    const html = await written(world, page);
    expect(html).not.toContain('Gone.');
    expect(html).toContain('This comment was deleted.');
    expect(html).toContain(`<a id="comment-${idAt(1)}">`);
    expect(html).toContain(`href="#comment-${idAt(1)}"`);
  });

  test('our own words are in the article’s language', async () => {
    const world = await createWebWorld([bridge, bruecke]);
    await world.open(bruecke);
    await world.reply({});
    const html = await written(world, page.replace('/bridge', '/de/bridge'));
    expect(html).toContain('lang="de"');
    expect(html).toContain('Zum Thread');
  });
});

test('the state of an article changes with what would be written, and is that of what was', async () => {
  const world = await opened();
  const filling = createFilling({ library: world.library, discussions: world.reader, site: SITE });
  const before = await filling.stateOf(bridge);
  expect(await filling.stateOf(bridge)).toBe(before);
  await world.reply({});
  expect(await filling.stateOf(bridge)).not.toBe(before);
  expect((await fill(world, MARKED)).state).toBe(await filling.stateOf(bridge));
});
