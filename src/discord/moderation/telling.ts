import { type APIDMChannel, DiscordAPIError, Routes } from 'discord.js';
import { translator } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import { isPublished } from '../../discussions/visibility.ts';
import type { BotContext } from '../runtime/context.ts';
import { cut, MAX_NAME } from '../runtime/text.ts';
import { PINGS_NOBODY } from '../session/client.ts';

/** Tells the author of a recommended comment privately, once for each comment, unless the guild switched that off or `by` is the author. */
export type TellRecommended = (discussion: Discussion, comment: string, by: string) => Promise<void>;

/** Creates it. That a comment's author was told is stored first, so a failed message is never sent again. */
export function createTellRecommended(context: BotContext): TellRecommended {
  const { client, discussions, members, settings, library, links, log } = context;
  return async (discussion, comment, by) => {
    const { guild } = discussion;
    if (!(await settings.settings(guild)).tellsRecommended) return;
    const [record] = await discussions.records(discussion, [comment]);
    const known = await discussions.byThread(discussion);
    if (!known || known.told?.includes(comment) || !isPublished(record) || record.comment.author === by) return;
    await discussions.apply(discussion, [{ type: 'author.told', id: comment }]);
    const { author } = record.comment;
    const { consent } = await members.membership({ guild, user: author });
    const t = translator(consent?.language);
    const article = library.byKey(discussion.article);
    const title = escapeDiscord(cut(article?.title ?? discussion.article, MAX_NAME));
    const url = article ? `${links.comments(article)}/comments/${comment}` : `${links.thread(discussion)}/${comment}`;
    const server = escapeDiscord(cut(discussion.guildName, MAX_NAME));
    try {
      const { id } = (await client.rest.post(Routes.userChannels(), {
        body: { recipient_id: author },
      })) as APIDMChannel;
      const body = { content: t('discord.recommend.told', { title, server, url }), ...PINGS_NOBODY };
      await client.rest.post(Routes.channelMessages(id), { body });
    } catch (error) {
      if (error instanceof DiscordAPIError) return; // the member takes no private messages
      log.warn('Could not tell the author of a recommended comment', error);
    }
  };
}
