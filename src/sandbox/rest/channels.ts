import type { RESTPatchAPIChannelJSONBody } from 'discord-api-types/v10';
import { discordError, invalidField } from '../errors.ts';
import { canView, isThread, requirePermission, viewedPlace } from '../world/access.ts';
import { deletePlace, rewriteChannel, type ChannelChange } from '../world/channels.ts';
import { placeObject } from '../world/objects.ts';
import type { Thread } from '../world/records.ts';
import { changeThread, type ThreadChange } from '../world/thread-states.ts';
import { ok, type Operations } from './operation.ts';

const CHANNEL = '/channels/{channel_id}';
const PLACE = 'GuildChannelResponse | ThreadResponse';

const DURATIONS = [60, 1440, 4320, 10080] as const;

/** Reads an auto-archive duration in minutes; undefined when it is absent. Throws 50035. */
export function durationFrom(
  value: number | null | undefined,
): Thread['thread_metadata']['auto_archive_duration'] | undefined {
  if (value === undefined || value === null) return undefined;
  const known = DURATIONS.find((duration) => duration === value);
  if (!known)
    throw invalidField('auto_archive_duration', 'BASE_TYPE_CHOICES', 'Value must be one of {60, 1440, 4320, 10080}.');
  return known;
}

function threadChange(body: RESTPatchAPIChannelJSONBody): ThreadChange {
  const autoArchive = durationFrom(body.auto_archive_duration);
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.archived !== undefined && { archived: body.archived }),
    ...(body.locked !== undefined && { locked: body.locked }),
    ...(autoArchive && { autoArchive }),
    ...(typeof body.rate_limit_per_user === 'number' && { slowmode: body.rate_limit_per_user }),
    ...(body.flags !== undefined && { flags: body.flags }),
    ...(body.applied_tags && { tags: body.applied_tags }),
  };
}

function channelChange(body: RESTPatchAPIChannelJSONBody): ChannelChange {
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.topic !== undefined && { topic: body.topic }),
    ...(typeof body.nsfw === 'boolean' && { nsfw: body.nsfw }),
    ...(typeof body.rate_limit_per_user === 'number' && { rate_limit_per_user: body.rate_limit_per_user }),
    ...(body.flags !== undefined && { flags: body.flags }),
  };
}

/** Channels and threads by id. */
export const channelOperations: Operations = {
  [`GET ${CHANNEL}`]: {
    response: PLACE,
    handle: ({ world, path }) => ok(placeObject(viewedPlace(world, world.botId, path('channel_id')), world.botId)),
  },
  [`PATCH ${CHANNEL}`]: {
    request: ({ world, path }) =>
      world.threads.has(path('channel_id')) ? 'UpdateThreadRequestPartial' : 'UpdateGuildChannelRequestPartial',
    response: PLACE,
    handle({ world, path, body }) {
      const place = viewedPlace(world, world.botId, path('channel_id'));
      const wish = body<RESTPatchAPIChannelJSONBody>();
      if (isThread(place))
        return ok(
          placeObject(changeThread(world, world.botId, { thread: place, change: threadChange(wish) }), world.botId),
        );
      requirePermission(world, { userId: world.botId, place }, 'ManageChannels');
      return ok(placeObject(rewriteChannel(world, place, channelChange(wish)), world.botId));
    },
  },
  [`DELETE ${CHANNEL}`]: {
    response: PLACE,
    handle: ({ world, path }) => ok(placeObject(deletePlace(world, world.botId, path('channel_id')), world.botId)),
  },
  [`GET /guilds/{guild_id}/channels`]: {
    response: 'GuildChannelResponse[]',
    handle({ world, path }) {
      if (path('guild_id') !== world.guild.id) throw discordError('unknownGuild');
      const channels = [...world.channels.values()].filter((channel) => canView(world, world.botId, channel));
      return ok(channels.map((channel) => placeObject(channel, world.botId)));
    },
  },
};
