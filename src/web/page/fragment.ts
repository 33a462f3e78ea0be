import { html, raw } from 'hono/html';
import type { ArticleView } from '../article-view.ts';
import { articlePath } from '../addresses.ts';
import { commentsHtml } from './comments.ts';
import type { Html, PageContext } from './context.ts';
import { languageAttributes } from './text.ts';

/** Where the styles of comments on other pages are; the path stays, for copies of a fragment may be kept for long. */
export const EMBED_STYLESHEET = '/embed.css';

/**
 * An article's comments for another page, as they stand on our own page of it: a style sheet, and one element with the class `belowline`.
 * Every address in it is whole, and its ids cannot be the page's. It has no script and no inline style, so a strict
 * Content-Security-Policy needs to allow nothing but our origin in `style-src`. Links to other pages and sorts lead to our own page,
 * so they work by themselves; `embed.js` fetches a fragment in their place.
 */
export async function fragmentHtml(view: ArticleView, context: PageContext): Promise<string> {
  const { site } = context;
  const comments = portable(String(await commentsHtml(view, context)), site.url);
  return String(
    await html`<link rel="stylesheet" href="${site.url}${EMBED_STYLESHEET}" />
      ${boxHtml(comments, context, view.article.slug)}`,
  );
}

/** The same as a page that may stand in a frame: what leads to more comments stays in the frame, all else leaves it. */
export async function framePageHtml(view: ArticleView, context: PageContext): Promise<string> {
  const { site } = context;
  const inFrame = stayingInFrame(String(await commentsHtml(view, context)), view);
  return pageHtml(view.article.title, boxHtml(portable(inFrame, site.url), context, view.article.slug), context);
}

/** What is said in the place of comments that cannot be shown, as a fragment or as a page. */
export async function embedProblemHtml(
  { title, detail }: { title: string; detail: string },
  context: PageContext,
): Promise<{ fragment: string; page: string }> {
  const box = boxHtml(String(await html`<p class="why">${detail}</p>`), context);
  return { fragment: String(await box), page: await pageHtml(title, box, context) };
}

function boxHtml(content: string, context: PageContext, slug?: string): Html {
  const article = slug === undefined ? null : html` data-article="${slug}"`;
  return html`<div class="belowline" ${languageAttributes(context)}${article}>${raw(content)}</div>`;
}

async function pageHtml(title: string, main: Html, context: PageContext): Promise<string> {
  const page = await html`${raw('<!doctype html>')}
    <html ${languageAttributes(context)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <base target="_top" />
        <link rel="stylesheet" href="${EMBED_STYLESHEET}" />
      </head>
      <body>
        <main>
          <h1 class="belowline-title">${title}</h1>
          ${main}
        </main>
      </body>
    </html> `;
  return String(page);
}

/*
 * Text and attribute values are escaped, so a quotation mark stands in our HTML only where the markup has one, and
 * what looks like an attribute here is one.
 */

/** HTML of ours whose addresses lead to `siteUrl` from wherever it stands. */
export const withWholeAddresses = (page: string, siteUrl: string): string =>
  page.replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${siteUrl}/`);

/** HTML that means the same on a page of another site. */
function portable(page: string, siteUrl: string): string {
  return withWholeAddresses(page, siteUrl)
    .replaceAll(/ href="#/g, ` href="#${ID_PREFIX}`)
    .replaceAll(/ (id|aria-labelledby|aria-describedby)="([^"]*)"/g, (_all, name: string, ids: string) => {
      return ` ${name}="${ids
        .split(' ')
        .map((id) => ID_PREFIX + id)
        .join(' ')}"`;
    });
}

const ID_PREFIX = 'belowline-';

/** Page, sort and section of the same comments, and their conversations, are a frame's own matter, and so is a comment on the same page. */
function stayingInFrame(page: string, { article }: ArticleView): string {
  const path = articlePath(article);
  const embed = `/embed?article=${encodeURIComponent(article.slug)}&amp;format=page`;
  return page
    .replaceAll(` href="#`, ` target="_self" href="#`)
    .replaceAll(
      / href="(\/[^"?#]*?)(?:\/comments\/(\d+))?(?:\?([^"#]*))?#(?:comments|feed)"/g,
      (link, own: string, conversation?: string, query?: string) => {
        if (own !== path) return link;
        const more = [conversation && `conversation=${conversation}`, query].filter((part) => part !== undefined);
        return ` target="_self" href="${[embed, ...more].join('&amp;')}"`;
      },
    );
}
