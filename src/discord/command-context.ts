import type { BotOptions } from './bot.ts';
import type { BotParts } from './bot-parts.ts';
import type { CommandContext } from './command.ts';

/** What commands are given of the running bot, without the asker's language. */
export function commandContextOf(options: BotOptions, parts: BotParts): Omit<CommandContext, 't'> {
  const { library, store, settings, members, audit, links, siteName, siteUrl, policyOf, clock } = options;
  const { threads, openings, language, moderation, decisions, check } = parts;
  const known = { library, settings, members, audit, links, siteName, siteUrl, policyOf, clock };
  return {
    ...known,
    language,
    moderation,
    decisions,
    async knownDiscussion(guild, article) {
      const place = await store.place(guild, article.key);
      return place?.state === 'open' ? store.byThread({ guild, thread: place.thread }) : undefined;
    },
    discussion: openings.find,
    articleOf(thread) {
      const article = threads.get(thread)?.article;
      return article === undefined ? undefined : library.byKey(article);
    },
    homeChannel: async (guild) => (await settings.settings(guild)).homeChannel ?? undefined,
    open: openings.open,
    attach: openings.attach,
    check,
    async showed(thread, message, section) {
      const ref = threads.get(thread);
      if (ref) await store.apply(ref, [{ type: 'posts.added', posts: [{ message, section }] }]);
    },
  };
}
