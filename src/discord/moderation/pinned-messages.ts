import { randomBytes } from 'node:crypto';
import { MessageFlags, RESTJSONErrorCodes, Routes, type APIEmbed, type APIMessage, type Client } from 'discord.js';
import { PINGS_NOBODY } from '../client.ts';
import { hasCode, isForbidden, isUnknownMessage, unless } from '../errors.ts';
import { UserError } from '../user-error.ts';
import { evenIfArchived } from './archived.ts';

// For the guild's audit log.
const SUMMARY = 'The summary of this discussion';
const REPLACED = 'To pin the summary anew, or to take it away';
const NOT_PINNED = 'The summary could not be pinned';

/** Messages that are pinned in a thread, archived or not. Each throws `UserError` for what the moderator can mend in Discord. */
export interface PinnedMessages {
  /** Answers the new message's id; nothing is left behind when it cannot be pinned. */
  post(thread: string, message: { embeds: APIEmbed[] }): Promise<string>;
  /** Answers whether the message is still there. */
  edit(thread: string, id: string, message: { embeds: APIEmbed[] }): Promise<boolean>;
  /** Deletes a message of the bot's; answers false for somebody else's, which stays. */
  remove(thread: string, id: string): Promise<boolean>;
  /** Makes a message the last one that was pinned. */
  pin(thread: string, id: string): Promise<void>;
  unpin(thread: string, id: string): Promise<void>;
}

async function explained<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel))
      throw new UserError('discord.summary.tooManyPins');
    if (isForbidden(error) || hasCode(error, RESTJSONErrorCodes.ThreadLocked))
      throw new UserError('discord.summary.cannotPin');
    throw error;
  }
}

/** Works by raw requests: the client keeps no messages. */
export function createPinnedMessages({ client }: { client: Client }): PinnedMessages {
  const { rest } = client;
  const remove = (thread: string, id: string): Promise<void> =>
    unless(isUnknownMessage, () => rest.delete(Routes.channelMessage(thread, id), { reason: NOT_PINNED }));

  async function removeOwn(thread: string, id: string): Promise<boolean> {
    try {
      const { author } = (await rest.get(Routes.channelMessage(thread, id))) as APIMessage;
      if (author.id !== client.user?.id) return false;
      await rest.delete(Routes.channelMessage(thread, id), { reason: REPLACED });
    } catch (error) {
      if (!isUnknownMessage(error)) throw error;
    }
    return true;
  }

  const unpin = (thread: string, id: string): Promise<void> =>
    unless(isUnknownMessage, () =>
      evenIfArchived(rest, thread, () => rest.delete(Routes.channelMessagesPin(thread, id), { reason: REPLACED })),
    );

  return {
    remove: (thread, id) => explained(() => removeOwn(thread, id)),
    unpin: (thread, id) => explained(() => unpin(thread, id)),
    pin: (thread, id) =>
      explained(async () => {
        await unpin(thread, id); // Discord leaves what is pinned already in its place
        await evenIfArchived(rest, thread, () => rest.put(Routes.channelMessagesPin(thread, id), { reason: SUMMARY }));
      }),
    post: (thread, message) =>
      explained(async () => {
        const nonce = randomBytes(12).toString('base64url'); // a repeated send is the same message
        const once = { nonce, enforce_nonce: true, flags: MessageFlags.SuppressNotifications };
        const body = { ...message, ...PINGS_NOBODY, ...once };
        const { id } = (await rest.post(Routes.channelMessages(thread), { body })) as APIMessage;
        try {
          await rest.put(Routes.channelMessagesPin(thread, id), { reason: SUMMARY });
          return id;
        } catch (error) {
          await remove(thread, id);
          throw error;
        }
      }),
    edit: (thread, id, message) =>
      explained(async () => {
        const body = { ...message, ...PINGS_NOBODY };
        try {
          await evenIfArchived(rest, thread, () => rest.patch(Routes.channelMessage(thread, id), { body }));
          return true;
        } catch (error) {
          if (isUnknownMessage(error)) return false;
          throw error;
        }
      }),
  };
}
