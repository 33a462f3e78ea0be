import {
  ApplicationFlags,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Routes,
  type APIApplication,
  type Client,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { hasStatus } from '../runtime/errors.ts';

/** Discord refused the bot; the message is one sentence that says what to do. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
}

const wrongToken = (cause: unknown): LoginError =>
  new LoginError(
    'Discord does not accept DISCORD_TOKEN: copy the token again from the Developer Portal, page Bot, "Reset Token".',
    { cause },
  );

const missingIntent = (cause: unknown): LoginError =>
  new LoginError(
    'Discord does not let this bot read messages: in the Developer Portal, page Bot, switch on "Message Content Intent". If it is on, start again.',
    { cause },
  );

const REASONS: Readonly<Partial<Record<number, (cause: unknown) => LoginError>>> = {
  [GatewayCloseCodes.AuthenticationFailed]: wrongToken,
  [GatewayCloseCodes.DisallowedIntents]: missingIntent,
};

/** Why Discord closed the connection for good, by the code with which it did. */
export const errorFromCloseCode = (code: number): LoginError =>
  REASONS[code]?.(code) ?? new LoginError(`Discord closed the connection for good, with code ${code}.`);

function explained(error: unknown): Error {
  const { message, code } = error as Error & { code?: unknown };
  if (code === 'TokenInvalid' || /authentication failed|invalid token|unauthorized/i.test(message))
    return wrongToken(error);
  if (code === 'DisallowedIntents' || /disallowed intents/i.test(message)) return missingIntent(error);
  return new Error('Could not log in to Discord', { cause: error });
}

/** Logs in and waits until the guilds are known. Throws `LoginError` for a wrong token or an intent that was not granted. */
export async function login(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(token);
  } catch (error) {
    await client.destroy();
    throw explained(error);
  }
  return ready;
}

const FIRST_PAUSE = 1_000; // in milliseconds; twice as long each time
const LONGEST_PAUSE = 60_000;

interface Reaching {
  readonly client: Client;
  readonly token: string;
  readonly clock: Clock;
  /** Gives up when it is aborted. */
  readonly signal: AbortSignal;
  /** Hears why Discord could not be reached, and after how many milliseconds it is tried again. */
  onFailure(error: unknown, pause: number): void;
}

const HEARS_OF_MEMBERS = ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited;

/** Asks for changes of members only where they were granted: Discord refuses the login of a bot that asks for more. */
async function addGrantedIntents({ rest, options }: Client, signal: AbortSignal): Promise<void> {
  try {
    const { flags } = (await rest.get(Routes.currentApplication(), { signal })) as APIApplication;
    if (flags & HEARS_OF_MEMBERS) options.intents = options.intents.add(GatewayIntentBits.GuildMembers);
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || hasStatus(error, 401)) throw error; // other servers than Discord need not tell
  }
}

/**
 * Asks Discord for its Gateway, and for what the bot may hear, until it answers: a client whose login failed cannot be
 * used again. Throws `LoginError` for a wrong token.
 */
export async function reachDiscord({ client, token, clock, signal, onFailure }: Reaching): Promise<void> {
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    client.rest.setToken(token);
    try {
      await client.rest.get(Routes.gatewayBot(), { signal });
      return await addGrantedIntents(client, signal);
    } catch (error) {
      if (hasStatus(error, 401)) throw wrongToken(error);
      if (!signal.aborted) onFailure(error, pause);
    }
    await paused(clock, pause, signal);
  }
}

const paused = (clock: Clock, pause: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = clock.after(pause, resolve);
    signal.addEventListener('abort', () => {
      timer[Symbol.dispose]();
      resolve();
    });
  });
