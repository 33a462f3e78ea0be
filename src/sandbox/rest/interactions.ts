import { MessageFlags } from 'discord-api-types/v10';
import { discordError, invalidField } from '../errors.ts';
import { entryOf } from '../own.ts';
import {
  answerInteraction,
  answerOf,
  deleteAnswer,
  editAnswer,
  followUp,
  interactionByToken,
  type Callback,
} from '../world/interactions.ts';
import { modalComponents } from '../world/modals.ts';
import { messageObject } from '../world/objects.ts';
import type { Interaction } from '../world/interaction-records.ts';
import type { Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { draftFromBody, editFromBody, type MessageBody } from './drafts.ts';
import { nothing, ok, type Call, type Operations, type SentFile } from './operation.ts';

interface CallbackBody {
  type: number;
  data?: MessageBody & {
    choices?: { name: string; value: string | number }[];
    custom_id?: string;
    title?: string;
  };
}

const REQUESTS: Readonly<Record<string, string>> = {
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
};

/** The callback types allowed for each interaction type (documented). */
const ALLOWED: Record<Interaction['type'], readonly number[]> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

const MAX_CHOICES = 25;
const MAX_CHOICE_TEXT = 100;

function callbackFrom({ type, data = {} }: CallbackBody, files: readonly SentFile[]): Callback {
  switch (type) {
    case 4:
    case 7:
      return { type, draft: type === 4 ? draftFromBody(data, files) : editFromBody(data, files) };
    case 5:
      return { type, ephemeral: ((data.flags ?? 0) & MessageFlags.Ephemeral) !== 0 };
    case 6:
      return { type };
    case 8:
      return { type, choices: checkedChoices(data.choices ?? []) };
    case 9:
      return {
        type,
        modal: {
          custom_id: data.custom_id ?? '',
          title: data.title ?? '',
          components: modalComponents(data.components ?? []),
        },
      };
    default:
      throw invalidField('type', 'BASE_TYPE_CHOICES', 'Value must be one of {4, 5, 6, 7, 8, 9}.');
  }
}

function checkedChoices(choices: { name: string; value: string | number }[]) {
  if (choices.length > MAX_CHOICES)
    throw invalidField('data.choices', 'BASE_TYPE_BAD_LENGTH', `Must be ${MAX_CHOICES} or fewer in length.`);
  choices.forEach(({ name, value }, index) => {
    if (name.length < 1 || name.length > MAX_CHOICE_TEXT)
      throw invalidField(`data.choices.${index}.name`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
    if (typeof value === 'string' && value.length > MAX_CHOICE_TEXT)
      throw invalidField(`data.choices.${index}.value`, 'BASE_TYPE_BAD_LENGTH', 'Must be 100 or fewer in length.');
  });
  return choices;
}

function answer({ world, path, query, body, files }: Call) {
  const wish = body<CallbackBody>();
  const id = path('interaction_id');
  const interaction = world.interactions.get(id);
  const updates = wish.type === 6 || wish.type === 7; // these need a message whose component was used
  if (interaction && (!ALLOWED[interaction.type].includes(wish.type) || (updates && !interaction.message_id))) {
    throw invalidField(
      'type',
      'INTERACTION_CALLBACK_TYPE_INVALID',
      'This callback type does not answer this interaction.',
    );
  }
  if (wish.type === 4 && !wish.data) throw invalidField('data', 'BASE_TYPE_REQUIRED', 'This field is required');
  const message = answerInteraction(world, { id, token: path('interaction_token') }, callbackFrom(wish, files));
  if (query.get('with_response') !== 'true' || !interaction) return nothing;
  return ok({
    interaction: {
      id,
      type: interaction.type,
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: message.visible_to !== null,
      }),
      channel_id: interaction.channel_id,
      guild_id: world.guild.id,
    },
    ...(message && {
      resource: { type: wish.type === 7 ? 7 : 4, message: messageObject(world, message, world.botId) },
    }),
  });
}

const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';

function interactionOf({ world, path }: Call): Interaction {
  if (path('webhook_id') !== world.application.id) throw discordError('unknownWebhook');
  return interactionByToken(world, path('webhook_token'));
}

const shown = (world: World, message: Message) => ok(messageObject(world, message, world.botId));

/** An interaction's first response, and its messages through the webhook of its token. */
export const interactionOperations: Operations = {
  'POST /interactions/{interaction_id}/{interaction_token}/callback': {
    open: true,
    query: { with_response: 'boolean' },
    request: ({ body }) => entryOf(REQUESTS, String(body<CallbackBody>().type)) ?? 'PongInteractionCallbackRequest',
    response: 'InteractionCallbackResponse',
    handle: answer,
  },
  [`POST ${WEBHOOK}`]: {
    open: true,
    query: { wait: 'boolean', thread_id: 'snowflake', with_components: 'boolean' },
    request: 'IncomingWebhookRequestPartial',
    response: 'MessageResponse',
    handle: (call) =>
      shown(call.world, followUp(call.world, interactionOf(call), draftFromBody(call.body<MessageBody>(), call.files))),
  },
  [`GET ${WEBHOOK}/messages/{message_id}`]: {
    open: true,
    query: { thread_id: 'snowflake' },
    response: 'MessageResponse',
    handle: (call) => shown(call.world, answerOf(call.world, interactionOf(call), call.path('message_id'))),
  },
  [`PATCH ${WEBHOOK}/messages/{message_id}`]: {
    open: true,
    query: { thread_id: 'snowflake', with_components: 'boolean' },
    request: 'IncomingWebhookUpdateRequestPartial',
    response: 'MessageResponse',
    handle(call) {
      const edit = editFromBody(call.body<MessageBody>(), call.files);
      return shown(call.world, editAnswer(call.world, interactionOf(call), { name: call.path('message_id'), edit }));
    },
  },
  [`DELETE ${WEBHOOK}/messages/{message_id}`]: {
    open: true,
    query: { thread_id: 'snowflake' },
    handle(call) {
      deleteAnswer(call.world, interactionOf(call), call.path('message_id'));
      return nothing;
    },
  },
};
