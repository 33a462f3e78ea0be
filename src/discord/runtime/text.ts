import type { Article } from '../../articles/article.ts';
import { discordFromArticle } from '../../markdown/article/discord.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { beginning } from '../../markdown/text.ts';
import { splitForDiscord } from '../../markdown/discord/split-message.ts';
import type { Translate } from '../../language/translate.ts';
import type { Links } from './links.ts';
import { LabelBuilder, TextInputBuilder, TextInputStyle, ButtonBuilder, ButtonStyle } from 'discord.js';

/** What a message's builder needs besides its subject. */
export interface MessageContext {
  readonly links: Links;
  readonly siteName: string;
  readonly t: Translate;
}

export const MAX_LABEL = 80; // of a button
export const MAX_NAME = 100; // the repeated part of a name that somebody typed
export const MAX_CONTENT = 2000; // Discord's limit for a bot's message, in UTF-16 units

/** Part of an article as Discord's Markdown, with absolute addresses for its links and pictures. */
export const articleText = (markdown: string, article: Article, { links }: Pick<MessageContext, 'links'>): string =>
  discordFromArticle(markdown, {
    base: links.article(article),
    pictureUrl: (source) => links.picture(article, source),
  });

const SHORT = 100; // names and labels are at most this long, and not Markdown

/** The text, or its beginning and "…" when it has more than `limit` UTF-16 units; cut between words where possible. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const [first = ''] = limit > SHORT ? splitForDiscord(text, limit - 1) : [wordsOf(text, limit - 1)];
  return `${first}…`;
}

const MAX_LISTED = 5;

/** The first five titles or headings, joined for a sentence. */
export const listed = (names: readonly string[]): string =>
  [
    ...names.slice(0, MAX_LISTED).map((name) => escapeDiscord(cut(name, MAX_NAME))),
    ...(names.length > MAX_LISTED ? ['…'] : []),
  ].join(' · ');

/** The beginning of a plain text, without a last word that would be cut in two. */
function wordsOf(text: string, limit: number): string {
  const kept = beginning(text, limit);
  const space = kept.lastIndexOf(' ');
  return (space > limit / 2 && text[kept.length] !== ' ' ? kept.slice(0, space) : kept).trimEnd();
}

export const MAX_NOTE = 300; // of a recommendation, and of a reason

/** A text field of a modal; `value` is its first content. */
export interface TextField {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly maxLength: number;
  readonly isRequired?: boolean;
  readonly isLong?: boolean;
  readonly value?: string;
}

/** A text field with its label. */
export function textField({ id, label, description, maxLength, isRequired, isLong, value }: TextField): LabelBuilder {
  const input = new TextInputBuilder()
    .setCustomId(id)
    .setStyle(isLong ? TextInputStyle.Paragraph : TextInputStyle.Short)
    .setMaxLength(maxLength)
    .setRequired(isRequired ?? false);
  if (value) input.setValue(value);
  const labelled = new LabelBuilder().setLabel(label).setTextInputComponent(input);
  return description ? labelled.setDescription(description) : labelled;
}

/** Discord's limit for a link button's address. A slug in another script takes up to nine characters a letter. */
export const MAX_URL = 512;

/** A link button; none when the address is too long for one. */
export const linkButtons = (label: string, url: string): ButtonBuilder[] =>
  url.length <= MAX_URL
    ? [new ButtonBuilder().setStyle(ButtonStyle.Link).setLabel(cut(label, MAX_LABEL)).setURL(url)]
    : [];
