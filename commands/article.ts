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
  PRIVATELY,
  UserError,
  type CommandContext,
} from '../src/discord/runtime/command.ts';
import {
  isOpeningChannel,
  mayOpen,
  OPENING_CHANNEL_TYPES,
  type OpeningChannel,
} from '../src/discord/runtime/rights.ts';
import { articleMessage, linkedDiscussion } from '../src/discord/posting/starter-message.ts';
import { escapeDiscord } from '../src/markdown/discord/escape.ts';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** The picked channel, else the guild's home channel, else this channel or this thread's parent. */
async function targetChannel(interaction: Interaction, context: CommandContext): Promise<OpeningChannel> {
  const { channels } = interaction.guild;
  const { homeChannel } = await context.settings.settings(interaction.guildId);
  const chosen = interaction.options.getChannel('channel') ?? channels.cache.get(homeChannel ?? '');
  const channel = chosen ?? interaction.channel;
  if (channel?.type === ChannelType.PrivateThread) throw new UserError('discord.privateThread');
  const target = channel?.isThread() ? channel.parent : channel;
  if (!target || !isOpeningChannel(target)) throw new UserError('discord.notThisChannel');
  return target;
}

/** Whether the asker may open a discussion in the channel: by Discord's permissions, and only moderators where the guild chose that. */
async function mayOpenHere(
  { guildId, member }: Interaction,
  channel: OpeningChannel,
  { settings, moderators }: CommandContext,
): Promise<boolean> {
  if (!mayOpen(member, channel)) return false;
  const { openers } = await settings.settings(guildId);
  return openers === 'discord' || moderators.mayModerate(member, channel.id);
}

/** The role to notify of a new discussion, if the asker wants that. Throws `UserError` when it cannot be notified. */
async function roleToNotify(
  { guildId, member, options }: Interaction,
  channel: OpeningChannel,
  { settings, moderators }: CommandContext,
): Promise<string | null> {
  if (!options.getBoolean('notify')) return null;
  if (!(await moderators.mayModerate(member, channel.id))) throw new UserError('discord.notify.notModerator');
  const { notifyRole } = await settings.settings(guildId);
  if (!notifyRole) throw new UserError('discord.notify.none');
  return notifyRole;
}

async function notify(
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
    .setDescription('Bring an article into discussion, or find its discussion')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .addStringOption((option) =>
      option.setName('article').setDescription('The article’s title').setRequired(true).setAutocomplete(true),
    )
    .addChannelOption((option) =>
      option
        .setName('channel')
        .setDescription('Where to discuss it; when left out, in the home channel, else here')
        .addChannelTypes(...OPENING_CHANNEL_TYPES),
    )
    .addBooleanOption((option) =>
      option.setName('notify').setDescription('Tell the role that was picked for it (moderators only)'),
    ),

  autocomplete: (interaction, { library }) => library.suggest(interaction.options.getFocused()),

  async execute(interaction, context) {
    const article = articleNamed(interaction.options.getString('article', true), context.library);
    await interaction.deferReply(PRIVATELY);

    const known = await context.openings.find(interaction.guildId, article);
    const answerPrivately = async (): Promise<void> => {
      await interaction.editReply(articleMessage(article, linkedDiscussion(known, context.links), context));
    };
    if (known) return answerPrivately();
    const channel = await targetChannel(interaction, context);
    if (!(await mayOpenHere(interaction, channel, context))) return answerPrivately();
    const role = await roleToNotify(interaction, channel, context);
    const { discussion, isNew } = await context.openings.open({ article, channel });
    const { thread } = discussion;
    if (isNew) {
      await context.writeAudit(interaction.guildId, 'discussion.opened', { by: interaction.user.id, thread });
      if (role) await notify(interaction, { role, thread, article }, context);
    }
    const key = isNew ? 'discord.opened' : 'discord.alreadyOpen';
    const values = { title: escapeDiscord(article.title), url: context.links.thread(discussion) };
    await interaction.editReply({ content: context.t(key, values) });
  },
});
