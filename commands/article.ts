import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  SlashCommandBuilder,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Article } from '../src/articles/article.ts';
import {
  articleNamed,
  defineCommand,
  isOpeningChannel,
  mayOpen,
  OPENING_CHANNEL_TYPES,
  PRIVATELY,
  UserError,
  type CommandContext,
  type OpeningChannel,
} from '../src/discord/runtime/command.ts';
import { articleMessage, linkedDiscussion } from '../src/discord/posting/starter-message.ts';
import { escapeDiscord } from '../src/markdown/discord/escape.ts';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** The channel that was picked, else the guild's home channel, else this one or the one that this thread is in. */
async function targetChannel(interaction: Interaction, context: CommandContext): Promise<OpeningChannel> {
  const { channels } = interaction.guild;
  const home = await context.homeChannel(interaction.guildId);
  const chosen = interaction.options.getChannel('channel') ?? (home ? channels.cache.get(home) : null);
  const channel = chosen ?? interaction.channel;
  if (channel?.type === ChannelType.PrivateThread) throw new UserError('discord.privateThread');
  const target = channel?.isThread() ? channel.parent : channel;
  if (!target || !isOpeningChannel(target)) throw new UserError('discord.notThisChannel');
  return target;
}

/** Whether the asker may open a discussion in the channel: as Discord has it, or moderators alone where the guild wants that. */
async function mayOpenHere(
  { guildId, member }: Interaction,
  channel: OpeningChannel,
  { settings, moderation: { moderators } }: CommandContext,
): Promise<boolean> {
  if (!mayOpen(member, channel)) return false;
  const { openers } = await settings.settings(guildId);
  return openers === 'discord' || moderators.mayModerate(member, channel.id);
}

/** The one role that may be told of a new discussion, when the asker wants that. Throws `UserError` where it cannot be. */
async function roleToTell(
  { guildId, member, options }: Interaction,
  channel: OpeningChannel,
  { settings, moderation: { moderators } }: CommandContext,
): Promise<string | null> {
  if (!options.getBoolean('notify')) return null;
  if (!(await moderators.mayModerate(member, channel.id))) throw new UserError('discord.notify.notModerator');
  const { notifyRole } = await settings.settings(guildId);
  if (!notifyRole) throw new UserError('discord.notify.none');
  return notifyRole;
}

async function tell(
  { guild }: Interaction,
  { role, thread: id, article }: { role: string; thread: string; article: Article },
  { language }: CommandContext,
): Promise<void> {
  const thread = await guild.channels.fetch(id);
  if (!thread?.isSendable()) return;
  const values = { role: `<@&${role}>`, title: escapeDiscord(article.title) };
  const content = (await language.of(guild.id))('discord.notify.sent', values);
  await thread.send({ content, allowedMentions: { roles: [role] } });
}

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('article')
    .setDescription('Open or find an article’s discussion')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .addStringOption((option) =>
      option.setName('article').setDescription('The article’s title').setRequired(true).setAutocomplete(true),
    )
    .addChannelOption((option) =>
      option
        .setName('channel')
        .setDescription('Where to discuss it; by default in the home channel, or else here')
        .addChannelTypes(...OPENING_CHANNEL_TYPES),
    )
    .addBooleanOption((option) =>
      option.setName('notify').setDescription('Ping the role picked for this (moderators only)'),
    ),

  autocomplete: (interaction, { library }) => library.suggest(interaction.options.getFocused()),

  async execute(interaction, context) {
    const article = articleNamed(interaction.options.getString('article', true), context.library);
    await interaction.deferReply(PRIVATELY);

    const known = await context.discussion(interaction.guildId, article);
    const answerPrivately = async (): Promise<void> => {
      await interaction.editReply(articleMessage(article, linkedDiscussion(known, context.links), context));
    };
    if (known) return answerPrivately();
    const channel = await targetChannel(interaction, context);
    if (!(await mayOpenHere(interaction, channel, context))) return answerPrivately();
    const role = await roleToTell(interaction, channel, context);
    const { discussion, isNew } = await context.open({ article, channel });
    const { thread } = discussion;
    if (isNew) {
      await context.moderation.note(interaction.guildId, 'discussion.opened', { by: interaction.user.id, thread });
      if (role) await tell(interaction, { role, thread, article }, context);
    }
    const key = isNew ? 'discord.opened' : 'discord.alreadyOpen';
    const values = { title: escapeDiscord(article.title), url: context.links.thread(discussion) };
    await interaction.editReply({ content: context.t(key, values) });
  },
});
