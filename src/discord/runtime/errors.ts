import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';

/** Whether Discord answered with one of these codes. */
export const hasCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));

/** Whether Discord answered with this HTTP status. */
export const hasStatus = (error: unknown, status: number): boolean =>
  (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === status;

/** The message is not there any more. */
export const isUnknownMessage = (error: unknown): boolean => hasCode(error, RESTJSONErrorCodes.UnknownMessage);

/** The channel or thread is not there any more. */
export const isUnknownChannel = (error: unknown): boolean => hasCode(error, RESTJSONErrorCodes.UnknownChannel);

/** The message, or the channel that it was in, is not there any more. */
export const isGone = (error: unknown): boolean => isUnknownMessage(error) || isUnknownChannel(error);

/** Discord says that the bot may not see or do this. */
export const isForbidden = (error: unknown): boolean =>
  hasCode(error, RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions);

/** The user is no member of the guild any more, or no user. */
export const isUnknownMember = (error: unknown): boolean =>
  hasCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser);

/** Does something; an error that was to be expected is as good as success. */
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
