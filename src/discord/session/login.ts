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

/** Discord refused the bot; the message says what to do. */
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

/** The error for the code with which Discord closed the connection for good. */
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
  /** Stops the tries when aborted. */
  readonly signal: AbortSignal;
  /** Called with each failure, and the milliseconds until the next try. */
  onFailure(error: unknown, pause: number): void;
}

const GRANTS_MEMBER_UPDATES = ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited;

/** Adds the intent for member updates if it was granted; Discord refuses the login of a bot that asks for an ungranted one. */
async function addGrantedIntents({ rest, options }: Client, signal: AbortSignal): Promise<void> {
  try {
    const { flags } = (await rest.get(Routes.currentApplication(), { signal })) as APIApplication;
    if (flags & GRANTS_MEMBER_UPDATES) options.intents = options.intents.add(GatewayIntentBits.GuildMembers);
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || hasStatus(error, 401)) throw error; // servers other than Discord need not answer this
  }
}

/**
 * Asks for Discord's Gateway and the granted intents until Discord answers, because a client whose login failed cannot be used
 * again. Throws `LoginError` for a wrong token.
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
