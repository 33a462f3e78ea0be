import type { MentionedNames } from '../discussions/comment.ts';
import type { Translate } from '../language/translate.ts';
import type { DiscordOptions } from '../markdown/discord/options.ts';
import { DATE_LANGUAGE } from './page/dates.ts';

/** Who is mentioned in a text: roles and channels as they were when it was written, members only while they publish. */
export interface Mentions {
  readonly mentioned: MentionedNames;
  readonly members: ReadonlyMap<string, string>;
}

/** How Discord's markdown is shown here; times in it are dates, because a page may be kept. */
export function discordOptions({ mentioned, members }: Mentions, t: Translate): DiscordOptions {
  const stored = (id: string): string | null => (Object.hasOwn(mentioned, id) ? (mentioned[id] ?? null) : null);
  const names = { user: (id: string) => members.get(id) ?? null, role: stored, channel: stored };
  return { names, t, language: DATE_LANGUAGE };
}
