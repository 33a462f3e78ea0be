import {
  ApplicationIntegrationType,
  InteractionContextType,
  SlashCommandBuilder,
  type BaseMessageOptions,
} from 'discord.js';
import { defineCommand, PRIVATELY, type CommandContext } from '../src/discord/runtime/command.ts';
import { linkedDiscussion } from '../src/discord/posting/starter-message.ts';
import { articleList, articlesOfPage, MAX_QUERY, type ListedArticle } from '../src/discord/posting/article-list.ts';
import { storedDiscussion } from '../src/discord/runtime/context.ts';

interface ListRequest {
  readonly guild: string;
  readonly query: string;
  readonly page: number;
}

async function listMessage({ guild, query, page }: ListRequest, context: CommandContext): Promise<BaseMessageOptions> {
  const shown = articlesOfPage(context.library.search(query), page);
  const articles = await Promise.all(
    shown.articles.map(async (article): Promise<ListedArticle> => {
      const discussion = await storedDiscussion(guild, article, context);
      return { article, discussion: linkedDiscussion(discussion, context.links) };
    }),
  );
  return articleList({ ...shown, query, articles }, context);
}

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('articles')
    .setDescription('List the articles, newest first')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .addStringOption((option) => option.setName('query').setDescription('Words of the title').setMaxLength(MAX_QUERY)),

  async execute(interaction, context) {
    const query = interaction.options.getString('query') ?? '';
    const message = await listMessage({ guild: interaction.guildId, query, page: 1 }, context);
    await interaction.reply({ ...message, ...PRIVATELY });
  },

  components: {
    async articles(interaction, [page, ...query], context) {
      const request = { guild: interaction.guildId, query: query.join(':'), page: Number(page) || 1 };
      await interaction.update(await listMessage(request, context));
    },
  },
});
