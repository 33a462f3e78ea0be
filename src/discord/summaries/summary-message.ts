import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ModalBuilder,
  type APIEmbed,
  type APIMessage,
  type BaseMessageOptions,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { Discussion, Summary } from '../../discussions/discussion.ts';
import { linesOf, textOf } from '../../discussions/summary.ts';
import type { Translate } from '../../language/translate.ts';
import type { Links } from '../runtime/links.ts';
import { textField } from '../runtime/text.ts';

/** The longest summary, in UTF-16 units: the limit of a modal's field, below an embed's. */
export const MAX_SUMMARY = 4000;

/** Custom id of the modal's one field. */
export const SUMMARY_FIELD = 'text';

const MAX_FIELD = 1024; // an embed's
const MAX_DESCRIPTION = 4096; // an embed's
const MARK = '#summary'; // the page's anchor, by which the bot recognises its summaries

/** A summary as it is shown: its sentences, and the comments they come from. */
export type SummaryWords = Pick<Summary, 'sentences' | 'sources'>;

interface Shown {
  readonly discussion: Pick<Discussion, 'guild' | 'thread'>;
  readonly article: Article | undefined;
  readonly links: Links;
  /** User ids by the ids of the quoted comments. */
  readonly authors: ReadonlyMap<string, string>;
  readonly t: Translate;
}

/** The sentences, those from comments in a list with author and link; null when that is too long for an embed. */
function citedWords({ sentences }: SummaryWords, { discussion, links, authors, t }: Shown): string | null {
  const mark = sentences.length > 1 ? BULLET : '';
  const lines = linesOf(sentences, t).map((line, index) => {
    const comment = sentences[index]?.comment ?? null;
    const author = comment === null ? undefined : authors.get(comment);
    return author === undefined ? line : `${mark}${line} — <@${author}> [↗](${links.thread(discussion)}/${comment})`;
  });
  const words = lines.join('\n');
  return words.length <= MAX_DESCRIPTION ? words : null;
}

const BULLET = '- ';
const CITED = /^(?:- )?(?<text>.+) — <@\d+> \[↗\]\(\S+\/(?<comment>\d+)\)$/u;

/** Links to the comments, as many as fit into one field. */
function sourceLinks(sources: readonly string[], { discussion, links }: Shown): string {
  let value = '';
  for (const [index, id] of sources.entries()) {
    const link = `[${index + 1}](${links.thread(discussion)}/${id})`;
    const longer = value ? `${value} · ${link}` : link;
    if (longer.length > MAX_FIELD) break;
    value = longer;
  }
  return value;
}

/** The pinned message: the words in one embed, with links to their comments. */
export function summaryMessage(words: SummaryWords, shown: Shown): { embeds: APIEmbed[] } {
  const { article, links, authors, t } = shown;
  const cited = citedWords(words, shown);
  const named = new Set(cited === null ? [] : words.sentences.map(({ comment }) => comment ?? ''));
  const value = sourceLinks(
    words.sources.filter((id) => !named.has(id) || !authors.has(id)),
    shown,
  );
  const embed = {
    title: t('discord.summary.heading'),
    description: cited ?? textOf(words, t),
    ...(article && { url: `${links.comments(article)}${MARK}` }),
    ...(value && { fields: [{ name: t('discord.summary.sources'), value }] }),
  };
  return { embeds: [embed] };
}

/** The pinned message while a moderator has to confirm its words again. */
export const withdrawnMessage = (t: Translate): { embeds: APIEmbed[] } => ({
  embeds: [{ title: t('discord.summary.heading'), description: t('discord.summary.withdrawn') }],
});

/** The words of a message that `summaryMessage` made; null for any other. */
export function wordsFromMessage({ embeds }: Pick<APIMessage, 'embeds'>): SummaryWords | null {
  const [embed] = embeds;
  if (!embed?.url?.endsWith(MARK) || !embed.description) return null;
  const linked = (embed.fields ?? []).flatMap(({ value }) => [...value.matchAll(/\/channels\/\d+\/\d+\/(\d+)\)/g)]);
  const sentences = embed.description.split('\n').map((line) => {
    const { text = line, comment = null } = CITED.exec(line)?.groups ?? {};
    return { text, comment };
  });
  const sources = new Set([
    ...sentences.flatMap(({ comment }) => comment ?? []),
    ...linked.flatMap(([, id]) => id ?? []),
  ]);
  return { sentences, sources: [...sources] };
}

const button = (customId: string, label: string, style: ButtonStyle.Primary | ButtonStyle.Secondary): ButtonBuilder =>
  new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(style);

/** A draft for the moderator alone, with the buttons Edit, Post and pin (not without words) and Discard. */
export function draftMessage(
  { id, ...words }: SummaryWords & { readonly id: string },
  { content, ...shown }: Shown & { readonly content: string },
): BaseMessageOptions {
  const { t } = shown;
  const hasWords = words.sentences.length > 0;
  const buttons = [
    button(`summary:edit:${id}`, t(hasWords ? 'discord.summary.edit' : 'discord.summary.write'), ButtonStyle.Secondary),
    ...(hasWords ? [button(`summary:post:${id}`, t('discord.summary.post'), ButtonStyle.Primary)] : []),
    button(`summary:discard:${id}`, t('discord.summary.discard'), ButtonStyle.Secondary),
  ];
  return {
    content,
    ...(hasWords ? summaryMessage(words, shown) : { embeds: [] }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)],
  };
}

/** The editor for a draft's words. */
export const summaryModal = ({ id, text }: { id: string; text: string }, t: Translate): ModalBuilder =>
  new ModalBuilder()
    .setCustomId(`summary:${id}`)
    .setTitle(t('discord.summary.editor'))
    .addLabelComponents(
      textField({
        id: SUMMARY_FIELD,
        label: t('discord.summary.text'),
        description: t('discord.summary.textMeaning'),
        maxLength: MAX_SUMMARY,
        isRequired: true,
        isLong: true,
        value: text,
      }),
    );
