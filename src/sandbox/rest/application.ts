import { discordError } from '../errors.ts';
import { memberOf } from '../world/access.ts';
import { applicationObject, guildObject } from '../world/guild.ts';
import { memberObject } from '../world/objects.ts';
import type { World } from '../world/world.ts';
import { ok, type Call, type Operations } from './operation.ts';

const DAY = 86_400_000;

function ownUser(world: World) {
  return { ...memberOf(world, world.botId).user, mfa_enabled: false, locale: 'en-US', verified: true, email: null };
}

function requireGuild({ world, path }: Call): string {
  if (path('guild_id') !== world.guild.id) throw discordError('unknownGuild');
  return world.guild.id;
}

/** The bot's Gateway, user and application. */
export const applicationOperations: Operations = {
  'GET /gateway/bot': {
    response: 'GatewayBotResponse',
    handle({ world }) {
      const starts = world.sessionStarts.filter((at) => at > world.clock.now() - DAY);
      const [total, first = world.clock.now()] = [1_000, starts[0]];
      const limit = {
        total,
        remaining: Math.max(0, total - starts.length),
        reset_after: first + DAY - world.clock.now(),
        max_concurrency: 16,
      };
      return ok({ url: world.url.replace('http', 'ws') + '/gateway', shards: 1, session_start_limit: limit });
    },
  },
  'GET /users/@me': { response: 'UserPIIResponse', handle: ({ world }) => ok(ownUser(world)) },
  'GET /applications/@me': {
    response: 'PrivateApplicationResponse',
    handle: ({ world }) => ok(applicationObject(world)),
  },
  'GET /oauth2/applications/@me': {
    response: 'PrivateApplicationResponse',
    handle: ({ world }) => ok(applicationObject(world)),
  },
  'GET /users/{user_id}': { response: 'UserResponse', handle: ({ world, path }) => ok(userOf(world, path('user_id'))) },
};

function userOf(world: World, id: string) {
  const user = world.members.get(id)?.user;
  if (!user) throw discordError('unknownUser');
  return user;
}

/** The guild and its members. */
export const guildOperations: Operations = {
  'GET /guilds/{guild_id}': {
    query: { with_counts: 'boolean' },
    response: 'GuildWithCountsResponse',
    handle(call) {
      requireGuild(call);
      const counts = {
        approximate_member_count: call.world.members.size,
        approximate_presence_count: call.world.members.size,
      };
      return ok({ ...guildObject(call.world), ...(call.query.get('with_counts') === 'true' && counts) });
    },
  },
  'GET /guilds/{guild_id}/roles': {
    response: 'GuildRoleResponse[]',
    handle(call) {
      requireGuild(call);
      return ok([...call.world.roles.values()]);
    },
  },
  'GET /guilds/{guild_id}/members/{user_id}': {
    response: 'GuildMemberResponse',
    handle(call) {
      requireGuild(call);
      return ok(memberObject(memberOf(call.world, call.path('user_id'))));
    },
  },
};
