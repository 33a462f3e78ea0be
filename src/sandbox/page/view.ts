/** What the page shows to one member of one place: made from the world alone, so that showing it again is always right. */
export interface PageView {
  guild: { id: string; name: string };
  me: ShownMember;
  /** The language of the member's Discord, such as "en-US". */
  locale: string;
  members: ShownMember[];
  /** Roles, the highest first; the one that everyone has is left out. */
  roles: { id: string; name: string }[];
  /** Channels and threads that the member sees; threads after their channel. */
  places: ShownPlace[];
  /** The open place; null when there is none of this id that the member sees. */
  open: OpenPlace | null;
  /** Commands that the member may use. */
  commands: ShownCommand[];
  /** How many commands ask for permissions that the member does not have. */
  hiddenCommands: number;
  /** Modals that the bot has opened for the member and that wait to be filled in. */
  modals: ShownModal[];
  /** Where the articles' pages are, such as http://127.0.0.1:3000; null when that is not known. */
  pageUrl: string | null;
  levers: Levers;
  /** How often Discord's specification was broken. */
  violations: number;
}

/** What the levers stand at. */
export interface Levers {
  messageContent: boolean;
  /** Permissions that were taken from the bot in the open channel, by Discord's names. */
  denied: string[];
  /** How far the box is ahead of the wall clock, in milliseconds. */
  ahead: number;
}

/** A member, or somebody from outside who posted. */
export interface ShownMember {
  id: string;
  username: string;
  name: string;
  isBot: boolean;
  /** The highest role's name, "Owner" for the guild's owner. */
  role: string | null;
}

/** A channel or thread as the list has it. */
export interface ShownPlace {
  id: string;
  kind: 'text' | 'announcement' | 'forum' | 'thread';
  name: string;
  topic: string | null;
  parentId: string | null;
  archived: boolean;
  locked: boolean;
  lastMessageId: string | null;
  /** Messages of a thread, without its starter. */
  count: number;
  /** Names of a forum post's tags. */
  tags: string[];
}

/** The open place with what the member may do there. */
export interface OpenPlace extends ShownPlace {
  may: { send: boolean; attach: boolean; react: boolean; pin: boolean; manage: boolean; openThread: boolean };
  /** Why nothing can be written here; null when something can. */
  closed: string | null;
  /** Seconds that the member must wait between two messages; 0 when not at all. */
  slowMode: number;
  /** Why no command can be used here; null when one can. */
  noCommands: string | null;
  /** Names of the forum's tags. */
  availableTags: string[];
  messages: ShownMessage[];
  /** All that is pinned, the last pinned first. */
  pins: { id: string; name: string; text: string }[];
  /** Whether there are earlier messages than these. */
  hasEarlier: boolean;
}

/** A message with all that depends on who looks at it. */
export interface ShownMessage {
  id: string;
  author: ShownMember;
  /** ISO 8601. */
  at: string;
  editedAt: string | null;
  content: string;
  html: string;
  /** The sentence of a system message; null for what somebody said. */
  system: string | null;
  /** The message that it answers; `name` is null when that was deleted. */
  answers: { id: string | null; name: string | null; text: string } | null;
  /** Who asked the bot for it, and with which command. */
  asked: { name: string; command: string | null } | null;
  reactions: { emoji: string; key: string; count: number; isMine: boolean; names: string[] }[];
  attachments: ShownFile[];
  embeds: ShownEmbed[];
  components: ShownComponent[];
  /** What the page has no form for, each by a label. */
  others: string[];
  thread: { id: string; name: string; count: number } | null;
  isPinned: boolean;
  isPrivate: boolean;
  isThinking: boolean;
  isSilent: boolean;
  may: { edit: boolean; delete: boolean };
}

/** An upload under its signed address; `size` in bytes. */
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
  /** Whether a checkbox is on at the start. */
  isOn: boolean;
  html: string | null;
  value: string | null;
  least: number;
  most: number;
  color: string | null;
  options: { label: string; value: string; description: string | null; isDefault: boolean }[];
  /** Ids that are chosen at the start in a menu of people, roles or channels. */
  defaults: string[];
  /** Types of channels that can be chosen; none: all. */
  channelTypes: number[];
  media: { url: string; description: string | null }[];
  children: ShownComponent[];
  accessory: ShownComponent | null;
}

/** A command that can be used: with its subcommand's words in the name, if it has any; `label` is the name in the member's language. */
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

/** A modal; `submit` names it by its id. */
export interface ShownModal {
  id: string;
  title: string;
  components: ShownComponent[];
}
