/** The shape of a Gateway event: a component of the specification, plus the event's own keys (documented). */
export interface DispatchShape {
  component?: string;
  required: readonly string[];
  optional: readonly string[];
  /** The paths where an event's own keys hold a component: keys joined by dots, "*" for every key. */
  parts?: Readonly<Record<string, Part>>;
  /** Whether it is an interaction, whose type determines its `data`. */
  hasData?: true;
}

/**
 * A component of the specification inside an event, or one that the Gateway sends with extra keys (`own`) and without those that
 * only REST has (`restOnly`, each with a value that REST would allow). Documented.
 */
export type Part =
  | string
  | { component: string; own?: readonly string[]; restOnly?: Readonly<Record<string, unknown>> };

const shape = (required: string[], rest: Partial<DispatchShape> = {}): DispatchShape => ({
  required,
  optional: [],
  ...rest,
});

const MEMBER = 'GuildMemberResponse';
const CHANNEL = 'GuildChannelResponse';
const THREAD = 'ThreadResponse';
const THREAD_MEMBER = 'ThreadMemberResponse';
const SOMEBODY = {
  id: '0',
  username: 'somebody',
  global_name: null,
  discriminator: '0',
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
};
const PLACE = `${CHANNEL} | ${THREAD}`;

const message = shape(['guild_id', 'channel_type'], {
  component: 'MessageResponse',
  optional: ['member'],
  parts: { member: { component: MEMBER, restOnly: { user: SOMEBODY } } },
});
const reaction = shape(['user_id', 'channel_id', 'message_id', 'emoji', 'burst', 'type'], {
  optional: ['guild_id', 'member', 'message_author_id', 'burst_colors'],
  parts: { emoji: 'MessageReactionEmojiResponse' },
});

/** Every event that the box sends. */
export const DISPATCHES: Readonly<Record<string, DispatchShape | undefined>> = {
  READY: shape(['v', 'user', 'guilds', 'session_id', 'resume_gateway_url', 'application'], {
    optional: ['shard'],
    parts: { user: { component: 'UserPIIResponse', restOnly: { locale: 'en-US' } } },
  }),
  RESUMED: shape([]),
  GUILD_CREATE: shape(
    [
      'joined_at',
      'large',
      'member_count',
      'voice_states',
      'members',
      'channels',
      'threads',
      'presences',
      'stage_instances',
      'guild_scheduled_events',
      'soundboard_sounds',
      'unavailable',
    ],
    { component: 'GuildResponse', parts: { 'channels.*': CHANNEL, 'threads.*': THREAD, 'members.*': MEMBER } },
  ),
  CHANNEL_CREATE: shape([], { component: CHANNEL }),
  CHANNEL_UPDATE: shape([], { component: CHANNEL }),
  CHANNEL_DELETE: shape([], { component: CHANNEL }),
  CHANNEL_PINS_UPDATE: shape(['channel_id'], { optional: ['guild_id', 'last_pin_timestamp'] }),
  THREAD_CREATE: shape([], { component: THREAD, optional: ['newly_created'] }),
  THREAD_UPDATE: shape([], { component: THREAD }),
  THREAD_DELETE: shape(['id', 'guild_id', 'parent_id', 'type']),
  THREAD_LIST_SYNC: shape(['guild_id', 'threads', 'members'], {
    optional: ['channel_ids'],
    parts: { 'threads.*': THREAD, 'members.*': THREAD_MEMBER },
  }),
  THREAD_MEMBERS_UPDATE: shape(['id', 'guild_id', 'member_count'], {
    optional: ['added_members', 'removed_member_ids'],
    parts: { 'added_members.*': { component: THREAD_MEMBER, own: ['presence'] } },
  }),
  MESSAGE_CREATE: message,
  MESSAGE_UPDATE: message,
  MESSAGE_DELETE: shape(['id', 'channel_id'], { optional: ['guild_id'] }),
  MESSAGE_DELETE_BULK: shape(['ids', 'channel_id'], { optional: ['guild_id'] }),
  MESSAGE_REACTION_ADD: { ...reaction, parts: { ...reaction.parts, member: MEMBER } },
  MESSAGE_REACTION_REMOVE: reaction,
  MESSAGE_REACTION_REMOVE_ALL: shape(['channel_id', 'message_id'], { optional: ['guild_id'] }),
  MESSAGE_REACTION_REMOVE_EMOJI: shape(['channel_id', 'message_id', 'emoji'], {
    optional: ['guild_id'],
    parts: { emoji: 'MessageReactionEmojiResponse' },
  }),
  GUILD_MEMBER_REMOVE: shape(['guild_id', 'user'], { parts: { user: 'UserResponse' } }),
  GUILD_MEMBER_UPDATE: shape(['guild_id'], { component: MEMBER }),
  GUILD_ROLE_CREATE: shape(['guild_id', 'role'], { parts: { role: 'GuildRoleResponse' } }),
  GUILD_ROLE_DELETE: shape(['guild_id', 'role_id']),
  INTERACTION_CREATE: shape(
    [
      'id',
      'application_id',
      'type',
      'token',
      'version',
      'entitlements',
      'authorizing_integration_owners',
      'attachment_size_limit',
      'app_permissions',
    ],
    {
      optional: [
        'data',
        'guild',
        'guild_id',
        'channel',
        'channel_id',
        'member',
        'user',
        'message',
        'locale',
        'guild_locale',
        'context',
      ],
      parts: {
        channel: { component: PLACE, own: ['permissions'] },
        message: 'MessageResponse',
        member: 'PrivateGuildMemberResponse',
        'data.resolved.users.*': 'UserResponse',
        'data.resolved.members.*': {
          component: MEMBER,
          own: ['permissions'],
          restOnly: { user: SOMEBODY, deaf: false, mute: false },
        },
        'data.resolved.channels.*': { component: PLACE, own: ['permissions', 'app_permissions'] },
        'data.resolved.roles.*': 'GuildRoleResponse',
        'data.resolved.messages.*': 'MessageResponse',
        'data.resolved.attachments.*': 'MessageAttachmentResponse',
      },
      hasData: true,
    },
  ),
};
