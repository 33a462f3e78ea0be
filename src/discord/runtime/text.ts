import type { Article } from '../../articles/article.ts';
import { discordFromArticle } from '../../markdown/article/discord.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { beginning } from '../../markdown/text.ts';
import { splitForDiscord } from '../../markdown/discord/split-message.ts';
import type { Translate } from '../../language/translate.ts';
import type { Links } from './links.ts';
import { LabelBuilder, TextInputBuilder, TextInputStyle, ButtonBuilder, ButtonStyle } from 'discord.js';

/** What every message needs besides its subject. */
export interface Surroundings {
  readonly links: Links;
  readonly siteName: string;
  readonly t: Translate;
}

export const MAX_LABEL = 80; // of a button
export const MAX_NAME = 100; // what is repeated of a name that somebody typed
export const MAX_CONTENT = 2000; // Discord's limit for a bot's message, in UTF-16 units

/** A part of an article's Markdown as Discord's; its links and pictures lead to where they can be seen. */
export const articleText = (markdown: string, article: Article, { links }: Pick<Surroundings, 'links'>): string =>
  discordFromArticle(markdown, {
    base: links.article(article),
    pictureUrl: (source) => links.picture(article, source),
  });

const SHORT = 100; // names and labels are no longer, and no markdown

/** The text if it has at most `limit` UTF-16 units, else its beginning, cut between words where it can be, and "…". */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const [first = ''] = limit > SHORT ? splitForDiscord(text, limit - 1) : [wordsOf(text, limit - 1)];
  return `${first}…`;
}

const MAX_LISTED = 5;

/** The first of several titles or headings, as a sentence lists them. */
export const listed = (names: readonly string[]): string =>
  [
    ...names.slice(0, MAX_LISTED).map((name) => escapeDiscord(cut(name, MAX_NAME))),
    ...(names.length > MAX_LISTED ? ['…'] : []),
  ].join(' · ');

/** The beginning of a plain text without its last word if that is cut in two. */
function wordsOf(text: string, limit: number): string {
  const kept = beginning(text, limit);
  const space = kept.lastIndexOf(' ');
  return (space > limit / 2 && text[kept.length] !== ' ' ? kept.slice(0, space) : kept).trimEnd();
}

export const MAX_NOTE = 300; // of a recommendation, and of a reason

/** What a field of a modal asks for; `value` is what stands in it at first. */
export interface TextField {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly maxLength: number;
  readonly isRequired?: boolean;
  readonly isLong?: boolean;
  readonly value?: string;
}

/** A field for text with its label, as modals have them. */
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

/** The longest address of a link button; a slug in another script is encoded in up to nine characters a letter. */
export const MAX_URL = 512;

/** A button that leads to an address; none to one that is too long for Discord's buttons. */
export const linkButtons = (label: string, url: string): ButtonBuilder[] =>
  url.length <= MAX_URL
    ? [new ButtonBuilder().setStyle(ButtonStyle.Link).setLabel(cut(label, MAX_LABEL)).setURL(url)]
    : [];
