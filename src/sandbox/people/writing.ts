import { MessageFlags, PollLayoutType, StickerFormatType, type APIStickerItem } from 'discord-api-types/v10';
import { discordError, invalidField } from '../errors.ts';
import { canView, requirePermission } from '../world/access.ts';
import type { Draft } from '../world/drafts.ts';
import { deleteMessage, deleteMessages } from '../world/deleting.ts';
import { editMessage, sendMessage } from '../world/messages.ts';
import { messageObject } from '../world/objects.ts';
import { pinMessage, unpinMessage } from '../world/pins.ts';
import { addReaction, emojiFromText, removeReaction } from '../world/reactions.ts';
import type { Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { postByOutsider } from '../world/outsiders.ts';
import { inputFrom, type Input } from './input.ts';
import { messageSeen, placeNamed } from './lookup.ts';
import { slowly } from './slow-mode.ts';
import { uploadFrom } from './uploads.ts';

/** One member's action with a request's fields; returns the body. */
export type Action = (world: World, member: Member, input: Input) => unknown;

const STICKERS = ['wave', 'cheer', 'hm'];

/** A draft from a request's fields. Throws 50035. */
export function draftFrom(world: World, input: Input): Draft {
  const content = input.optionalText('content');
  const replyTo = input.optionalText('replyTo');
  const forward = input.optionalText('forward');
  const sticker = input.optionalText('sticker');
  const files = input.records('attachments').map(uploadFrom);
  return {
    ...(content !== undefined && { content }),
    ...(replyTo !== undefined && { reply: { messageId: replyTo, failIfMissing: true } }),
    ...(forward !== undefined && { forward: forwardFrom(world, forward) }),
    ...(sticker !== undefined && {
      stickers: [stickerFrom(sticker)],
    }),
    ...(files.length > 0 && { files }),
    ...(input.flag('voice') && voiceMessage()),
    ...(input.has('poll') && { poll: pollFrom(world, input) }),
  };
}

function stickerFrom(name: string): APIStickerItem {
  const index = STICKERS.indexOf(name);
  if (index < 0) throw invalidField('sticker', 'BASE_TYPE_CHOICES', `Value must be one of ${STICKERS.join(', ')}.`);
  return { id: String(10n ** 17n + BigInt(index)), name, format_type: StickerFormatType.PNG };
}

function forwardFrom(world: World, id: string): NonNullable<Draft['forward']> {
  for (const [channelId, messages] of world.messages) if (messages.has(id)) return { channelId, messageId: id };
  throw discordError('unknownMessage');
}

const voiceMessage = (): Pick<Draft, 'flags' | 'files'> => ({
  flags: MessageFlags.IsVoiceMessage,
  files: [
    {
      filename: 'voice-message.ogg',
      content_type: 'audio/ogg',
      bytes: new Uint8Array(64),
      duration_secs: 2,
      waveform: 'AAAA',
    },
  ],
});

function pollFrom(world: World, input: Input): NonNullable<Draft['poll']> {
  const poll = inputFrom(input.record('poll'));
  const [question, answers] = [poll.text('question', [1, 300]), poll.texts('answers')];
  if (answers.length < 1 || answers.length > 10 || answers.some((text) => text.length < 1 || text.length > 55))
    throw invalidField('poll.answers', 'BASE_TYPE_BAD_LENGTH', 'A poll has 1 to 10 answers of 1 to 55 characters.');
  return {
    question: { text: question },
    answers: answers.map((text, index) => ({ answer_id: index + 1, poll_media: { text } })),
    expiry: new Date(world.clock.now() + 86_400_000).toISOString(),
    allow_multiselect: false,
    layout_type: PollLayoutType.Default,
    results: { is_finalized: false, answer_counts: [] },
  };
}

const say: Action = (world, member, input) => {
  const userId = member.user.id;
  const place = placeNamed(world, input.text('channel'));
  const draft = draftFrom(world, input);
  const message = slowly(world, { userId, place, kind: 'message' }, () =>
    sendMessage(world, userId, { channelId: place.id, draft }),
  );
  return messageObject(world, message, userId);
};

const edit: Action = (world, member, input) => {
  const { message, place } = messageSeen(world, member.user.id, input.text('message'));
  const edited = editMessage(world, member.user.id, {
    channelId: place.id,
    id: message.id,
    edit: { content: input.text('content') },
  });
  return messageObject(world, edited, member.user.id);
};

/** Deletes one message, or several as a bulk delete, if the member has permission. */
const remove: Action = (world, member, input) => {
  const by = member.user.id;
  const found = input.texts('messages').map((id) => messageSeen(world, by, id));
  const [first, ...others] = found;
  if (!first) throw invalidField('messages', 'BASE_TYPE_REQUIRED', 'This field is required');
  const ephemeral = found.some(({ message }) => message.visible_to);
  const isBulk = others.length > 0 && !ephemeral && others.every(({ place }) => place.id === first.place.id);
  if (isBulk) deleteMessages(world, by, { channelId: first.place.id, ids: found.map(({ message }) => message.id) });
  else for (const { message, place } of found) deleteMessage(world, by, { channelId: place.id, id: message.id });
  return {};
};

const onMessage =
  (act: (world: World, by: string, target: { channelId: string; id: string; input: Input }) => void): Action =>
  (world, member, input) => {
    const { message, place } = messageSeen(world, member.user.id, input.text('message'));
    act(world, member.user.id, { channelId: place.id, id: message.id, input });
    return {};
  };

/** Posts as a webhook or another bot, by `kind`. */
const postAs: Action = (world, member, input) => {
  const place = placeNamed(world, input.text('channel'));
  requirePermission(world, { userId: member.user.id, place }, 'ManageWebhooks');
  if (!canView(world, member.user.id, place)) throw discordError('missingAccess');
  const [name, content, isBot] = [input.text('name'), input.text('content'), input.optionalText('kind') === 'bot'];
  const message = postByOutsider(world, { place, name, content, isBot });
  return messageObject(world, message, member.user.id);
};

/** Actions of members on messages, by route. */
export const WRITING: Readonly<Record<string, Action>> = {
  say,
  edit,
  delete: remove,
  react: onMessage((world, by, { input, ...target }) =>
    addReaction(world, by, { ...target, emoji: emojiFromText(input.text('emoji')) }),
  ),
  unreact: onMessage((world, by, { input, ...target }) =>
    removeReaction(world, by, { ...target, emoji: emojiFromText(input.text('emoji')), owner: by }),
  ),
  pin: onMessage(pinMessage),
  unpin: onMessage(unpinMessage),
  'post-as': postAs,
};
