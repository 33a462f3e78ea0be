import { html, raw } from 'hono/html';
import { type Article, canonicalAddress, isElsewhere, type Section } from '../../articles/article.ts';
import { sectionCount } from '../../discussions/comment-rules.ts';
import { htmlFromArticle } from '../../markdown/article/html.ts';
import { typographic } from '../../markdown/article/typography.ts';
import { articlePath, sectionPath } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';
import { type Picture, picturesInText } from '../images.ts';
import { commentsHtml } from './comments.ts';
import type { Html, PageContext } from './context.ts';
import { dayHtml, directionOf, languageAttributes } from './text.ts';

/** The article and its comments: the main part of the page. */
export async function articleHtml(
  view: ArticleView,
  picture: Picture | undefined,
  context: PageContext,
): Promise<Html> {
  const { article } = view;
  const { lead, sections } = await articleText(article);
  const elsewhere = isElsewhere(article, context.site.url);
  return html`<article class="story" lang="${article.language}" dir="${directionOf(article.language)}">
      ${headerHtml(view, context)} ${!elsewhere && picture && pictureHtml(picture, 'eager')}
      <div class="lead">${raw(lead)}</div>
      ${elsewhere ? readItThereHtml(article, context) : article.sections.map((section, index) => sectionHtml({ section, text: sections[index] ?? '' }, view, context))}
    </article>
    ${commentsHtml(view, context)}`;
}

/** A conversation: the main part of its own page. */
export function conversationPageHtml(view: ArticleView, context: PageContext): Html {
  const { article } = view;
  return html`<header class="story" lang="${article.language}" dir="${directionOf(article.language)}">
      ${kickerHtml(article.section)}
      <h1><a href="${articlePath(article)}">${typographic(article.title, article.language)}</a></h1>
    </header>
    ${commentsHtml(view, context)}`;
}

function headerHtml(view: ArticleView, context: PageContext): Html {
  const { article, discussion } = view;
  const { title, language, authors, published } = article;
  const by = authors.length === 0 ? null : html`${context.t('page.by')} <bdi>${authors.join(', ')}</bdi>`;
  const count = discussion?.counts.comments ?? 0;
  const jump = count === 0 ? null : html`<a href="#comments">${context.t('page.count', { count })}</a>`;
  return html`<header>
    ${kickerHtml(article.section)}
    <h1>${typographic(title, language)}</h1>
    ${datelineHtml([by, published === null ? null : dayHtml(published, context), jump], context)}
  </header>`;
}

/** The line above a title: the section, and the article's language where it needs saying. */
export function kickerHtml(section: string | null, language: string | null = null): Html | null {
  if (section === null && language === null) return null;
  return html`<p class="kicker">
    ${section !== null && html`<a href="${sectionPath(section)}">${section}</a>`}
    ${language !== null && html`<span class="language">${language}</span>`}
  </p>`;
}

function readItThereHtml(article: Article, context: PageContext): Html {
  const { site, t } = context;
  const link = html`<a href="${canonicalAddress(article, site.url)}">${t('page.readArticle')}</a>`;
  return html`<p class="elsewhere"><span ${languageAttributes(context)}>${link}</span></p>`;
}

function sectionHtml(
  { section, text }: { section: Section; text: string },
  { article, query, discussion }: ArticleView,
  context: PageContext,
): Html {
  const count = discussion ? sectionCount(discussion.counts, section.slug) : 0;
  const path = articlePath(article, { discussion: query.discussion, section: section.slug });
  const link = html`<a href="${path}#comments">${context.t('page.count', { count })}</a>`;
  return html`<section id="section-${section.slug}">
    <h2>${typographic(section.heading, article.language)}</h2>
    ${raw(text)} ${count > 0 && html`<p class="section-count"><span ${languageAttributes(context)}>${link}</span></p>`}
  </section>`;
}

/** An article's text as HTML; `sections` in the article's order. */
export interface ArticleText {
  readonly lead: string;
  readonly sections: readonly string[];
}

/** A changed file makes a new `Article`, so no text here goes stale. */
const texts = new WeakMap<Article, ArticleText>();

/** Renders an article's text, once for all its pages; headings inside a section start at the third level, below the section's own. */
export async function articleText(article: Article): Promise<ArticleText> {
  const known = texts.get(article);
  if (known) return known;
  const pictures = await picturesInText(article);
  const options = { topHeading: 3, language: article.language, pictureOf: (source: string) => pictures.get(source) };
  const text = {
    lead: htmlFromArticle(article.lead, options),
    sections: article.sections.map(({ markdown }) => htmlFromArticle(markdown, options)),
  };
  texts.set(article, text);
  return text;
}

/** A picture; with its size, the page does not jump while it loads. */
export function pictureHtml({ path, alt, size }: Picture, loading: 'eager' | 'lazy'): Html {
  const shape = size && html` width="${size.width}" height="${size.height}"`;
  return html`<img class="picture" src="${path}" alt="${alt}" ${shape} loading="${loading}" decoding="async" />`;
}

/** The line below an article's title (authors, date, comments), in the page's own language; null without parts. */
export function datelineHtml(parts: readonly (Html | null)[], context: PageContext): Html | null {
  const said = parts.filter((part) => part !== null);
  if (said.length === 0) return null;
  const line = said.map((part, index) => html`${index > 0 && ' · '}${part}`);
  return html`<p class="dateline"><span ${languageAttributes(context)}>${line}</span></p>`;
}
