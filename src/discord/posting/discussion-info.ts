import type { Article } from '../../articles/article.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import { timeOfSnowflake } from '../../snowflake.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { cut, MAX_CONTENT, type MessageContext } from '../runtime/text.ts';

const MAX_TITLE = 256;

/** A time (milliseconds since 1970) that Discord shows in each reader's time zone. */
export const moment = (time: number, style: 'R' | 'f' = 'f'): string => `<t:${Math.floor(time / 1000)}:${style}>`;

/** A discussion, its article if that still exists, the policy that applies, and how many members have not answered. */
export interface DiscussionFacts {
  readonly discussion: Discussion;
  readonly article: Article | undefined;
  readonly policy: PublishPolicy;
  readonly waiting: number;
}

/** A discussion's page, thread, policy, counts and last activity. */
export function discussionInfo(
  { discussion, article, policy, waiting }: DiscussionFacts,
  { links, t }: MessageContext,
): string {
  const { thread, attachedAt, counts, recommended, summary, open, shown, cursor } = discussion;
  const opened = moment(timeOfSnowflake(attachedAt ?? thread));
  const lines = [
    article ? `**${escapeDiscord(cut(article.title, MAX_TITLE))}**` : t('discord.info.articleGone'),
    ...(article ? [t('discord.info.page', { url: links.comments(article) })] : []),
    t('discord.info.thread', { url: links.thread(discussion) }),
    t(attachedAt ? 'discord.info.attached' : 'discord.info.opened', { when: opened }),
    t(`discord.info.policy.${policy}`),
    t('discord.info.counts', { comments: counts.comments, discordOnly: counts.held, waiting }),
    t('discord.info.curated', { recommended: recommended.length, summary: summaryState(summary) }),
    t('discord.info.last', { when: moment(timeOfSnowflake(cursor), 'R') }),
    ...(open ? [] : [t('discord.info.locked')]),
    ...(shown ? [] : [t('discord.info.notShown')]),
  ];
  return lines.join('\n').slice(0, MAX_CONTENT);
}

function summaryState(summary: Discussion['summary']): string {
  if (!summary) return 'none';
  return summary.isWithdrawn ? 'withdrawn' : 'shown';
}
