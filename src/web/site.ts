import { createHmac } from 'node:crypto';
import type { PublishPolicy } from '../discussions/visibility.ts';

/** What an instance tells of how it handles members' words. */
export interface PrivacyTerms {
  /** What holds where a guild did not choose for itself. */
  readonly policy: PublishPolicy;
  /** Days for which discussions are kept that the bot cannot see any more. */
  readonly retentionDays: number;
  /** Where it keeps them: in a file, or in memory alone. */
  readonly store: 'sqlite' | 'memory';
}

/** What the page says about the site and about itself; addresses without a trailing slash. */
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
  /** Names the code that builds the pages; part of every ETag. */
  readonly build: string;
  /** A member's id as the page shows it: an hmac in hexadecimal, the same for the same member, of which nobody can make the Discord id again. */
  pseudonym(userId: string): string;
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

/** Whether this process is up, and whether what it needs answers. */
export interface Health {
  /** False once the process has begun to stop. */
  live(): boolean;
  /** `reasons` are sentences for the operator, empty when `ok`. */
  ready(): Promise<{ readonly ok: boolean; readonly reasons: readonly string[] }>;
}
