import { MessageFlags } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import { isThread, placeOf, requireOpen } from './access.ts';
import { checkDraft, type Draft } from './drafts.ts';
import { removeMessages } from './deleting.ts';
import { rewriteMessage, type Edit } from './messages.ts';
import { postMessage } from './posting.ts';
import { TOKEN_TIME, type Interaction, type Modal } from './interaction-records.ts';
import type { Message } from './records.ts';
import type { World } from './world.ts';

/** How long the bot has for its first response, in milliseconds. */
export const ANSWER_TIME = 3_000;

/** An interaction response: 4 reply, 5 and 6 deferrals, 7 update, 8 choices, 9 modal. */
export type Callback =
  | { type: 4 | 7; draft: Draft & Edit }
  | { type: 5; ephemeral: boolean }
  | { type: 6 }
  | { type: 8; choices: { name: string; value: string | number }[] }
  | { type: 9; modal: Omit<Modal, 'id'> };

/** Takes the bot's first response and returns the created or changed message. Throws 10062 if late, 40060 if repeated. */
export function answerInteraction(
  world: World,
  { id, token }: { id: string; token: string },
  callback: Callback,
): Message | null {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token) throw discordError('unknownInteraction');
  if (interaction.callback !== null) throw discordError('alreadyAcknowledged');
  if (world.clock.now() - interaction.at > ANSWER_TIME) throw discordError('unknownInteraction');
  const message = firstAnswer(world, interaction, callback);
  interaction.callback = callback.type;
  interaction.settled = callback.type !== 5 && callback.type !== 6;
  world.emit({ type: 'interaction.answered', interaction });
  return message;
}

function firstAnswer(world: World, interaction: Interaction, callback: Callback): Message | null {
  switch (callback.type) {
    case 4:
      checkDraft(callback.draft);
      return reply(world, interaction, { draft: callback.draft, isOriginal: true });
    case 5: {
      const flags = MessageFlags.Loading | (callback.ephemeral ? MessageFlags.Ephemeral : 0);
      const message = reply(world, interaction, { draft: { flags }, isOriginal: true });
      interaction.replies = [];
      return message;
    }
    case 6:
      interaction.original_id = interaction.message_id;
      return null;
    case 7: {
      const source = sourceOf(world, interaction);
      interaction.original_id = source.id;
      interaction.replies.push(source.id);
      return rewriteMessage(world, source, callback.draft);
    }
    case 8:
      interaction.choices = callback.choices;
      return null;
    case 9:
      interaction.modal = { id: interaction.id, ...callback.modal };
      return null;
  }
}

function sourceOf(world: World, { channel_id, message_id }: Interaction): Message {
  const message = message_id && world.messages.get(channel_id)?.get(message_id);
  if (!message) throw discordError('unknownMessage');
  return message;
}

const REPLY_TYPES: Record<Interaction['type'], number> = { 2: 20, 3: 0, 4: 0, 5: 0 };

function reply(
  world: World,
  interaction: Interaction,
  { draft, isOriginal }: { draft: Draft; isOriginal: boolean },
): Message {
  const place = placeOf(world, interaction.channel_id);
  if (isOriginal && isThread(place) && place.thread_metadata.locked) requireOpen(place);
  const author = world.members.get(world.botId)?.user;
  if (!author) throw discordError('unknownUser');
  const ephemeral = ((draft.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const isMenu = interaction.type === 2 && interaction.data['type'] !== 1;
  const id = world.nextId();
  const metadata =
    interaction.metadata && !isOriginal && interaction.original_id
      ? { ...interaction.metadata, original_response_message_id: interaction.original_id }
      : interaction.metadata;
  interaction.replies.push(id);
  if (isOriginal) {
    interaction.original_id = id;
    interaction.ephemeral = ephemeral;
  }
  return postMessage(
    world,
    { author, place, draft: { allowedMentions: { parse: ['users'] }, ...draft } },
    {
      id,
      type: isOriginal ? (isMenu ? 23 : REPLY_TYPES[interaction.type]) : 0,
      webhook_id: world.application.id,
      application_id: world.application.id,
      visible_to: ephemeral ? interaction.user_id : null,
      ...(metadata && { interaction_metadata: metadata }),
    },
  );
}

/** The interaction behind a webhook token. Throws 50027 if unknown or after 15 minutes, 10015 before the first response. */
export function interactionByToken(world: World, token: string): Interaction {
  const interaction = world.interactions.values().find((each) => each.token === token);
  if (!interaction || world.clock.now() - interaction.at > TOKEN_TIME) throw discordError('webhookToken');
  if (interaction.callback === null) throw discordError('unknownWebhook');
  return interaction;
}

/** One of an interaction's messages; "@original" is the first response. Throws 10008. */
export function answerOf(world: World, interaction: Interaction, name: string): Message {
  const id = name === '@original' ? interaction.original_id : name;
  const own = id !== null && (interaction.replies.includes(id) || id === interaction.original_id);
  const message = own ? world.messages.get(interaction.channel_id)?.get(id) : undefined;
  if (!message) throw discordError('unknownMessage');
  return message;
}

function settle(world: World, interaction: Interaction, messageId?: string): void {
  if (messageId !== undefined && !interaction.replies.includes(messageId)) interaction.replies.push(messageId);
  interaction.settled = true;
  world.emit({ type: 'interaction.answered', interaction });
}

/** Edits one of an interaction's messages; editing a deferral completes the response. */
export function editAnswer(
  world: World,
  interaction: Interaction,
  { name, edit }: { name: string; edit: Edit },
): Message {
  const message = answerOf(world, interaction, name);
  const wasLoading = (message.flags & MessageFlags.Loading) !== 0;
  const flags = message.flags | ((edit.flags ?? 0) & ~MessageFlags.Ephemeral); // fixed by the first response
  message.flags = flags & ~MessageFlags.Loading;
  const { flags: _flags, ...rest } = edit;
  try {
    rewriteMessage(world, message, { allowedMentions: { parse: ['users'] }, ...rest });
  } catch (error) {
    if (wasLoading) message.flags |= MessageFlags.Loading;
    throw error;
  }
  settle(world, interaction, message.id);
  return message;
}

/** Sends a follow-up; right after a deferred reply it completes that. */
export function followUp(world: World, interaction: Interaction, draft: Draft): Message {
  const original = interaction.callback === 5 && !interaction.settled ? interaction.original_id : null;
  if (original) return editAnswer(world, interaction, { name: original, edit: draft });
  checkDraft(draft);
  const message = reply(world, interaction, { draft, isOriginal: false });
  settle(world, interaction, message.id);
  return message;
}

/** Deletes one of an interaction's messages. */
export function deleteAnswer(world: World, interaction: Interaction, name: string): void {
  const message = answerOf(world, interaction, name);
  removeMessages(world, { channelId: message.channel_id, messages: [message], bulk: false });
  interaction.replies = interaction.replies.filter((id) => id !== message.id);
  settle(world, interaction);
}
