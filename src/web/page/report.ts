import { html } from 'hono/html';
import { permalinkPath } from '../addresses.ts';
import type { ArticleView, WrittenComment } from '../article-view.ts';
import { contactFrom, mailtoFrom } from '../contact.ts';
import type { Html, PageContext } from './context.ts';
import { memberName, namelessOf } from './member.ts';

/** The way to tell the site about a comment: a mail that names it, or the site's own form; null when CONTACT leads nowhere. */
export function reportHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html | null {
  const address = reportAddress(shown.id, view, context);
  if (address === null) return null;
  const { t } = context;
  const name = memberName(shown.authorName, context, namelessOf(shown.comment));
  return html`<a class="report" href="${address}" rel="nofollow" aria-label="${t('page.reportOf', { name })}"
    >${t('page.report')}</a
  >`;
}

function reportAddress(id: string, { article }: ArticleView, { site, t }: PageContext): string | null {
  const contact = contactFrom(site.contact ?? '');
  switch (contact.type) {
    case 'mail':
      return mailtoFrom(contact.address, {
        subject: t('page.reportSubject'),
        body: `${site.url}${permalinkPath(article, id)}\n\n`,
      });
    case 'web':
      return contact.url;
    case 'words':
      return null;
  }
}
