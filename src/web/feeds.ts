import type { Context, Hono } from 'hono';
import { type Article, canonicalAddress } from '../articles/article.ts';
import { htmlFromDiscord } from '../markdown/discord/html.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { type FeedFormat, FEED_FORMATS, feedPath, permalinkPath } from './addresses.ts';
import { forArticle } from './article-routes.ts';
import { versionOf } from './article-view.ts';
import { dataHeaders, etagFrom, REVALIDATED } from './http.ts';
import { newestComments, placesOf, type PlacedComment } from './newest.ts';
import { attachmentsHtml, discordOptions } from './page/comment.ts';
import type { PageContext } from './page/context.ts';
import { memberName, namelessOf } from './page/text.ts';
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';
import { inSlices } from './slices.ts';
import { xml, xmlText } from './xml.ts';

/** How many articles, newest first, the site's feed looks at. */
const MOST_ARTICLES = 100;

/** Adds the feeds of an article's comments and of the site's, each as Atom and as JSON Feed. */
export function addFeeds(app: Hono, parts: WebParts): void {
  const { library, pages } = parts;
  const answer = async (request: Request, article: Article | null, format: FeedFormat): Promise<Response> =>
    answerWith(await pages.page(feedPath(article, format), () => feedPlan(article, format, parts)), request);
  for (const format of FEED_FORMATS) {
    app.get(feedPath(null, format), ({ req }) => answer(req.raw, null, format));
    app.get(`/articles/:slug${feedPath(null, format)}`, ({ req }: Context) =>
      forArticle(req, parts, (article) => answer(req.raw, article, format)),
    );
  }

  async function feedPlan(article: Article | null, format: FeedFormat, { discussions }: WebParts): Promise<PagePlan> {
    const articles = article ? [article] : library.all().slice(0, MOST_ARTICLES);
    const places = await placesOf(articles, discussions);
    const versions = places.map(
      (place) => `${place.article.slug} ${place.article.hash} ${versionOf(place.discussion)}`,
    );
    return {
      etag: etagFrom(parts.identity, feedPath(article, format), article?.hash ?? '', ...versions),
      async render() {
        const feed = await feedFrom(article, await newestComments(places, discussions), parts);
        const headers = { ...dataHeaders(`${TYPES[format]}; charset=utf-8`), 'cache-control': REVALIDATED };
        return { headers, body: await (format === 'atom' ? atomFrom(feed) : jsonFrom(feed)) };
      },
    };
  }
}

const TYPES = { atom: 'application/atom+xml', json: 'application/feed+json' } as const satisfies Record<
  FeedFormat,
  string
>;

/** A feed, whatever its format; addresses are whole, times ISO 8601. */
interface Feed {
  readonly title: string;
  readonly language: string;
  /** The page that shows the same. */
  readonly home: string;
  readonly addresses: Readonly<Record<FeedFormat, string>>;
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
}

interface FeedEntry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly author: string;
  readonly html: string;
  readonly published: string;
  readonly updated: string;
  readonly language: string;
  /** What it answers: a comment on the page, else the article. */
  readonly answers: { readonly id: string; readonly url: string };
  readonly article: string;
  readonly replies: number;
}

async function feedFrom(
  article: Article | null,
  comments: readonly PlacedComment[],
  { contextIn }: WebParts,
): Promise<Feed> {
  const context = contextIn(article?.language ?? 'en');
  const { site, t } = context;
  const entries = await inSlices(comments, (placed) => entryFrom(placed, contextIn(placed.article.language)));
  const latest = entries
    .map(({ updated }) => updated)
    .toSorted()
    .at(-1);
  return {
    title: t('page.feed.title', { title: article?.title ?? site.name }),
    language: context.language,
    home: article ? canonicalAddress(article, site.url) : `${site.url}/`,
    addresses: { atom: site.url + feedPath(article, 'atom'), json: site.url + feedPath(article, 'json') },
    updated: latest ?? isoOf(article?.published ?? 0),
    entries,
  };
}

async function entryFrom(placed: PlacedComment, context: PageContext): Promise<FeedEntry> {
  const { article, shown } = placed;
  const { site, t } = context;
  const { comment, answered, createdAt, replies, id } = shown;
  const author = memberName(shown.authorName, context, namelessOf(shown));
  const home = canonicalAddress(article, site.url);
  return {
    id: tagOf(id, site.url),
    url: site.url + permalinkPath(article, id),
    title: t('page.feed.entry', { name: author, title: article.title }),
    author,
    html: await contentOf(placed, context),
    published: isoOf(createdAt),
    updated: isoOf(comment.editedAt ?? createdAt),
    language: context.language,
    answers: answered?.published
      ? { id: tagOf(answered.id, site.url), url: site.url + permalinkPath(article, answered.id) }
      : { id: home, url: home },
    article: home,
    replies,
  };
}

/** The comment's words, and what else it holds, as HTML that needs no style sheet. */
async function contentOf(placed: PlacedComment, context: PageContext): Promise<string> {
  const { shown, names } = placed;
  const { comment } = shown;
  const options = { ...discordOptions(comment.mentioned, { names, moderators: NOBODY }, context), isUnstyled: true };
  const { t } = context;
  const more =
    await xml`${comment.extras.map((extra) => xml`<p>${t(`page.extra.${extra}`)}</p>`)}${comment.attachments.length > 0 && attachmentsHtml(shown, placed, context)}`;
  return htmlFromDiscord(comment.content, options) + String(more);
}

const NOBODY: ReadonlySet<string> = new Set();

/** A comment's permanent id, a tag URI (RFC 4151): it stays when the article gets another name. */
function tagOf(id: string, siteUrl: string): string {
  const day = new Date(timeOfSnowflake(id)).toISOString().slice(0, 10);
  return `tag:${new URL(siteUrl).hostname.replaceAll(/[^a-z0-9.-]/g, '')},${day}:comment/${id}`;
}

const isoOf = (time: number): string => new Date(time).toISOString();

/** The feed as Atom (RFC 4287), with what each comment answers (RFC 4685). */
function atomFrom({ title, language, home, addresses, updated, entries }: Feed): Promise<string> {
  return xmlText(xml`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="${language}">
<id>${addresses.atom}</id>
<title>${title}</title>
<updated>${updated}</updated>
<link rel="self" type="${TYPES.atom}" href="${addresses.atom}"/>
<link rel="alternate" type="text/html" href="${home}"/>
<generator>Belowline</generator>
${entries.map((entry) => atomEntry(entry))}</feed>
`);
}

const atomEntry = (entry: FeedEntry): ReturnType<typeof xml> => xml`<entry xml:lang="${entry.language}">
<id>${entry.id}</id>
<title>${entry.title}</title>
<author><name>${entry.author}</name></author>
<published>${entry.published}</published>
<updated>${entry.updated}</updated>
<link rel="alternate" type="text/html" href="${entry.url}"/>
<thr:in-reply-to ref="${entry.answers.id}" href="${entry.answers.url}" type="text/html"/>
${entry.replies > 0 && xml`<link rel="replies" type="text/html" href="${entry.url}" thr:count="${entry.replies}"/>`}
<content type="html">${entry.html}</content>
</entry>
`;

/** The feed as JSON Feed 1.1. */
function jsonFrom({ title, language, home, addresses, entries }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: home,
    feed_url: addresses.json,
    language,
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      external_url: entry.article,
      title: entry.title,
      content_html: entry.html,
      date_published: entry.published,
      date_modified: entry.updated,
      authors: [{ name: entry.author }],
      language: entry.language,
    })),
  });
}
