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
