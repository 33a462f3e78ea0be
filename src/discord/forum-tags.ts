import { ChannelFlags, type ForumChannel, type GuildForumTag } from 'discord.js';
import type { Article } from '../articles/article.ts';
import { UserError } from './user-error.ts';

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

const MAX_TAGS = 5; // of a forum post

/**
 * The forum's tags for an article: its newspaper section's if there is one; where the forum demands a tag,
 * one of the article's own, else the first that anybody may set. Throws `UserError` when a demanded tag cannot be had.
 */
export function chooseTags(
  forum: Pick<ForumChannel, 'availableTags' | 'flags' | 'id'>,
  article: Pick<Article, 'section' | 'tags'>,
): string[] {
  const named = (names: readonly string[]): GuildForumTag[] => {
    const wanted = new Set(names.map(folded));
    return forum.availableTags.filter(({ name }) => wanted.has(folded(name)));
  };
  const bySection = named(article.section ? [article.section] : []);
  if (bySection.length > 0 || !forum.flags.has(ChannelFlags.RequireTag))
    return bySection.slice(0, 1).map(({ id }) => id);
  const byTags = named(article.tags).slice(0, MAX_TAGS);
  const fallback = forum.availableTags.find(({ moderated }) => !moderated) ?? forum.availableTags[0];
  const chosen = byTags.length > 0 ? byTags : fallback ? [fallback] : [];
  if (chosen.length === 0) throw new UserError('discord.noTagInForum', { channel: `<#${forum.id}>` });
  return chosen.map(({ id }) => id);
}
