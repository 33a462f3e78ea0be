import { discordError } from '../errors.ts';
import { ANSWER_TIME } from '../world/interactions.ts';
import { messageObject } from '../world/objects.ts';
import type { Interaction } from '../world/interaction-records.ts';
import type { World } from '../world/world.ts';

const PATIENCE = 30_000; // how long to wait for a deferral, in milliseconds

/** Waits for the bot's complete response. Rejects with 10062 if nothing came in 3 s. */
export function answered(world: World, interaction: Interaction): Promise<Interaction> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      for (const each of [listener, deadline, patience]) each[Symbol.dispose]();
    };
    const listener = world.listen((event) => {
      if (event.type !== 'interaction.answered' || event.interaction !== interaction || !interaction.settled) return;
      stop();
      resolve(interaction);
    });
    const deadline = world.clock.after(ANSWER_TIME, () => {
      if (interaction.callback !== null) return;
      stop();
      reject(discordError('unknownInteraction'));
    });
    const patience = world.clock.after(PATIENCE, () => {
      stop();
      resolve(interaction);
    });
  });
}

/** What the person got: response messages or a modal. */
export function answerFor(world: World, { user_id, channel_id, replies, modal }: Interaction) {
  const messages = replies.flatMap((id) => world.messages.get(channel_id)?.get(id) ?? []);
  return { replies: messages.map((message) => messageObject(world, message, user_id)), modal };
}
