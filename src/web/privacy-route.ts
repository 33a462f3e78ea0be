import type { Hono } from 'hono';
import { PRIVACY_PATH } from './addresses.ts';
import { etagFrom } from './etag.ts';
import { layoutHtml } from './page/layout.ts';
import { privacyHtml } from './page/privacy.ts';
import { answerWith } from './page-cache.ts';
import type { WebParts } from './parts.ts';

/** Adds the page that says what this instance keeps of members and readers. */
export function addPrivacyRoute(app: Hono, { context, headers, identity, pages }: WebParts): void {
  const title = context.t('privacy.title');
  const plan = async () => ({
    etag: etagFrom(identity, PRIVACY_PATH),
    render: async () => ({ headers, body: await layoutHtml({ title, main: privacyHtml(context) }, context) }),
  });
  app.get(PRIVACY_PATH, async ({ req }) => answerWith(await pages.page(PRIVACY_PATH, plan), req.raw));
}
