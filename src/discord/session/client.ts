import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import { makeRequest } from '../runtime/answering.ts';
import type { Log } from '../runtime/log.ts';

/** Discord's addresses, without the API version. */
export interface DiscordEndpoints {
  readonly api?: string | undefined;
  readonly cdn?: string | undefined;
}

/** Guilds, GuildMessages, GuildMessageReactions, MessageContent: 34305. The login adds GuildMembers where it was granted. */
const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.MessageContent,
];

const KNOWN_MEMBERS = 200;
const GUILDS_AWAITED = 5_000; // milliseconds of silence; guilds that come later, after an outage, are handled by events

/** For raw requests, to which the client's default for mentions does not apply. */
export const PINGS_NOBODY = { allowed_mentions: { parse: [] } } as const;

/** Creates a discord.js client that has small caches (the store remembers) and pings nobody by default. */
export function createClient({ endpoints, log }: { endpoints: DiscordEndpoints; log: Log }): Client {
  const client = new Client({
    intents: INTENTS,
    partials: [Partials.Message, Partials.Reaction, Partials.User],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    waitGuildTimeout: GUILDS_AWAITED,
    enforceNonce: true,
    rest: {
      ...(endpoints.api ? { api: endpoints.api } : {}),
      ...(endpoints.cdn ? { cdn: endpoints.cdn } : {}),
      invalidRequestWarningInterval: 500,
      makeRequest,
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildMemberManager: { maxSize: KNOWN_MEMBERS, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: KNOWN_MEMBERS, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
  client.on('error', (error) => log.error('The Discord client failed', error));
  client.on('warn', (message) => log.warn(message));
  client.on('shardError', (error) => log.warn('The connection to Discord broke; reconnecting.', error.message));
  client.on('guildUnavailable', ({ name }) => log.warn(`Discord cannot reach the guild ${name} at the moment.`));
  client.rest.on('rateLimited', ({ url, retryAfter }) => log.debug(`Waiting ${retryAfter} ms for ${url}`));
  client.rest.on('invalidRequestWarning', ({ count }) => log.warn(`Discord refused ${count} requests in ten minutes.`));
  return client;
}
