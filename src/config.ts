import dotenv from 'dotenv';
import { z } from 'zod';
import { marksPathOf } from './discussions/kept-marks.ts';
import { PUBLISH_POLICIES, type PublishPolicy } from './discussions/visibility.ts';

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What this process runs: the bot, the web server, or both. */
export const ROLES = ['all', 'bot', 'web'] as const;
export type Role = (typeof ROLES)[number];

/** The lowest level that is logged, from nothing to everything. */
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
  /** No token: the sandbox takes Discord's place, on this port (0: any free one). */
  | { readonly kind: 'sandbox'; readonly port: number }
  /** ROLE=web: no bot runs, and only links to messages are needed. */
  | { readonly kind: 'links'; readonly appUrl: string };

/** All settings, checked. */
export interface Config {
  readonly discord: DiscordConfig;
  readonly site: {
    /** Where readers find the page, without a slash at the end; null for where it listens. */
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
  /** Begins the names of the files of marks that outlive a restored backup; null for a store that forgets everything. */
  readonly marksPath: string | null;
  readonly contentDir: string;
  readonly publishPolicy: PublishPolicy;
  /** Days for which a discussion is kept after the bot lost sight of it. */
  readonly retentionDays: number;
  readonly role: Role;
  readonly logLevel: LogLevel;
}

/** One setting that cannot be used. `read` is what was found, shortened and without secrets. */
export interface Mistake {
  readonly variable: string;
  readonly read: string;
  readonly allowed: string;
}

/** The environment has mistakes; the message lists them all, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    const lines = mistakes.map(({ variable, read, allowed }) => `  ${variable} is ${read}; it must be ${allowed}.`);
    super(['The configuration cannot be used:', ...lines].join('\n'));
    this.mistakes = mistakes;
  }
}

/** Reads the environment, and the file for variables that it does not set. Throws `ConfigError`. */
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
  const given = (variable: string): string | undefined => environment[variable]?.trim() || undefined; // empty is absent
  const texts = Object.fromEntries(Object.keys(VARIABLES).map((variable) => [variable, given(variable)]));
  const { data, error } = SETTINGS.safeParse(texts);
  if (error)
    throw new ConfigError(
      error.issues.map(({ path, message }) => {
        const variable = String(path[0]);
        return { variable, read: shown(variable, texts[variable]), allowed: message };
      }),
    );
  const discord = discordFrom(data);
  const isSandbox = discord.kind === 'sandbox' || data.SANDBOX === '1';
  const storeUrl = data.STORE_URL ?? `sqlite:data/${isSandbox ? 'sandbox' : 'belowline'}.sqlite`;
  return {
    discord,
    site: {
      url: data.SITE_URL ?? null,
      name: data.SITE_NAME,
      invite: data.DISCORD_INVITE ?? null,
      contact: data.CONTACT ?? null,
      rulesUrl: data.RULES_URL ?? null,
    },
    embedOrigins: data.EMBED_ORIGINS,
    web: { host: data.HOST, port: data.PORT },
    storeUrl,
    marksPath: data.STORE_MARKS ?? marksPathOf(storeUrl),
    contentDir: data.CONTENT_DIR,
    publishPolicy: data.PUBLISH_POLICY,
    retentionDays: data.RETENTION_DAYS,
    role: data.ROLE,
    logLevel: data.LOG_LEVEL,
  };
}

function discordFrom(settings: Settings): DiscordConfig {
  const { ROLE, SANDBOX, SANDBOX_PORT, DISCORD_TOKEN: token, DISCORD_APP_URL } = settings;
  const sandboxOrDiscord = SANDBOX === '1' ? `http://127.0.0.1:${SANDBOX_PORT}` : 'https://discord.com';
  const appUrl = DISCORD_APP_URL ?? sandboxOrDiscord;
  if (ROLE === 'web') return { kind: 'links', appUrl };
  if (token === undefined) return { kind: 'sandbox', port: SANDBOX_PORT };
  return { kind: 'token', token, appUrl, apiUrl: settings.DISCORD_API_URL, cdnUrl: settings.DISCORD_CDN_URL };
}

/** A setting that `parse` understands; it answers null for one that it does not. */
const parsed = <Value>(parse: (text: string) => Value | null, allowed: string) =>
  z.string().transform((text, { addIssue }) => {
    const value = parse(text);
    if (value !== null) return value;
    addIssue(allowed);
    return z.NEVER;
  });

const oneOf = <const Choice extends string>(choices: readonly Choice[]) => z.enum(choices, choices.join(' or '));

const wholeNumber = (from: number, to: number) =>
  parsed((text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= from && value <= to ? value : null;
  }, `a whole number from ${from} to ${to}`);

const port = wholeNumber(0, 65_535);
/** A URL that people follow. */
const link = parsed(linkFromText, 'a URL that begins with http:// or https://');
/** A URL that paths are appended to: it has no slash at its end. */
const baseUrl = parsed(
  baseUrlFromText,
  'a URL that begins with http:// or https:// and has no password, query or fragment',
);
const origin = parsed(originFromText, 'a URL without a path, such as https://comments.news.example');
const origins = parsed(originsFromText, 'URLs without a path, such as https://news.example https://blog.example');

