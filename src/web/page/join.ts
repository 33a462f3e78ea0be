import { html } from 'hono/html';
import type { Discussion } from '../../discussions/discussion.ts';
import { threadUrl } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';
import { sentenceWith } from './sentence.ts';

/** The way into the discussion: the invite, the thread for members (of which guild, where there are several), and whether comments are closed. */
export function joinHtml(
  view: Pick<ArticleView, 'discussion' | 'discussions' | 'invite'>,
  context: PageContext,
): Html | null {
  const { discussion, discussions } = view;
  const { t } = context;
  const address = inviteOf(view, context);
  const invite = address !== null && html`<a class="button" href="${address}" rel="noopener">${t('page.join')}</a>`;
  if (!discussion) return invite ? html`<div class="join">${invite}</div>` : null;
  const thread = threadHtml(discussion, context);
  if (!discussion.open)
    return html`<div class="join">
      <p class="closed">${t('page.closed')}</p>
      <p>${thread}</p>
    </div>`;
  const member =
    discussions.length > 1
      ? sentenceWith(html`<bdi>${discussion.guildName}</bdi>`, (guild) => t('page.alreadyMemberOf', { guild }))
      : t('page.alreadyMember');
  return html`<div class="join">
    ${invite}
    <p>${member} ${thread}</p>
  </div>`;
}

/** How many replies are only on Discord, with the ways there; null for none. */
export function discordOnlyHtml(view: Pick<ArticleView, 'discussion' | 'invite'>, context: PageContext): Html | null {
  const { discussion } = view;
  const { t } = context;
  const count = discussion?.counts.discordOnly ?? 0;
  if (!discussion || count === 0) return null;
  const address = discussion.open ? inviteOf(view, context) : null;
  const invite = address !== null && html` · <a href="${address}" rel="noopener">${t('page.join')}</a>`;
  return html`<p class="why">${t('page.discordOnly', { count })} ${threadHtml(discussion, context)}${invite}</p>`;
}

/** The guild's own invite comes before the instance's. */
const inviteOf = ({ invite }: Pick<ArticleView, 'invite'>, { site }: PageContext): string | null =>
  invite ?? site.invite;

const threadHtml = (discussion: Discussion, { site, t }: PageContext): Html =>
  html`<a href="${threadUrl(site, discussion)}" rel="noopener">${t('page.openThread')}</a>`;
