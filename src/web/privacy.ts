import { html } from 'hono/html';
import { CATALOGUES, typedCommand } from '../language/catalogues.ts';
import { LOG_LINES } from '../discussions/audit.ts';
import { ID_RETENTION_DAYS } from '../discussions/visibility.ts';
import type { OwnPolicy } from '../discussions/reading.ts';
import { privacyPath } from '../articles/article.ts';
import { contactHtml, layoutHtml } from './page/layout.ts';
import type { Html, PageContext } from './page/context.ts';
import { sentenceWith } from './page/text.ts';
import type { Hono } from 'hono';
import { etagFrom } from './http.ts';
import { answerWith } from './page-cache.ts';
import type { WebParts } from './parts.ts';

const DISCORD_POLICY = 'https://discord.com/privacy';

const KEPT = ['shown', 'member', 'held', 'answer', 'moderation'] as const;
const COMMANDS = ['show', 'export', 'publish', 'keep', 'forget'] as const;

/** The main part of the privacy page: what is kept of members and readers, why, for how long, how to erase it, and whom to ask. */
function privacyHtml(ownPolicies: readonly OwnPolicy[], context: PageContext): Html {
  const { t, site } = context;
  const others = ownPolicies.filter(({ policy }) => policy !== site.privacy.policy);
  return html`<article class="story privacy">
    <header>
      <h1>${t('privacy.title')}</h1>
      ${languagesHtml(context)}
    </header>
    <div class="lead"><p>${t('privacy.intro', { site: site.name })}</p></div>
    ${shortHtml(others, context)} ${keptHtml(context)} ${whyHtml(others, context)} ${longHtml(context)}
    ${eraseHtml(context)} ${whoHtml(context)}
  </article>`;
}

/** Links to the page in the other languages, each by its own name. */
function languagesHtml({ language }: PageContext): Html {
  const links = [...CATALOGUES.keys()]
    .filter((other) => other !== language)
    .map((other) => {
      const name = new Intl.DisplayNames([other], { type: 'language' }).of(other);
      return html`<a href="${privacyPath(other)}" lang="${other}" hreflang="${other}" rel="alternate">${name}</a> `;
    });
  return html`<p class="dateline languages">${links}</p>`;
}

function shortHtml(others: readonly OwnPolicy[], { t, site }: PageContext): Html {
  const { policy, store } = site.privacy;
  return html`<section class="settings" aria-labelledby="short">
    <h2 id="short">${t('privacy.short')}</h2>
    ${termsHtml([
      [t('privacy.policy'), `${t(`privacy.policy.${policy}`)} ${t('privacy.policy.own')}`],
      ...others.map(
        ({ guildName, policy }) =>
          [
            sentenceWith(html`<bdi>${guildName}</bdi>`, (place) => t('privacy.policy.in', { guild: place })),
            t(`privacy.policy.${policy}`),
          ] as const,
      ),
      [t('privacy.retention'), t('privacy.retention.days', { days: ID_RETENTION_DAYS })],
      [t('privacy.store'), t(`privacy.store.${store}`)],
      [t('privacy.readers'), t('privacy.readers.nothing')],
    ])}
  </section>`;
}

function keptHtml({ t }: PageContext): Html {
  return html`<section>
    <h2>${t('privacy.keep')}</h2>
    ${termsHtml(KEPT.map((what) => [t(`privacy.keep.${what}`), t(`privacy.keep.${what}.what`)]))}
  </section>`;
}

function whyHtml(others: readonly OwnPolicy[], { t, site }: PageContext): Html {
  const policies = new Set([site.privacy.policy, ...others.map(({ policy }) => policy)]);
  return html`<section>
    <h2>${t('privacy.why')}</h2>
    <p>${t('privacy.why.purpose')}</p>
    ${[...policies].map((policy) => html`<p>${t(`privacy.why.${policy}`)}</p>`)}
    <p>${t('privacy.why.public')}</p>
  </section>`;
}

function longHtml({ t, site }: PageContext): Html {
  return html`<section>
    <h2>${t('privacy.long')}</h2>
    <p>${t('privacy.long.shown')}</p>
    <p>${t('privacy.long.traces', { days: ID_RETENTION_DAYS, lines: LOG_LINES })}</p>
    <p>${t('privacy.long.gone', { days: site.privacy.retentionDays })}</p>
    <p>${t('privacy.long.choice')}</p>
  </section>`;
}

function eraseHtml({ t, site, language }: PageContext): Html {
  const commands = COMMANDS.map((name): [Html, string] => [
    html`<code dir="ltr">${typedCommand(`privacy.${name}`, language)}</code>`,
    t(`privacy.erase.${name}`, { site: site.name }),
  ]);
  return html`<section id="erase">
    <h2>${t('privacy.erase')}</h2>
    <p>${t('privacy.erase.commands')}</p>
    ${termsHtml(commands)}
    <p>${t('privacy.erase.one')}</p>
    <p>${t('privacy.erase.left')}</p>
    <h3>${t('privacy.stays')}</h3>
    <p>${t('privacy.stays.place')}</p>
    <p>${t('privacy.stays.quoted')}</p>
    <p>${t('privacy.stays.discord')}</p>
  </section>`;
}

function whoHtml({ t, site }: PageContext): Html {
  const { contact } = site;
  const address =
    contact === null
      ? t('privacy.who.nobody')
      : sentenceWith(contactHtml(contact), (place) => t('privacy.who.contact', { contact: place }));
  const discord = html`<a href="${DISCORD_POLICY}" rel="noopener">${DISCORD_POLICY}</a>`;
  return html`<section id="contact">
    <h2>${t('privacy.who')}</h2>
    <p>${t('privacy.who.site', { site: site.name })} ${address}</p>
    <p>${t('privacy.who.authority')}</p>
    <p>${sentenceWith(discord, (place) => t('privacy.who.discord', { url: place }))}</p>
  </section>`;
}

/** A list of terms with their descriptions. */
function termsHtml(terms: readonly (readonly [term: Html | string, said: string])[]): Html {
  return html`<dl>
    ${terms.map(
      ([term, said]) =>
        html`<dt>${term}</dt>
          <dd>${said}</dd>`,
    )}
  </dl>`;
}

/** Adds the privacy page; `?language=` chooses its language. */
export function addPrivacyRoute(app: Hono, { contextIn, discussions, headers, identity, pages }: WebParts): void {
  app.get(privacyPath(), async ({ req }) => {
    const context = contextIn(req.query('language') ?? 'en');
    const path = privacyPath(context.language);
    const title = context.t('privacy.title');
    const plan = async () => {
      const policies = await discussions.ownPolicies();
      return {
        etag: etagFrom(identity, context.edition.name, path, JSON.stringify(policies)),
        render: async () => ({
          headers,
          body: await layoutHtml({ title, main: privacyHtml(policies, context) }, context),
        }),
      };
    };
    return answerWith(await pages.page(path, plan), req.raw);
  });
}
