import {
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  SlashCommandBuilder,
  type ChatInputCommandInteraction,
  type RepliableInteraction,
} from 'discord.js';
import type { Article, Section } from '../src/articles/article.ts';
import {
  articleNamed,
  articlesNamed,
  defineCommand,
  PRIVATELY,
  UserError,
  type CommandContext,
} from '../src/discord/runtime/command.ts';
import { sectionAnswer, sectionToken } from '../src/discord/posting/section-messages.ts';
import { articleMessage, linkedDiscussion } from '../src/discord/posting/starter-message.ts';
import { cut, listed, MAX_NAME } from '../src/discord/runtime/text.ts';
import { escapeDiscord } from '../src/markdown/discord/escape.ts';
import { articleIn, storedDiscussion } from '../src/discord/runtime/context.ts';

const SHOW = ['me', 'everyone'] as const;

/** The section that somebody picked, or whose heading contains what they typed. Throws `UserError` for none, and for several. */
function sectionNamed(name: string, article: Article, { library, links }: CommandContext): Section {
  const fitting = name.trim() === '' ? [] : library.searchSections(article, name);
  const section = library.findSection(article, name) ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (section) return section;
  const typed = escapeDiscord(cut(name, MAX_NAME));
  const title = escapeDiscord(article.title);
  if (article.sections.length === 0) throw new UserError('discord.noSections', { title, url: links.article(article) });
  if (fitting.length > 1) {
    const headings = listed(fitting.map(({ heading }) => heading));
    throw new UserError('discord.severalSections', { title, name: typed, sections: headings });
  }
  const sections = article.sections
    .map(({ heading }) => escapeDiscord(heading))
    .join(' · ')
    .slice(0, 1000);
  throw new UserError('discord.unknownSection', { title, name: typed, sections });
}

/** Sends the pieces as the answer and further messages; calls `onSent` with each message's id. */
async function send(
  interaction: RepliableInteraction<'cached'>,
  pieces: readonly string[],
  {
    flags,
    onSent,
  }: { flags: MessageFlags.Ephemeral | MessageFlags.SuppressNotifications; onSent?: (id: string) => Promise<void> },
): Promise<void> {
  const [first = '', ...rest] = pieces;
  await interaction.reply({ content: first, flags });
  if (onSent) await onSent((await interaction.fetchReply()).id);
  for (const content of rest) {
    const { id: next } = await interaction.followUp({ content, flags });
    await onSent?.(next);
  }
}

/** Whether the asker may write here; otherwise the answer is private. */
function maySpeak(interaction: ChatInputCommandInteraction<'cached'>): boolean {
  const right = interaction.channel?.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  return interaction.memberPermissions.has(right);
}

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('section')
    .setDescription('Read one section of an article')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .addStringOption((option) =>
      option.setName('section').setDescription('The section’s heading').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('article')
        .setDescription('The article’s title; the one discussed here when left out')
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('show')
        .setDescription('Who sees it; only you when left out')
        .addChoices(SHOW.map((value) => ({ name: value === 'me' ? 'only me' : 'everyone', value }))),
    ),

  autocomplete(interaction, context) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'article') return context.library.suggest(value);
    const named = interaction.options.getString('article');
    const articles = named ? articlesNamed(named, context.library) : [articleIn(interaction.channelId, context)];
    const [article, ...others] = articles;
    return article && others.length === 0 ? context.library.suggestSections(article, value) : [];
  },

  async execute(interaction, context) {
    const named = interaction.options.getString('article');
    const article = named ? articleNamed(named, context.library) : articleIn(interaction.channelId, context);
    if (!article) throw new UserError('discord.articleNeeded');

    const name = interaction.options.getString('section');
    if (!name) {
      const discussion = await storedDiscussion(interaction.guildId, article, context);
      const linked = linkedDiscussion(discussion, context.links);
      await interaction.reply({ ...articleMessage(article, linked, context), ...PRIVATELY });
      return;
    }
    const section = sectionNamed(name, article, context);
    const pieces = sectionAnswer(article, section, context);
    const isForEveryone = interaction.options.getString('show') === 'everyone';
    if (!isForEveryone) return send(interaction, pieces, PRIVATELY);
    if (!maySpeak(interaction)) {
      return send(interaction, [context.t('discord.cannotSpeak'), ...pieces], PRIVATELY);
    }
    /** In the article's thread, answers to the message are about its section. */
    const onSent = async (id: string): Promise<void> => {
      const thread = context.threads.get(interaction.channelId);
      if (thread?.article !== article.key) return;
      await context.discussions.apply(thread, [
        { type: 'posts.added', posts: [{ message: id, section: section.slug }] },
      ]);
    };
    await send(interaction, pieces, { flags: MessageFlags.SuppressNotifications, onSent });
  },

  components: {
    async menu(interaction, [, slug = ''], context) {
      const article = context.library.bySlug(slug);
      const choice = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
      const section = article?.sections.find((candidate) => candidate.slug === choice);
      if (!article || !section) throw new UserError('discord.gone');
      await send(interaction, sectionAnswer(article, section, context), PRIVATELY);
    },

    async read(interaction, [token, slug = ''], context) {
      const article = context.library.bySlug(slug);
      const section = article?.sections.find((candidate) => sectionToken(candidate) === token);
      if (!article || !section) throw new UserError('discord.gone');
      await send(interaction, sectionAnswer(article, section, context), PRIVATELY);
    },
  },
});
