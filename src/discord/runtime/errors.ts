import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';

/** Whether Discord answered with one of these codes. */
export const hasCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));

/** Whether Discord answered with this HTTP status. */
export const hasStatus = (error: unknown, status: number): boolean =>
  (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === status;

/** The message is gone. */
export const isUnknownMessage = (error: unknown): boolean => hasCode(error, RESTJSONErrorCodes.UnknownMessage);

/** The channel or thread is gone. */
export const isUnknownChannel = (error: unknown): boolean => hasCode(error, RESTJSONErrorCodes.UnknownChannel);

/** The message, or its channel, is gone. */
export const isGone = (error: unknown): boolean => isUnknownMessage(error) || isUnknownChannel(error);

/** The bot lacks access or a permission. */
export const isForbidden = (error: unknown): boolean =>
  hasCode(error, RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions);

/** The user has left the guild, or does not exist. */
export const isUnknownMember = (error: unknown): boolean =>
  hasCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser);

/** Runs an action and swallows only the expected errors. */
export const unless = async (
  isExpected: (error: unknown) => boolean,
  action: () => Promise<unknown>,
): Promise<void> => {
  try {
    await action();
  } catch (error) {
    if (!isExpected(error)) throw error;
  }
};
