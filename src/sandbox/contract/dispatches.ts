/** What a Gateway event is made of: a component of the specification, and the event's own keys (documented). */
export interface DispatchShape {
  component?: string;
  required: readonly string[];
  optional: readonly string[];
  /** Where an event without a component holds one: keys joined by dots, "*" for every key. */
  parts?: Readonly<Record<string, string>>;
  /** Keys of an interaction's `data`, by its type. */
  data?: Readonly<Record<number, readonly string[]>>;
}

const shape = (required: string[], rest: Partial<DispatchShape> = {}): DispatchShape => ({
  required,
  optional: [],
  ...rest,
});

const message = shape(['guild_id', 'channel_type'], { component: 'MessageResponse', optional: ['member'] });
const reaction = shape(['user_id', 'channel_id', 'message_id', 'emoji', 'burst', 'type'], {
  optional: ['guild_id', 'member', 'message_author_id', 'burst_colors'],
  parts: { emoji: 'MessageReactionEmojiResponse' },
});

const MEMBER = 'GuildMemberResponse';
const COMMAND = ['id', 'name', 'type', 'resolved', 'options', 'guild_id', 'target_id'];
const MODAL = ['custom_id', 'components', 'resolved'];

/** Every event that the box sends. */
export const DISPATCHES: Readonly<Record<string, DispatchShape | undefined>> = {
  READY: shape(['v', 'user', 'guilds', 'session_id', 'resume_gateway_url', 'application'], { optional: ['shard'] }),
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
    { component: 'GuildResponse' },
  ),
  CHANNEL_CREATE: shape([], { component: 'GuildChannelResponse' }),
  CHANNEL_UPDATE: shape([], { component: 'GuildChannelResponse' }),
  CHANNEL_DELETE: shape([], { component: 'GuildChannelResponse' }),
  CHANNEL_PINS_UPDATE: shape(['channel_id'], { optional: ['guild_id', 'last_pin_timestamp'] }),
  THREAD_CREATE: shape([], { component: 'ThreadResponse', optional: ['newly_created'] }),
  THREAD_UPDATE: shape([], { component: 'ThreadResponse' }),
  THREAD_DELETE: shape(['id', 'guild_id', 'parent_id', 'type']),
  THREAD_LIST_SYNC: shape(['guild_id', 'threads', 'members'], {
    optional: ['channel_ids'],
    parts: { threads: 'ThreadResponse[]', members: 'ThreadMemberResponse[]' },
  }),
  THREAD_MEMBERS_UPDATE: shape(['id', 'guild_id', 'member_count'], {
    optional: ['added_members', 'removed_member_ids'],
    parts: { 'added_members.*.member': MEMBER },
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
        message: 'MessageResponse',
        member: 'PrivateGuildMemberResponse',
        'data.resolved.users.*': 'UserResponse',
        'data.resolved.roles.*': 'GuildRoleResponse',
        'data.resolved.messages.*': 'MessageResponse',
        'data.resolved.attachments.*': 'MessageAttachmentResponse',
      },
      data: { 2: COMMAND, 3: ['custom_id', 'component_type', 'id', 'values', 'resolved'], 4: COMMAND, 5: MODAL },
    },
  ),
};
