import type { Hono } from 'hono';
import { privacyPath } from '../articles/address.ts';
import { etagFrom } from './etag.ts';
import { layoutHtml } from './page/layout.ts';
import { privacyHtml } from './page/privacy.ts';
import { answerWith } from './page-cache.ts';
import type { WebParts } from './parts.ts';

/** Adds the page that says what this instance keeps of members and readers, in the language of the page that leads to it. */
export function addPrivacyRoute(app: Hono, { contextIn, discussions, headers, identity, pages }: WebParts): void {
  app.get(privacyPath(), async ({ req }) => {
    const context = contextIn(req.query('language') ?? 'en');
    const path = privacyPath(context.language);
    const title = context.t('privacy.title');
    const plan = async () => {
      const policies = await discussions.ownPolicies();
      return {
        etag: etagFrom(identity, path, JSON.stringify(policies)),
        render: async () => ({
          headers,
          body: await layoutHtml({ title, main: privacyHtml(policies, context) }, context),
        }),
      };
    };
    return answerWith(await pages.page(path, plan), req.raw);
  });
}
