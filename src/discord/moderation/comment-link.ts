import type { ArticleLibrary } from '../../articles/library.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/ports.ts';
import { UserError } from '../user-error.ts';
import type { MessageRef } from './hiding.ts';

/** A message's address in Discord, or a comment's on the page. */
const IN_DISCORD = /\/channels\/(\d{1,20})\/(\d{1,20})\/(\d{1,20})\/?$/;
const ON_PAGE = /\/articles\/([^/?#]+)(?:\/comments\/|[^#]*#comment-)(\d{1,20})\/?$/;

/** Finds the message that an address leads to. Throws `UserError` for one that leads to no discussion of the guild. */
export type FindByLink = (guild: string, link: string) => Promise<MessageRef>;

interface Dependencies {
  library: ArticleLibrary;
  store: DiscussionStore;
}

/** Creates the look-up, for addresses in Discord and on the page. */
export function createFindByLink({ library, store }: Dependencies): FindByLink {
  async function discussionOn(guild: string, slug: string): Promise<Discussion | undefined> {
    const article = library.all().find((known) => slug === known.slug || slug === encodeURIComponent(known.slug));
    const place = article && (await store.place(guild, article.key));
    return place?.state === 'open' ? store.byThread({ guild, thread: place.thread }) : undefined;
  }

  return async (guild, link) => {
    const [, linkedGuild, thread, message] = IN_DISCORD.exec(link.trim()) ?? [];
    if (thread && message && linkedGuild === guild) return { guild, thread, id: message };
    const [, slug, comment] = ON_PAGE.exec(link.trim()) ?? [];
    const discussion = slug && comment ? await discussionOn(guild, slug) : undefined;
    if (!discussion || !comment) throw new UserError('discord.badLink');
    return { guild, thread: discussion.thread, id: comment };
  };
}
