import type { Client } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { ArticleLibrary } from '../../articles/library.ts';
import type { Clock } from '../../clock.ts';
import type { AuditAction, AuditEntry, AuditLog } from '../../discussions/audit.ts';
import type { ConsentRequestStore } from '../../discussions/consent-request.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { GuildStore } from '../../discussions/guilds.ts';
import type { MemberStore } from '../../discussions/members.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import { translator, type Translate } from '../../language/translate.ts';
import type { Drafter } from '../../summaries/drafter.ts';
import type { Recorder } from '../inbound/recorder.ts';
import type { Threads } from '../session/threads.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';

/** What the bot is given from outside. */
export interface BotEnvironment {
  readonly library: ArticleLibrary;
  readonly discussions: DiscussionStore;
  readonly members: MemberStore;
  readonly guilds: GuildStore;
  readonly settings: GuildSettingsStore;
  readonly consentRequests: ConsentRequestStore;
  readonly audit: AuditLog;
  readonly drafter: Drafter;
  readonly links: Links;
  readonly siteName: string;
  /** Belowline's front page, without a slash at the end. */
  readonly siteUrl: string;
  /** Where to write about the site; null when the operator named nobody. */
  readonly contact: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** What becomes of replies by members who have not chosen, in a guild. */
  policyOf(guild: string): Promise<PublishPolicy>;
}

/** What every part of the bot works with; built once, in bot.ts. */
export interface BotContext extends BotEnvironment {
  /** discord.js' client; `client.rest` also sends raw requests, as the client caches no messages. */
  readonly client: Client;
  /** The threads that are discussions. */
  readonly threads: Threads;
  /** The one way in which events of a thread reach the store. */
  readonly recorder: Recorder;
  /** The language of what everyone in a guild reads. */
  readonly language: GuildLanguage;
  /** Adds an entry to a guild's audit log, dated now; what `about` leaves out is null. */
  writeAudit(guild: string, action: AuditAction, about?: Partial<Omit<AuditEntry, 'at' | 'action'>>): Promise<void>;
}

/** The language of what everyone in a guild reads. */
export interface GuildLanguage {
  /** The one chosen with /belowline setup, else the guild's own on Discord. */
  of(guild: string): Promise<Translate>;
}

/** Adds to the environment what every part shares. */
export function createContext(
  environment: BotEnvironment,
  session: Pick<BotContext, 'client' | 'threads' | 'recorder'>,
): BotContext {
  const { settings, audit, clock } = environment;
  const { client } = session;
  return {
    ...environment,
    ...session,
    language: {
      async of(guild) {
        const { language } = await settings.settings(guild);
        return translator(language ?? client.guilds.cache.get(guild)?.preferredLocale);
      },
    },
    writeAudit: (guild, action, about) =>
      audit.note(guild, { at: clock.now(), action, by: null, thread: null, comment: null, note: null, ...about }),
  };
}

/** The article discussed in a thread; undefined for any other thread, and for an article that is gone. */
export function articleIn(thread: string, { threads, library }: Pick<BotContext, 'threads' | 'library'>) {
  const key = threads.get(thread)?.article;
  return key === undefined ? undefined : library.byKey(key);
}

/** An article's open discussion in a guild, as it is stored: its thread may be gone meanwhile. */
export async function storedDiscussion(
  guild: string,
  article: Article,
  { discussions }: Pick<BotContext, 'discussions'>,
): Promise<Discussion | undefined> {
  const place = await discussions.place(guild, article.key);
  return place?.state === 'open' ? discussions.byThread({ guild, thread: place.thread }) : undefined;
}
