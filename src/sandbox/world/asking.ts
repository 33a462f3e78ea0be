import { randomBytes } from 'node:crypto';
import { discordError } from '../errors.ts';
import { TOKEN_TIME, type Interaction } from './interaction-records.ts';
import type { InteractionMetadata } from './records.ts';
import type { World } from './world.ts';

/** A person's action that creates an interaction. */
export interface Question {
  type: Interaction['type'];
  userId: string;
  channelId: string;
  data: Record<string, unknown>;
  messageId?: string;
  origin?: InteractionMetadata | null;
}

const MODAL_TIME = 24 * 60 * 60_000; // assumed: Discord does not say how long a modal may stay open

/** Drops interactions that can no longer be answered or submitted: autocomplete alone makes many a day. */
function forgetOld({ interactions, clock }: World): void {
  for (const { id, at, modal } of interactions.values()) {
    const age = clock.now() - at;
    if (age <= TOKEN_TIME) return; // the oldest come first
    if (!modal || age > MODAL_TIME) interactions.delete(id);
  }
}

/** Sends an interaction to the bot; its response arrives as `interaction.answered`. */
export function askBot(world: World, { type, userId, channelId, data, messageId, origin }: Question): Interaction {
  const id = world.nextId();
  const user = world.members.get(userId)?.user;
  if (!user) throw discordError('unknownUser');
  const target = data['target_id'];
  const interaction: Interaction = {
    id,
    token: randomBytes(48).toString('base64url'),
    type,
    at: world.clock.now(),
    user_id: userId,
    channel_id: channelId,
    data,
    message_id: messageId ?? null,
    metadata:
      type === 4
        ? null
        : {
            id,
            type,
            user,
            authorizing_integration_owners: { 0: world.guild.id },
            ...(type === 2 && typeof target === 'string' && { target_message_id: target }),
            ...(type === 3 && messageId !== undefined && { interacted_message_id: messageId }),
            ...(type === 5 && origin && { triggering_interaction_metadata: origin }),
          },
    callback: null,
    settled: false,
    ephemeral: false,
    original_id: null,
    replies: [],
    modal: null,
    choices: null,
  };
  forgetOld(world);
  world.interactions.set(id, interaction);
  world.emit({ type: 'interaction.created', interaction });
  return interaction;
}
