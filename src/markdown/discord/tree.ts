import type { Translate } from '../../language/translate.ts';

/** The names of ids on this page; null for no name (a member who did not agree is "a member"). */
export interface Names {
  user(id: string): string | null;
  role(id: string): string | null;
  channel(id: string): string | null;
  /** Whether a user without a name is "a moderator"; default: "a member". */
  isModerator?(id: string): boolean;
}

/** What showing a message needs besides its text. */
export interface DiscordOptions {
  readonly names: Names;
  readonly t: Translate;
  /** BCP 47 tag for dates; default `en`. */
  readonly language?: string;
  /** Whether no style sheet of ours hides spoilers, as in a feed: they are named, without their words. */
  readonly isUnstyled?: boolean;
  /** Milliseconds since 1970 from which relative timestamps ("2 hours ago") count; without it they are dates. */
  readonly now?: number;
}

/** An inline node of a Discord message. */
export type DiscordInline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'code'; readonly text: string }
  | DiscordCodeBlock
  | { readonly type: DiscordStyle; readonly children: readonly DiscordInline[] }
  | DiscordLink
  | { readonly type: 'mention'; readonly of: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly type: 'command'; readonly name: string; readonly id: string }
  | { readonly type: 'place'; readonly place: DiscordPlace }
  | { readonly type: 'emoji'; readonly name: string; readonly id: string; readonly animated: boolean }
  | DiscordTimestamp;

/** A style of text. */
export type DiscordStyle = 'strong' | 'emphasis' | 'underline' | 'strike' | 'spoiler';

/** The tabs of a guild to which `<id:…>` links. */
export const DISCORD_PLACES = ['customize', 'browse', 'guide', 'linked-roles'] as const;
export type DiscordPlace = (typeof DISCORD_PLACES)[number];

/** Fenced code; it may be in the middle of a line. */
export interface DiscordCodeBlock {
  readonly type: 'codeBlock';
  readonly language: string | null;
  readonly text: string;
}

/** A masked or bare link; `url` is http or https and normalized, `children` contain no link. */
export interface DiscordLink {
  readonly type: 'link';
  readonly url: string;
  readonly title: string | null;
  readonly children: readonly DiscordInline[];
}

/** A timestamp in seconds since 1970, valid as a `Date`, in one of Discord's styles (default `f`). */
export interface DiscordTimestamp {
  readonly type: 'timestamp';
  readonly seconds: number;
  readonly style: TimestampStyle;
}

/** Discord's letters for styles of timestamps. */
export const TIMESTAMP_STYLES = ['t', 'T', 'd', 'D', 'f', 'F', 's', 'S', 'R'] as const;
export type TimestampStyle = (typeof TIMESTAMP_STYLES)[number];

/** A list; `start` is the first number, or null for bullets. */
export interface DiscordList {
  readonly type: 'list';
  readonly start: number | null;
  readonly items: readonly (readonly DiscordBlock[])[];
}

/** A block of a Discord message. */
export type DiscordBlock =
  | { readonly type: 'paragraph'; readonly children: readonly DiscordInline[] }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly DiscordInline[] }
  | { readonly type: 'subtext'; readonly children: readonly DiscordInline[] }
  | { readonly type: 'quote'; readonly children: readonly DiscordBlock[] }
  | DiscordCodeBlock
  | DiscordList;
