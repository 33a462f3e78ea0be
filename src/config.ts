import dotenv from 'dotenv';
import { PUBLISH_POLICIES, type PublishPolicy } from './discussions/visibility.ts';
import { createEnvironmentReader, type Environment, type EnvironmentReader, type Mistake } from './environment.ts';

/** Which half of the product this process is: the bot, the web server, or both. */
export const ROLES = ['all', 'bot', 'web'] as const;
export type Role = (typeof ROLES)[number];

/** The least important kind of line that is logged, from nothing to everything. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where Discord is. URLs have no slash at the end; `apiUrl` has no version. */
export type DiscordConfig =
  | {
      readonly kind: 'token';
      readonly token: string;
      readonly apiUrl: string;
      readonly appUrl: string;
      readonly cdnUrl: string;
    }
  /** No token: the sandbox listens on this port (0: any free one) and takes Discord's place. */
  | { readonly kind: 'sandbox'; readonly port: number }
  /** ROLE=web, which leaves a token unused: nothing but links to messages is needed. */
  | { readonly kind: 'links'; readonly appUrl: string };

/** All that can be set from outside, checked. */
export interface Config {
  readonly discord: DiscordConfig;
  readonly site: {
    /** Where readers find the page, without a slash at the end; null: where it listens. */
    readonly url: string | null;
    readonly name: string;
    /** The guild's invite. */
    readonly invite: string | null;
    /** Whom to ask about privacy: an address or a URL. */
    readonly contact: string | null;
    readonly rulesUrl: string | null;
  };
  /** Origins of sites whose pages may show comments, besides the articles' own. */
  readonly embedOrigins: readonly string[];
  readonly web: { readonly host: string; readonly port: number };
  /** `sqlite:PATH` or `memory:`. */
  readonly storeUrl: string;
  readonly contentDir: string;
  readonly publishPolicy: PublishPolicy;
  /** Days for which a discussion is kept that the bot cannot see any more. */
  readonly retentionDays: number;
  readonly role: Role;
  readonly logLevel: LogLevel;
}

/** The environment has mistakes; the message lists all of them, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    const lines = mistakes.map(({ variable, read, allowed }) => `  ${variable} is ${read}; it must be ${allowed}.`);
    super(['The configuration cannot be used:', ...lines].join('\n'));
    this.mistakes = mistakes;
  }
}

/** Reads the environment and, for what is absent there, the file. Throws `ConfigError`. */
export function loadConfig(environment: Environment = process.env, file = '.env'): Config {
  const merged = { ...environment };
  const { error } = dotenv.config({ path: file, quiet: true, processEnv: merged });
  if (error !== undefined && error.code !== 'ENOENT') {
    throw new ConfigError([
      { variable: file, read: `unreadable (${error.message})`, allowed: 'a readable file, or absent' },
    ]);
  }
  return configFrom(merged);
}

/** Turns an environment into a `Config`. Throws `ConfigError` and nothing else. */
export function configFrom(environment: Environment): Config {
  const reader = createEnvironmentReader(environment);
  const role = reader.oneOf('ROLE', ROLES, 'all');
  const asksForSandbox = reader.oneOf('SANDBOX', ['0', '1'], '0') === '1';
  const discord = readDiscord(reader, { role, asksForSandbox });
  const config: Config = {
    discord,
    site: readSite(reader, discord),
    embedOrigins: reader.origins('EMBED_ORIGINS'),
    web: { host: reader.text('HOST') ?? '127.0.0.1', port: readPort(reader, 'PORT', 3000) },
    storeUrl: readStoreUrl(reader, asksForSandbox || discord.kind === 'sandbox' ? 'sandbox' : 'belowline'),
    contentDir: reader.text('CONTENT_DIR') ?? 'content',
    publishPolicy: reader.oneOf('PUBLISH_POLICY', PUBLISH_POLICIES, 'ask'),
    retentionDays: reader.integer('RETENTION_DAYS', { from: 1, to: 3650, fallback: 30 }),
    role,
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  };
  if (reader.mistakes.length > 0) throw new ConfigError(reader.mistakes);
  return config;
}

