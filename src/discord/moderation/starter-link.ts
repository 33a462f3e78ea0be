import { ChannelType, RESTJSONErrorCodes, Routes, type APIMessage, type Client } from 'discord.js';
import type { Discussion } from '../../discussions/discussion.ts';
import type { Translate } from '../../language/translate.ts';
import { PINGS_NOBODY } from '../client.ts';
import { hasCode, isForbidden, isGone } from '../errors.ts';
import { withSummaryLink } from '../messages/starter-summary.ts';
import { evenIfArchived } from './archived.ts';

/** What may keep a starter message from being edited: it is gone, out of reach, or too old to be edited so often. */
const isExcused = (error: unknown): boolean =>
  isGone(error) ||
  isForbidden(error) ||
  hasCode(error, RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached);

/** Puts a link to the summary on the discussion's starter message, or takes it off with null; a starter that is not the bot's stays as it is. */
export async function linkSummary(
  client: Client,
  discussion: Pick<Discussion, 'guild' | 'thread' | 'channel'>,
  { url, t }: { url: string | null; t: Translate },
): Promise<void> {
  const { guild, thread, channel } = discussion;
  const isForum = client.guilds.cache.get(guild)?.channels.cache.get(channel)?.type === ChannelType.GuildForum;
  const route = Routes.channelMessage(isForum ? thread : channel, thread);
  try {
    const starter = (await client.rest.get(route)) as APIMessage;
    if (starter.author.id !== client.user?.id) return;
    const components = withSummaryLink(starter.components ?? [], { url, label: t('discord.summary.heading') });
    const edit = () => client.rest.patch(route, { body: { components, ...PINGS_NOBODY } });
    if (components !== starter.components) await evenIfArchived(client.rest, thread, edit);
  } catch (error) {
    if (!isExcused(error)) throw error;
  }
}
