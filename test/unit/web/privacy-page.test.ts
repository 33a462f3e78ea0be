import { describe, expect, test } from 'vitest';
import type { PrivacyTerms } from '../../../src/web/page/context.ts';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, SITE } from '../../helpers/web-world.ts';

const article = articleWith({ slug: 'bridge' });

async function privacyPage(terms: Partial<PrivacyTerms> = {}, contact: string | null = SITE.contact) {
  const site = { ...SITE, contact, privacy: { ...SITE.privacy, ...terms } };
  const { text } = await createWebWorld([], { site });
  const page = await text('/privacy');
  return { page, words: wordsOf(page) };
}

const wordsOf = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test.each(['/', '/articles/bridge', '/nothing-here', '/privacy'])('is linked from %s', async (path) => {
  const { text } = await createWebWorld([article]);
  expect(await text(path)).toContain('<a href="/privacy">Privacy</a>');
});

test('says in this order what is kept, why, how long, how to erase it, and whom to ask', async () => {
  const { page } = await privacyPage();
  expect(Array.from(page.matchAll(/<h2[^>]*>([^<]*)</g), ([, heading]) => heading)).toEqual([
    'In short',
    'What we keep',
    'Why',
    'How long',
    'How to see and erase it',
    'Who answers',
  ]);
});

describe('has this instance’s own settings:', () => {
  test('asking first, or publishing with a way out', async () => {
    const ask = (await privacyPage({ policy: 'ask' })).words;
    expect(ask).toContain('Those of members who agreed to it.');
    expect(ask).toContain('Words become public because their author agreed');
    const optOut = (await privacyPage({ policy: 'opt-out' })).words;
    expect(optOut).toContain('Everyone’s, with a notice');
    expect(optOut).toContain('Everyone may object at any time');
    expect(optOut).not.toContain('because their author agreed');
  });

  test('and that of guilds which chose otherwise, as soon as they do, without giving away those that show nothing', async () => {
    const { get, open, settings, store } = await createWebWorld([article]);
    await open(article, { guildName: 'Chess <club>' });
    await settings.change('1', { policy: 'ask' });
    const same = await get('/privacy');
    expect(await same.text()).not.toContain('Chess');
    await settings.change('1', { policy: 'opt-out' });
    const other = await get('/privacy', { 'if-none-match': same.headers.get('etag') ?? '' });
    const words = wordsOf(await other.text());
    expect(words).toContain('On the server Chess &lt;club&gt; Everyone’s, with a notice');
    expect(words).toContain('Words become public because their author agreed');
    expect(words).toContain('Everyone may object at any time');
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'state.changed', shown: false }]);
    expect(await (await get('/privacy')).text()).not.toContain('Chess');
  });

  test('the days for which lost discussions are kept; traces are kept for 30 everywhere', async () => {
    const { words } = await privacyPage({ retentionDays: 90 });
    expect(words).toContain('all that was kept of it is erased 90 days later.');
    expect(words).toContain('of what was deleted, are erased after 30 days.');
    expect(words).toContain('Of a server that removed it, its settings, its log and who agreed to be shown');
    expect(words).toContain('keeps its last 1,000 lines.');
    expect((await privacyPage({ retentionDays: 1 })).words).toContain('is erased 1 day later.');
  });

  test('where it is kept', async () => {
    expect((await privacyPage({ store: 'sqlite' })).words).toContain('In a database file');
    expect((await privacyPage({ store: 'memory' })).words).toContain('gone when the program stops');
  });

  test('whom to write to, as a link where it can be one', async () => {
    expect((await privacyPage()).page).toContain('<a href="mailto:desk@news.example">desk@news.example</a>');
    expect((await privacyPage({}, 'https://news.example/us')).page).toContain(
      '<a href="https://news.example/us">https://news.example/us</a>',
    );
    expect((await privacyPage({}, 'Room <12>')).page).toContain('<span>Room &lt;12&gt;</span>');
    expect((await privacyPage({}, null)).words).toContain('No contact is named here yet.');
  });
});

test('says how soon words that were taken back are gone, and what is left so that no backup brings them back', async () => {
  const { words } = await privacyPage();
  expect(words).toContain('within an hour no trace of the words is left in our database.');
  expect(words).toContain('a code, the time and what was decided are kept when a member takes replies back');
});

test('names every command that shows or erases, and what others may still see', async () => {
  const { page, words } = await privacyPage();
  for (const name of ['show', 'export', 'publish', 'keep', 'forget']) {
    expect(page).toContain(`<code dir="ltr">/privacy ${name}</code>`);
  }
  expect(words).toContain('If somebody quoted your words in a comment of their own, they stay in that comment.');
});

test('is in the language of the article that links to it, links to the others, and names commands as they are typed in that language', async () => {
  const { text } = await createWebWorld([articleWith({ slug: 'hafen', language: 'de-AT' })]);
  const path = /href="(\/privacy[^"]*)"/.exec(await text('/articles/hafen'))?.[1] ?? '';
  const page = await text(path);
  expect(page).toContain('<h1>Datenschutz</h1>');
  expect(page).toContain('<code dir="ltr">/datenschutz ansehen</code>');
  expect(page).toMatch(/<a href="\/privacy" lang="en"[^>]*>English<\/a>/);
  expect(await text('/privacy')).toMatch(/<a href="\/privacy\?language=de" lang="de"[^>]*>Deutsch<\/a>/);
  expect(await text('/privacy?language=tlh')).toBe(await text('/privacy'));
});

test('is kept by browsers until a setting changes', async () => {
  const { get } = await createWebWorld([]);
  const etag = (await get('/privacy')).headers.get('etag') ?? '';
  expect((await get('/privacy', { 'if-none-match': etag })).status).toBe(304);
  const changed = await createWebWorld([], { site: { ...SITE, privacy: { ...SITE.privacy, retentionDays: 7 } } });
  expect((await changed.get('/privacy', { 'if-none-match': etag })).status).toBe(200);
});