function readDiscord(reader: EnvironmentReader, run: { role: Role; asksForSandbox: boolean }): DiscordConfig {
  const token = reader.secret('DISCORD_TOKEN', "the bot's token alone, as Discord's developer portal shows it");
  const apiUrl = readApiUrl(reader);
  const appUrl = reader.baseUrl('DISCORD_APP_URL');
  const cdnUrl = reader.baseUrl('DISCORD_CDN_URL') ?? 'https://cdn.discordapp.com';
  const port = readPort(reader, 'SANDBOX_PORT', 3001);
  const isProduction = reader.text('NODE_ENV') === 'production';

  if (token !== null && run.asksForSandbox)
    reader.refuse('SANDBOX', 'absent while DISCORD_TOKEN is set: it is the sandbox or Discord');
  if (run.role === 'web') {
    const standard = run.asksForSandbox ? `http://127.0.0.1:${port}` : 'https://discord.com';
    return { kind: 'links', appUrl: appUrl ?? standard };
  }
  if (token !== null) return { kind: 'token', token, apiUrl, appUrl: appUrl ?? 'https://discord.com', cdnUrl };
  if (isProduction && !run.asksForSandbox) {
    reader.refuse('DISCORD_TOKEN', 'given under NODE_ENV=production, unless SANDBOX=1 asks for the sandbox');
  }
  return { kind: 'sandbox', port };
}

function readApiUrl(reader: EnvironmentReader): string {
  const url = reader.baseUrl('DISCORD_API_URL') ?? 'https://discord.com/api';
  if (/\/v\d+$/.test(url))
    reader.refuse('DISCORD_API_URL', 'without the version at its end, such as https://discord.com/api');
  return url;
}

function readSite(reader: EnvironmentReader, discord: DiscordConfig): Config['site'] {
  const url = reader.origin('SITE_URL');
  if (discord.kind === 'token' && (url === null ? reader.text('SITE_URL') === null : isLoopback(url))) {
    reader.refuse('SITE_URL', "the page's public address when DISCORD_TOKEN is set, since the bot posts links to it");
  } else if (discord.kind === 'token' && url !== null && !hostOf(url).includes('.')) {
    reader.refuse(
      'SITE_URL',
      'an address whose host has a dot when DISCORD_TOKEN is set, since Discord refuses buttons that lead to any other (error 50035)',
    );
  }
  return {
    url,
    name: reader.text('SITE_NAME') ?? 'Belowline',
    invite: reader.link('DISCORD_INVITE'),
    contact: reader.text('CONTACT'),
    rulesUrl: reader.link('RULES_URL'),
  };
}

function readStoreUrl(reader: EnvironmentReader, name: string): string {
  const url = reader.text('STORE_URL') ?? `sqlite:data/${name}.sqlite`;
  if (/^(postgres(ql)?|rediss?|valkeys?):/.test(url)) {
    reader.refuse('STORE_URL', 'sqlite:PATH or memory:, since PostgreSQL and Redis come with a later release');
  } else if (!/^(sqlite:(?!:memory:$).+|memory:)$/.test(url)) {
    reader.refuse('STORE_URL', `sqlite:PATH or memory:, such as sqlite:data/${name}.sqlite`);
  }
  return url;
}

const readPort = (reader: EnvironmentReader, variable: string, fallback: number) =>
  reader.integer(variable, { from: 0, to: 65_535, fallback });

const hostOf = (url: string): string => new URL(url).hostname.replace(/\.$/, '');

/** Whether only this machine can reach the URL. */
const isLoopback = (url: string): boolean =>
  /^(localhost|.+\.localhost|127\..+|0\.0\.0\.0|\[::1?\]|\[::ffff:7f.*\])$/.test(hostOf(url));
