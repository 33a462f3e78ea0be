import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import type { LinkedDiscussion } from './starter-message.ts';
import { cut, MAX_CONTENT, type MessageContext } from '../runtime/text.ts';

const PAGE = 10;
const MAX_TITLE = 100;
const SHORT_TITLE = 60; // escaped, ten of them and their counts fit into a message

/** The longest query that fits into a button's custom id beside the page's number. */
export const MAX_QUERY = 80;

/** An article in the list; `discussion` is null while it has none. */
export interface ListedArticle {
  readonly article: Article;
  readonly discussion: LinkedDiscussion | null;
}

/** The articles of one page of the list; a page past the end is the last one. */
export function articlesOfPage(
  articles: readonly Article[],
  page: number,
): { page: number; pages: number; articles: readonly Article[] } {
  const pages = Math.max(1, Math.ceil(articles.length / PAGE));
  const shown = Math.min(Math.max(page, 1), pages);
  return { page: shown, pages, articles: articles.slice((shown - 1) * PAGE, shown * PAGE) };
}

function line({ article, discussion }: ListedArticle, { links, t }: MessageContext): string {
  const title = `[${escapeDiscord(cut(article.title, MAX_TITLE))}](<${links.article(article)}>)`;
  const date = article.published ? ` · <t:${Math.floor(article.published / 1000)}:d>` : '';
  const state = discussion
    ? ` · [${t('discord.list.comments', { count: discussion.count })}](<${discussion.url}>)`
    : '';
  return `- ${title}${date}${state}`;
}

/** The line without links, for a page that would be too long with them. */
function plainLine({ article, discussion }: ListedArticle, { t }: MessageContext): string {
  const state = discussion ? ` · ${t('discord.list.comments', { count: discussion.count })}` : '';
  return `- ${escapeDiscord(cut(article.title, SHORT_TITLE))}${state}`;
}

interface Turn {
  readonly label: string;
  readonly page: number;
  readonly query: string;
  readonly isUsable: boolean;
}

const turnButton = ({ label, page, query, isUsable }: Turn): ButtonBuilder =>
  new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setLabel(label)
    .setCustomId(`articles:${page}:${query.slice(0, MAX_QUERY).toWellFormed()}`)
    .setDisabled(!isUsable);

/** One page of the list of articles, newest first, with buttons for other pages. */
export function articleList(
  list: {
    readonly page: number;
    readonly pages: number;
    readonly query: string;
    readonly articles: readonly ListedArticle[];
  },
  context: MessageContext,
): BaseMessageOptions {
  const { page, pages, query, articles } = list;
  const { t } = context;
  if (articles.length === 0) {
    const key = query ? 'discord.list.noneFor' : 'discord.list.none';
    return { content: t(key, { query: escapeDiscord(query) }), components: [] };
  }
  const heading = t('discord.list.title', { page, pages });
  const linked = [heading, ...articles.map((listed) => line(listed, context))].join('\n');
  const plain = (): string => [heading, ...articles.map((listed) => plainLine(listed, context))].join('\n');
  const content = linked.length <= MAX_CONTENT ? linked : plain();
  if (pages === 1) return { content, components: [] };
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    turnButton({ label: t('discord.list.newer'), page: page - 1, query, isUsable: page > 1 }),
    turnButton({ label: t('discord.list.older'), page: page + 1, query, isUsable: page < pages }),
  );
  return { content, components: [buttons] };
}
