import type { MentionedNames } from '../discussions/comment.ts';
import type { DiscordOptions } from '../markdown/discord/options.ts';
import type { ArticleView } from './article-view.ts';
import type { PageContext } from './page/context.ts';
import { dateLanguage } from './page/dates.ts';

/** How Discord's markdown is shown here: roles and channels as they were when it was written, members only while they publish; times are dates, because a page may be kept. */
export function discordOptions(
  mentioned: MentionedNames,
  { names, moderators }: Pick<ArticleView, 'names' | 'moderators'>,
  context: PageContext,
): DiscordOptions {
  const stored = (id: string): string | null => (Object.hasOwn(mentioned, id) ? (mentioned[id] ?? null) : null);
  const user = (id: string): string | null => names.get(id) ?? null;
  const isModerator = (id: string): boolean => moderators.has(id);
  return {
    names: { user, role: stored, channel: stored, isModerator },
    t: context.t,
    language: dateLanguage(context),
  };
}
