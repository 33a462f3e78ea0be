import {
  ActionRowBuilder,
  StringSelectMenuBuilder,
  ComponentType,
  type APIMessage,
  type BaseMessageOptions,
  type ButtonBuilder,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { Translate } from '../../language/translate.ts';
import { cut, linkButtons, MAX_URL, articleText, MAX_CONTENT, type MessageContext } from '../runtime/text.ts';
import { basename } from 'node:path';
import type { Discussion } from '../../discussions/discussion.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import type { Links } from '../runtime/links.ts';
import { consentButtons } from '../consent/messages.ts';

const MAX_OPTIONS = 25; // of one menu
const MAX_MENUS = 4; // five rows a message, one of them for buttons
const MAX_LABEL = 100;

/** Rows with menus of an article's sections, 25 in each, at most four. */
function sectionMenus(article: Article, t: Translate): ActionRowBuilder<StringSelectMenuBuilder>[] {
  const rows: ActionRowBuilder<StringSelectMenuBuilder>[] = [];
  for (let start = 0; start < article.sections.length && rows.length < MAX_MENUS; start += MAX_OPTIONS) {
    const options = article.sections
      .slice(start, start + MAX_OPTIONS)
      .map(({ heading, slug }) => ({ label: cut(heading, MAX_LABEL), value: slug }));
    const menu = new StringSelectMenuBuilder()
      .setCustomId(`menu:${rows.length}:${article.slug}`)
      .setPlaceholder(t('discord.menu.placeholder'))
      .addOptions(options);
    rows.push(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu));
  }
  return rows;
}

const MAX_THREAD_NAME = 100;
const MAX_TITLE = 256;
const MAX_LEAD = 1200; // leaves room for title and notice
const MAX_ALT = 1024;

/** The thread's or forum post's name: the article's title, at most 100 UTF-16 units. */
export const threadName = ({ title }: Article): string => cut(title, MAX_THREAD_NAME);

/** The whole lead in Discord's markdown. */
export const fullLead = (article: Article, context: Pick<MessageContext, 'links'>): string =>
  articleText(article.lead, article, context);

/** Whether the starter message shows the whole lead. */
export const showsWholeLead = (article: Article, context: Pick<MessageContext, 'links'>): boolean =>
  fullLead(article, context).length <= MAX_LEAD;

/** A row with the buttons; none without buttons. */
const rowsOf = (buttons: readonly ButtonBuilder[]): ActionRowBuilder<ButtonBuilder>[] =>
  buttons.length > 0 ? [new ActionRowBuilder<ButtonBuilder>().addComponents([...buttons])] : [];

/** Title, lead and a last line; with the page's address when it is too long for a link button. */
function textAround(article: Article, context: MessageContext, last: string): string {
  const page = context.links.comments(article);
  const title = `## ${cut(escapeDiscord(article.title), MAX_TITLE)}`;
  const ending = [...(page.length > MAX_URL ? [`<${page}>`] : []), last].join('\n\n');
  const room = Math.min(MAX_LEAD, MAX_CONTENT - title.length - ending.length - 4);
  return [title, cut(fullLead(article, context), room), ending].filter(Boolean).join('\n\n');
}

function picture({ image }: Article): Pick<BaseMessageOptions, 'files' | 'embeds'> {
  if (image?.type === 'file') {
    return { files: [{ attachment: image.path, name: basename(image.path), description: cut(image.alt, MAX_ALT) }] };
  }
  return image ? { embeds: [{ image: { url: image.url } }] } : {};
}

/** The policy for replies, and the starter message's channel; null when it is in the thread itself, as a forum post's is. */
export interface StarterTerms {
  readonly policy: PublishPolicy;
  readonly channel: string | null;
}

/** The message that opens a discussion: title, lead, picture, menus of sections, link to the page, notice about replies, and consent buttons. */
export function starterMessage(article: Article, terms: StarterTerms, context: MessageContext): BaseMessageOptions {
  const { links, siteName, t } = context;
  // Inside the thread, Discord shows its starter message without the buttons, so the notice says where they are.
  const channel = terms.channel === null ? 'none' : `<#${terms.channel}>`;
  const notice = `-# ${t(`discord.starter.notice.${terms.policy}`, { site: siteName, channel })}`;
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    ...linkButtons(t('discord.starter.page', { site: siteName }), links.comments(article)),
    ...consentButtons(context),
  );
  return {
    content: textAround(article, context, notice),
    components: [...sectionMenus(article, t), buttons],
    ...picture(article),
  };
}

/** Whether a message of the bot is a starter message; with `page`, of the article with that page. */
export function isStarter(message: APIMessage, page: string | null): boolean {
  const parts = (message.components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow ? row.components : [],
  );
  const hasConsent = parts.some((part) => 'custom_id' in part && part.custom_id === 'consent:keep');
  const leadsTo = (url: string): boolean =>
    message.content.includes(`<${url}>`) || parts.some((part) => 'url' in part && part.url === url);
  return hasConsent && (page === null || leadsTo(page));
}

/** A link to a discussion: its thread's address, and its number of comments. */
export interface LinkedDiscussion {
  readonly url: string;
  readonly count: number;
}

/** The link to a discussion; null for none. */
export const linkedDiscussion = (discussion: Discussion | undefined, links: Links): LinkedDiscussion | null =>
  discussion ? { url: links.thread(discussion), count: discussion.counts.comments } : null;

/** The private answer about an article: lead, menus, and a link to its discussion. */
export function articleMessage(
  article: Article,
  discussion: LinkedDiscussion | null,
  context: MessageContext,
): BaseMessageOptions {
  const { links, siteName, t } = context;
  const state = discussion
    ? t('discord.article.discussed', { count: discussion.count, url: discussion.url })
    : t('discord.article.notDiscussed');
  const buttons = linkButtons(t('discord.starter.page', { site: siteName }), links.comments(article));
  return {
    content: textAround(article, context, state),
    components: [...sectionMenus(article, t), ...rowsOf(buttons)],
  };
}
