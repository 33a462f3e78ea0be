/** What the page shows to one member of one place, derived from the world alone, so it can be redrawn at any time. */
export interface PageView {
  guild: { id: string; name: string };
  me: ShownMember;
  /** The language of the member's Discord, such as "en-US". */
  locale: string;
  members: ShownMember[];
  /** Roles, highest first, without @everyone. */
  roles: { id: string; name: string }[];
  /** Visible channels and threads; threads after their channel. */
  places: ShownPlace[];
  /** The open place; null if it does not exist or the member cannot see it. */
  open: OpenPlace | null;
  /** Commands that the member can use. */
  commands: ShownCommand[];
  /** How many commands need permissions that the member lacks. */
  hiddenCommands: number;
  /** The member's open modals. */
  modals: ShownModal[];
  /** The URL of the article pages, such as http://127.0.0.1:3000; null if unknown. */
  pageUrl: string | null;
  levers: Levers;
  /** The number of violations of Discord's specification. */
  violations: number;
}

/** The state of the levers. */
export interface Levers {
  messageContent: boolean;
  /** Permissions denied to the bot in the open channel, by Discord's names. */
  denied: string[];
  /** How far the box is ahead of the wall clock, in milliseconds. */
  ahead: number;
}

/** A member, or an outsider who posted. */
export interface ShownMember {
  id: string;
  username: string;
  name: string;
  isBot: boolean;
  /** The highest role's name, "Owner" for the guild's owner. */
  role: string | null;
}

/** A channel or thread in the list. */
export interface ShownPlace {
  id: string;
  kind: 'text' | 'announcement' | 'forum' | 'thread';
  name: string;
  topic: string | null;
  parentId: string | null;
  archived: boolean;
  locked: boolean;
  lastMessageId: string | null;
  /** The number of a thread's messages, without its starter. */
  count: number;
  /** Names of a forum post's tags. */
  tags: string[];
}

/** The open place, with what the member can do there. */
export interface OpenPlace extends ShownPlace {
  may: { send: boolean; attach: boolean; react: boolean; pin: boolean; manage: boolean; openThread: boolean };
  /** Why the member cannot write here; null if they can. */
  closed: string | null;
  /** Slow mode: seconds between two messages; 0 if off. */
  slowMode: number;
  /** Why commands do not work here; null if they do. */
  noCommands: string | null;
  /** Names of the forum's tags. */
  availableTags: string[];
  messages: ShownMessage[];
  /** All pinned messages, last pinned first. */
  pins: { id: string; name: string; text: string }[];
  /** Whether there are earlier messages than these. */
  hasEarlier: boolean;
}

/** A message with everything that depends on the viewer. */
export interface ShownMessage {
  id: string;
  author: ShownMember;
  /** ISO 8601. */
  at: string;
  editedAt: string | null;
  content: string;
  html: string;
  /** The text of a system message; null for a written one. */
  system: string | null;
  /** The replied-to message; `name` is null if it was deleted. */
  answers: { id: string | null; name: string | null; text: string } | null;
  /** Who triggered it, with which command. */
  asked: { name: string; command: string | null } | null;
  reactions: { emoji: string; key: string; count: number; isMine: boolean; names: string[] }[];
  attachments: ShownFile[];
  embeds: ShownEmbed[];
  components: ShownComponent[];
  /** Labels for unsupported content. */
  others: string[];
  thread: { id: string; name: string; count: number } | null;
  isPinned: boolean;
  isPrivate: boolean;
  isThinking: boolean;
  isSilent: boolean;
  may: { edit: boolean; delete: boolean };
}

/** An upload with its signed URL; `size` in bytes. */
export interface ShownFile {
  name: string;
  url: string;
  size: number;
  description: string | null;
  isImage: boolean;
  width: number | null;
  height: number | null;
}

/** An embed; texts are HTML. */
export interface ShownEmbed {
  color: string | null;
  author: string | null;
  title: string | null;
  url: string | null;
  html: string | null;
  fields: { name: string; html: string; isInline: boolean }[];
  imageUrl: string | null;
  footer: string | null;
}

/** A component of a message or modal, Discord's own keys in words; `html` for text. */
export interface ShownComponent {
  type: number;
  customId: string | null;
  label: string | null;
  description: string | null;
  emoji: string | null;
  placeholder: string | null;
  style: number;
  url: string | null;
  isDisabled: boolean;
  isRequired: boolean;
  isSpoiler: boolean;
  /** Whether a checkbox is on by default. */
  isOn: boolean;
  html: string | null;
  value: string | null;
  least: number;
  most: number;
  color: string | null;
  options: { label: string; value: string; description: string | null; isDefault: boolean }[];
  /** Default ids of a user, role or channel menu. */
  defaults: string[];
  /** Allowed channel types; empty means all. */
  channelTypes: number[];
  media: { url: string; description: string | null }[];
  children: ShownComponent[];
  accessory: ShownComponent | null;
}

/** A usable command, its name including the subcommand; `label` is the name in the member's language. */
export interface ShownCommand {
  name: string;
  label: string;
  kind: 'slash' | 'message' | 'user';
  description: string;
  options: ShownOption[];
}

/** An option of a command; `type` is Discord's. */
export interface ShownOption {
  name: string;
  label: string;
  description: string;
  type: number;
  isRequired: boolean;
  completes: boolean;
  choices: { name: string; value: string }[];
  channelTypes: number[];
}

/** A modal; `submit` takes its id. */
export interface ShownModal {
  id: string;
  title: string;
  components: ShownComponent[];
}
