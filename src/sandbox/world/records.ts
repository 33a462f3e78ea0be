import type {
  APIAttachment,
  APIEmbed,
  APIPoll,
  APIStickerItem,
  Locale,
  MessageReferenceType,
} from 'discord-api-types/v10';
import type { Overwrite } from '../permissions.ts';

/** A user as Discord sends one. */
export interface User {
  id: string;
  username: string;
  global_name: string | null;
  discriminator: string;
  avatar: null;
  public_flags: number;
  flags: number;
  primary_guild: null;
  bot?: boolean;
}

/** A user's membership in the guild. */
export interface Member {
  user: User;
  nick: string | null;
  roles: string[];
  joined_at: string;
  communication_disabled_until: string | null;
  /** The language of their Discord; the bot sees it only in interactions. */
  locale?: Locale;
}

/** A role as Discord sends one. */
export interface Role {
  id: string;
  name: string;
  permissions: string;
  position: number;
  color: number;
  colors: { primary_color: number; secondary_color: null; tertiary_color: null };
  hoist: boolean;
  managed: boolean;
  mentionable: boolean;
  icon: null;
  unicode_emoji: null;
  flags: number;
  tags?: { bot_id: string };
}

/** A tag for a forum's posts. */
export interface Tag {
  id: string;
  name: string;
  moderated: boolean;
  emoji_id: null;
  emoji_name: string | null;
}

/** A channel that is not a thread: text (0), announcement (5) or forum (15). */
export interface Channel {
  id: string;
  type: 0 | 5 | 15;
  guild_id: string;
  name: string;
  topic: string | null;
  position: number;
  parent_id: null;
  nsfw: boolean;
  rate_limit_per_user: number;
  flags: number;
  permission_overwrites: Overwrite[];
  last_message_id: string | null;
  last_pin_timestamp: string | null;
  available_tags?: Tag[];
}

/** A thread or forum post; announcement (10), public (11) or private (12). */
export interface Thread {
  id: string;
  type: 10 | 11 | 12;
  guild_id: string;
  parent_id: string;
  owner_id: string;
  name: string;
  flags: number;
  rate_limit_per_user: number;
  last_message_id: string | null;
  last_pin_timestamp: string | null;
  message_count: number;
  total_message_sent: number;
  applied_tags: string[];
  thread_metadata: {
    archived: boolean;
    archive_timestamp: string;
    auto_archive_duration: 60 | 1440 | 4320 | 10080;
    locked: boolean;
    create_timestamp: string;
  };
  /** Members by join time; not part of the object on the wire. */
  joined: Record<string, string>;
}

/** A channel or thread. */
export type Place = Channel | Thread;

/** A component of a message or a modal, already validated against the specification. */
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  style?: number;
  label?: string;
  content?: string;
  url?: string;
  placeholder?: string;
  /** The prefilled or submitted value of a text input. */
  value?: string | boolean | null;
  values?: unknown[];
  disabled?: boolean;
  required?: boolean;
  min_values?: number;
  max_values?: number;
  min_length?: number;
  max_length?: number;
  options?: { label: string; value: string; default?: boolean }[];
  components?: Component[];
  component?: Component;
  accessory?: Component;
  [key: string]: unknown;
}

/** An emoji in a reaction; custom ones have an id. */
export interface Emoji {
  id: string | null;
  name: string;
  animated?: boolean;
}

/** The interaction that created a message, as Discord records it on the message. */
export interface InteractionMetadata {
  id: string;
  type: 2 | 3 | 5;
  user: User;
  authorizing_integration_owners: Record<string, string>;
  original_response_message_id?: string;
  target_message_id?: string;
  interacted_message_id?: string;
  triggering_interaction_metadata?: InteractionMetadata;
}

/** A message as the box stores it; `messageObject` adds what depends on the viewer. */
export interface Message {
  id: string;
  channel_id: string;
  type: number;
  author: User;
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  flags: number;
  tts: boolean;
  pinned: boolean;
  mention_everyone: boolean;
  mention_roles: string[];
  mentions: User[];
  attachments: APIAttachment[];
  embeds: APIEmbed[];
  components: Component[];
  nonce?: string | number;
  webhook_id?: string;
  application_id?: string;
  position?: number;
  message_reference?: { type: MessageReferenceType; channel_id: string; message_id?: string; guild_id?: string };
  interaction_metadata?: InteractionMetadata;
  message_snapshots?: { message: object }[];
  sticker_items?: APIStickerItem[];
  poll?: APIPoll;
  /** Who reacted, by emoji, in the order of the first reaction. */
  reactors: { emoji: Emoji; users: string[] }[];
  /** When it was pinned. */
  pinned_at: string | null;
  /** The only member who can see it, if it is ephemeral. */
  visible_to: string | null;
}

/** The bytes of an upload. */
export interface StoredFile {
  id: string;
  filename: string;
  content_type: string;
  bytes: Uint8Array;
}
