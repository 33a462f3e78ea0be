import { createHmac } from 'node:crypto';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Translate } from '../../language/translate.ts';

/** How this instance handles members' words, for the privacy page. */
export interface PrivacyTerms {
  /** The policy of guilds that did not choose one. */
  readonly policy: PublishPolicy;
  /** Days for which a discussion is kept after the bot lost sight of it. */
  readonly retentionDays: number;
  /** Where comments are kept: in a file, or in memory only. */
  readonly store: 'sqlite' | 'memory';
}

/** The site and this instance of Belowline, as pages show them; addresses have no trailing slash. */
export interface Site {
  readonly name: string;
  /** Where readers reach this web server. */
  readonly url: string;
  /** Where links to Discord's messages lead: `https://discord.com`, or a sandbox's own page. */
  readonly appUrl: string;
  /** The invite that lets a reader join the guild. */
  readonly invite: string | null;
  /** Whom to write to: an e-mail address, an address on the web, or plain words. */
  readonly contact: string | null;
  readonly rulesUrl: string | null;
  readonly privacy: PrivacyTerms;
  /** Hash of the code that builds the pages; part of every ETag. */
  readonly build: string;
  /** A member's id on the page: an HMAC of Discord's id in hexadecimal, which does not give the id away. */
  pseudonym(userId: string): string;
}

/** A piece of a page, escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every part of a page may need. */
export interface PageContext {
  readonly site: Site;
  /** The BCP 47 tag of the language of `t`: that of the page's own words. */
  readonly language: string;
  readonly t: Translate;
}

/** What the masthead says besides the site's name. */
export interface Edition {
  /** Midnight, UTC, in milliseconds since 1970. */
  readonly day: number;
  /** The articles' sections, those with the most articles first. */
  readonly sections: readonly string[];
  /** All of this as a part of an ETag. */
  readonly name: string;
}

/** What a whole page needs; each path names the content of its file. */
export interface LayoutContext extends PageContext {
  readonly stylesheet: string;
  /** That of an article's page. */
  readonly script: string;
  readonly icon: string;
  /** The paths of the fonts that every page needs at once. */
  readonly fonts: readonly string[];
  readonly edition: Edition;
}

/** The settings that a site is made from. */
export interface SiteSettings {
  readonly site: Pick<Site, 'name' | 'invite' | 'contact' | 'rulesUrl'>;
  readonly publishPolicy: PublishPolicy;
  readonly retentionDays: number;
  readonly storeUrl: string;
}

/** Makes what the page says about the site; `secret` is the store's, by which ids are hidden. */
export function siteFrom(
  { site, publishPolicy, retentionDays, storeUrl }: SiteSettings,
  { secret, ...place }: Pick<Site, 'url' | 'appUrl' | 'build'> & { readonly secret: string },
): Site {
  return {
    ...site,
    ...place,
    privacy: {
      policy: publishPolicy,
      retentionDays,
      store: storeUrl.startsWith('memory:') ? 'memory' : 'sqlite',
    },
    pseudonym: (user) => createHmac('sha256', secret).update(user).digest('hex').slice(0, 32),
  };
}
