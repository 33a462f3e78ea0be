import { html } from 'hono/html';
import type { CheckedClaim, PageMatch } from '../../articles/article-of-page.ts';
import type { AddressStep } from '../../articles/page-address.ts';
import { articlePath } from '../addresses.ts';
import { refusal } from '../which-article.ts';
import type { Html, PageContext } from './context.ts';

/** Step by step, which article a page is and why. */
export function whyHtml(match: PageMatch, context: PageContext): Html {
  const { t } = context;
  return html`<article class="story">
    <h1>${t('page.why.title')}</h1>
    <p class="verdict">${verdictHtml(match, context)}</p>
    ${match.checked.map((claim) => claimHtml(claim, context))}
  </article>`;
}

function verdictHtml({ article, rivals }: PageMatch, { t }: PageContext): Html {
  if (article) return html`${t('page.why.article')} <a href="${articlePath(article)}">${article.title}</a>`;
  if (!rivals) return html`${t('page.why.none')}`;
  return html`${t('page.embed.rivals', { one: rivals[0].title, other: rivals[1].title })}`;
}

function claimHtml({ claim, given, read, article }: CheckedClaim, context: PageContext): Html {
  const { t } = context;
  const heading = html`<h2>${t(`page.why.claim.${claim}`)}</h2>
    <p><code>${given}</code></p>`;
  if (read.type === 'refused')
    return html`${heading}
      <p>${t(`page.embed.${read.reason}`, refusal(given))}</p>`;
  return html`${heading} ${read.steps.length > 0 && stepsHtml(read.steps, context)}
    <p>${t('page.why.name')} <code>${read.name}</code></p>
    <p>${article ? t('page.why.found', { title: article.title }) : t('page.why.unknown')}</p>`;
}

const stepsHtml = (steps: readonly AddressStep[], { t }: PageContext): Html =>
  html`<ol>
    ${steps.map(({ rule, address }) => html`<li>${t(`page.why.rule.${rule}`)} <code>${address}</code></li>`)}
  </ol>`;
