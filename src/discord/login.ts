import { Events, type Client } from 'discord.js';

/** Discord refused the login; the message is one sentence that says what to do. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
}

function explained(error: unknown): Error {
  const { message, code } = error as Error & { code?: unknown };
  if (code === 'TokenInvalid' || /authentication failed|invalid token|unauthorized/i.test(message)) {
    return new LoginError(
      'Discord does not accept DISCORD_TOKEN: copy the token again from the Developer Portal, page Bot, "Reset Token".',
      { cause: error },
    );
  }
  if (code === 'DisallowedIntents' || /disallowed intents/i.test(message)) {
    return new LoginError(
      'Discord does not let this bot read messages: in the Developer Portal, page Bot, switch on "Message Content Intent".',
      { cause: error },
    );
  }
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
