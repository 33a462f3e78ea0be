import type { Translate } from '../../language/translate.ts';

/** What ids are called on this page; null for what has no name here (a member who did not agree is "a member"). */
export interface Names {
  user(id: string): string | null;
  role(id: string): string | null;
  channel(id: string): string | null;
  /** Whether a user without a name is called a moderator; without it all are members. */
  isModerator?(id: string): boolean;
}

/** What a message needs from outside to be shown. */
export interface DiscordOptions {
  readonly names: Names;
  readonly t: Translate;
  /** BCP 47 tag for dates; `en` without it. */
  readonly language?: string;
  /** Milliseconds since 1970; with it, relative timestamps ("2 hours ago") are relative to it, without it they are dates. */
  readonly now?: number;
}

/** What stands in a line of a Discord message. */
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

/** How words are set apart. */
export type DiscordStyle = 'strong' | 'emphasis' | 'underline' | 'strike' | 'spoiler';

/** The tabs of a guild that `<id:…>` leads to. */
export const DISCORD_PLACES = ['customize', 'browse', 'guide', 'linked-roles'] as const;
export type DiscordPlace = (typeof DISCORD_PLACES)[number];

/** Fenced code; it may stand in the middle of a line. */
export interface DiscordCodeBlock {
  readonly type: 'codeBlock';
  readonly language: string | null;
  readonly text: string;
}

/** A masked or bare link; `url` is http or https and in its normal form, `children` have no link in them. */
export interface DiscordLink {
  readonly type: 'link';
  readonly url: string;
  readonly title: string | null;
  readonly children: readonly DiscordInline[];
}

/** A moment, in seconds since 1970 and valid as a `Date`, in one of Discord's styles (`f` when none is written). */
export interface DiscordTimestamp {
  readonly type: 'timestamp';
  readonly seconds: number;
  readonly style: TimestampStyle;
}

/** Discord's letters for the ways to show a moment. */
export const TIMESTAMP_STYLES = ['t', 'T', 'd', 'D', 'f', 'F', 's', 'S', 'R'] as const;
export type TimestampStyle = (typeof TIMESTAMP_STYLES)[number];

/** A list; `start` is the first number, or null for bullets. */
export interface DiscordList {
  readonly type: 'list';
  readonly start: number | null;
  readonly items: readonly (readonly DiscordBlock[])[];
}

/** What a Discord message is made of, from top to bottom. */
export type DiscordBlock =
  | { readonly type: 'paragraph'; readonly children: readonly DiscordInline[] }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly DiscordInline[] }
  | { readonly type: 'subtext'; readonly children: readonly DiscordInline[] }
  | { readonly type: 'quote'; readonly children: readonly DiscordBlock[] }
  | DiscordCodeBlock
  | DiscordList;
