import { PermissionFlagsBits } from 'discord-api-types/v10';
import { canView } from './access.ts';
import { activeThreads } from './channels.ts';
import { channelObject, memberObject, threadObject } from './objects.ts';
import type { Channel } from './records.ts';
import type { World } from './world.ts';

/** The guild settings that the box leaves at their defaults. */
const SETTINGS = {
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  application_id: null,
  region: 'sandbox',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
};

/** The guild as REST sends it. */
export function guildObject({ guild: { id, name, owner_id }, roles }: World): Record<string, unknown> {
  return { ...SETTINGS, id, name, owner_id, roles: [...roles.values()] };
}

/** A channel as the Gateway sends it to the bot: hidden ones stripped, as Discord does since 2026-11-16. */
export function channelForGateway(world: World, channel: Channel): object {
  if (canView(world, world.botId, channel)) return channelObject(channel);
  const { id, type, position, parent_id, guild_id } = channel;
  return {
    id,
    type,
    position,
    parent_id,
    guild_id,
    name: '___hidden___',
    flags: 1 << 17,
    topic: null,
    last_message_id: null,
    permission_overwrites: [{ id: guild_id, type: 0, allow: '0', deny: String(PermissionFlagsBits.ViewChannel) }],
  };
}

/** The guild as in GUILD_CREATE: with channels, the active threads the bot can see, and the bot itself. */
export function guildForGateway(world: World): Record<string, unknown> {
  const bot = world.members.get(world.botId);
  return {
    ...guildObject(world),
    joined_at: bot?.joined_at,
    large: false,
    unavailable: false,
    member_count: world.members.size,
    voice_states: [],
    members: bot ? [memberObject(bot)] : [],
    channels: [...world.channels.values()].map((channel) => channelForGateway(world, channel)),
    threads: activeThreads(world, world.botId).map((thread) => threadObject(thread, world.botId)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Privileged intents and their application flags: granted by review, or by the portal's switch. */
const INTENT_FLAGS = [
  { intent: 1 << 8, full: 1 << 12, limited: 1 << 13 }, // presences
  { intent: 1 << 1, full: 1 << 14, limited: 1 << 15 }, // members
  { intent: 1 << 15, full: 1 << 18, limited: 1 << 19 }, // message content
];

/** The application's flags, which show the granted privileged intents. */
export const applicationFlags = (world: World): number =>
  INTENT_FLAGS.filter(({ intent }) => world.grantedIntents & intent).reduce(
    (flags, { full, limited }) => flags | (world.isReviewed ? full : limited),
    0,
  );

/** The application as it sees itself; its flags show the granted privileged intents. */
export function applicationObject(world: World): Record<string, unknown> {
  const flags = applicationFlags(world);
  const owner = world.members.get(world.guild.owner_id)?.user;
  const bot = world.members.get(world.botId)?.user;
  return {
    id: world.application.id,
    name: world.application.name,
    icon: null,
    description: '',
    type: null,
    flags,
    flags_new: String(flags),
    bot,
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
