import { sectionCount } from '../../discussions/comment-effects.ts';
import { html, raw } from 'hono/html';
import type { Article, Section } from '../../articles/article.ts';
import { canonicalAddress, isElsewhere } from '../../articles/address.ts';
import { articlePath } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';
import { articleText } from '../article-text.ts';
import type { Picture } from '../images.ts';
import { directionOf, spoken } from './direction.ts';
import { commentsHtml } from './comments.ts';
import type { Html, PageContext } from './context.ts';
import { datelineHtml } from './dateline.ts';
import { dayHtml } from './dates.ts';
import { pictureHtml } from './picture.ts';

/** An article's page between masthead and foot. */
export async function articleHtml(
  view: ArticleView,
  picture: Picture | undefined,
  context: PageContext,
): Promise<Html> {
  const { article } = view;
  const { lead, sections } = await articleText(article);
  const elsewhere = isElsewhere(article, context.site.url);
  return html`<article class="story" lang="${article.language}" dir="${directionOf(article.language)}">
      ${headHtml(article, context)} ${!elsewhere && picture && pictureHtml(picture, 'eager')}
      <div class="lead">${raw(lead)}</div>
      ${elsewhere ? readItThereHtml(article, context) : article.sections.map((section, index) => sectionHtml({ section, text: sections[index] ?? '' }, view, context))}
    </article>
    ${commentsHtml(view, context)}`;
}

function headHtml({ title, section, authors, published }: Article, context: PageContext): Html {
  const by = authors.length === 0 ? null : html`${context.t('page.by')} <bdi>${authors.join(', ')}</bdi>`;
  return html`<header>
    ${section !== null && html`<p class="kicker">${section}</p>`}
    <h1>${title}</h1>
    ${datelineHtml([by, published === null ? null : dayHtml(published, context)], context)}
  </header>`;
}

function readItThereHtml(article: Article, context: PageContext): Html {
  const { site, t } = context;
  const link = html`<a href="${canonicalAddress(article, site.url)}">${t('page.readArticle')}</a>`;
  return html`<p class="elsewhere"><span ${spoken(context)}>${link}</span></p>`;
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
    <h2>${section.heading}</h2>
    ${raw(text)} ${count > 0 && html`<p class="section-count"><span ${spoken(context)}>${link}</span></p>`}
  </section>`;
}