/** Every variable that is read, with what it may be; an issue's message is what is allowed. */
const VARIABLES = {
  ROLE: oneOf(ROLES).default('all'),
  SANDBOX: oneOf(['0', '1']).default('0'),
  SANDBOX_PORT: port.default(3001),
  NODE_ENV: z.string().optional(),
  DISCORD_TOKEN: z.string().regex(/^\S+$/, "the bot's token alone, as Discord's developer portal shows it").optional(),
  DISCORD_API_URL: baseUrl
    .refine((url) => !/\/v\d+$/.test(url), 'without the version at its end, such as https://discord.com/api')
    .default('https://discord.com/api'),
  DISCORD_APP_URL: baseUrl.optional(),
  DISCORD_CDN_URL: baseUrl.default('https://cdn.discordapp.com'),
  DISCORD_INVITE: link.optional(),
  SITE_URL: origin.optional(),
  SITE_NAME: z.string().default('Belowline'),
  CONTACT: z.string().optional(),
  RULES_URL: link.optional(),
  EMBED_ORIGINS: origins.default([]),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  STORE_URL: z
    .string()
    .regex(/^(sqlite:(?!:memory:$).+|postgres(ql)?:\/\/.+|memory:)$/, {
      error: ({ input }) =>
        /^(rediss?|valkeys?):/.test(String(input))
          ? 'sqlite:PATH, postgres://… or memory:, since Redis comes with a later release'
          : 'sqlite:PATH, postgres://… or memory:, such as sqlite:data/belowline.sqlite',
    })
    .optional(),
  STORE_MARKS: z.string().optional(),
  CONTENT_DIR: z.string().default('content'),
  PUBLISH_POLICY: oneOf(PUBLISH_POLICIES).default('ask'),
  RETENTION_DAYS: wholeNumber(1, 3650).default(30),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
};

/** What one variable must be because of others; not checked for a variable that has a mistake already. */
const rule = (variable: keyof typeof VARIABLES, allowed: string) => ({
  path: [variable],
  error: allowed,
  when: ({ issues }: z.core.ParsePayload) => issues.every(({ path }) => path?.[0] !== variable),
});

const runsBot = ({ ROLE, DISCORD_TOKEN }: { ROLE: Role; DISCORD_TOKEN?: string | undefined }): boolean =>
  ROLE !== 'web' && DISCORD_TOKEN !== undefined;

const SETTINGS = z
  .object(VARIABLES)
  .refine(
    ({ DISCORD_TOKEN, SANDBOX }) => DISCORD_TOKEN === undefined || SANDBOX !== '1',
    rule('SANDBOX', 'absent while DISCORD_TOKEN is set: it is the sandbox or Discord'),
  )
  .refine(
    ({ DISCORD_TOKEN, ROLE, NODE_ENV, SANDBOX }) =>
      DISCORD_TOKEN !== undefined || ROLE === 'web' || NODE_ENV !== 'production' || SANDBOX === '1',
    rule('DISCORD_TOKEN', 'given under NODE_ENV=production, unless SANDBOX=1 asks for the sandbox'),
  )
  .refine(
    ({ SITE_URL, ...run }) => !runsBot(run) || (SITE_URL !== undefined && !isLoopback(SITE_URL)),
    rule('SITE_URL', "the page's public address when DISCORD_TOKEN is set, since the bot posts links to it"),
  )
  .refine(
    ({ SITE_URL, ...run }) => !runsBot(run) || SITE_URL === undefined || hostOf(SITE_URL).includes('.'),
    rule(
      'SITE_URL',
      'an address whose host has a dot when DISCORD_TOKEN is set, since Discord refuses buttons that lead to any other (error 50035)',
    ),
  );
type Settings = z.output<typeof SETTINGS>;

function linkFromText(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

function baseUrlFromText(text: string): string | null {
  const link = linkFromText(text);
  return link === null || /[?#]/.test(link) ? null : link.replace(/\/+$/, '');
}

function originFromText(text: string): string | null {
  const base = baseUrlFromText(text);
  return base !== null && new URL(base).pathname === '/' ? base : null;
}

/** Any number of origins, with spaces or commas between them. */
function originsFromText(text: string): string[] | null {
  const origins = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(originFromText);
  return origins.some((origin) => origin === null) ? null : origins.filter((origin) => origin !== null);
}

const hostOf = (url: string): string => new URL(url).hostname.replace(/\.$/, '');

/** Whether only this machine can reach the URL. */
const isLoopback = (url: string): boolean =>
  /^(localhost|.+\.localhost|127\..+|0\.0\.0\.0|\[::1?\]|\[::ffff:7f.*\])$/.test(hostOf(url));

/** Quotes at most 60 characters of a value; dots replace what may be a password or a bot's token. */
function shown(variable: string, value: string | undefined): string {
  if (value === undefined) return 'not set';
  if (variable === 'DISCORD_TOKEN') return `${value.length} characters with a space in them`;
  const withoutSecrets = value.replace(/\/\/.*@/, '//…@').replaceAll(/[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}/g, '…');
  return JSON.stringify(withoutSecrets.length > 60 ? `${withoutSecrets.slice(0, 60)}…` : withoutSecrets);
}
