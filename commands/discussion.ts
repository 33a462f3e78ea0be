import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
  type ChatInputCommandInteraction,
  type SlashCommandStringOption,
} from 'discord.js';
import { regardlessOf } from '../src/discord/runtime/answering.ts';
import {
  articleNamed,
  defineCommand,
  PRIVATELY,
  UserError,
  type CommandContext,
} from '../src/discord/runtime/command.ts';
import { discussionInfo } from '../src/discord/posting/discussion-info.ts';
import { MAX_NOTE } from '../src/discord/runtime/text.ts';
import { hiddenMessage } from '../src/discord/moderation/hiding.ts';
import { storedDiscussion } from '../src/discord/runtime/context.ts';
import type { Discussion } from '../src/discussions/discussion.ts';
import { policyIn } from '../src/discussions/visibility.ts';
import { escapeDiscord } from '../src/markdown/discord/escape.ts';

type Interaction = ChatInputCommandInteraction<'cached'>;

async function attach(interaction: Interaction, context: CommandContext): Promise<void> {
  const { library, moderators, t } = context;
  const { channel, member, guildId, user } = interaction;
  if (!channel?.isThread()) throw new UserError('discord.attach.noThread');
  if (!(await moderators.mayModerate(member, channel.parentId ?? ''))) {
    throw new UserError('discord.notModerator');
  }
  const article = articleNamed(interaction.options.getString('article', true), library);
  await interaction.deferReply(PRIVATELY);
  const { thread } = await context.openings.attach({ article, thread: channel });
  await context.writeAudit(guildId, 'discussion.attached', { by: user.id, thread });
  await interaction.editReply({ content: t('discord.attach.done', { title: escapeDiscord(article.title) }) });
}

async function hide(interaction: Interaction, { moderators, hiding, findByLink, t }: CommandContext): Promise<void> {
  const { options, guildId, member, user } = interaction;
  const isWholeMember = options.getBoolean('everything') ?? false;
  const hideByLink = async () => {
    const message = await findByLink(guildId, options.getString('link', true));
    await moderators.discussionFor(member, message.thread);
    const reason = options.getString('reason') ?? '';
    await hiding.hide(message, { by: user.id, reason, isWholeMember });
    return message;
  };
  const message = await regardlessOf(interaction.deferReply(PRIVATELY), hideByLink());
  await interaction.editReply(hiddenMessage({ ...message, isWholeMember }, t));
}

async function info(interaction: Interaction, context: CommandContext): Promise<void> {
  const { library, members, moderators } = context;
  await interaction.deferReply(PRIVATELY);
  const discussion = await moderators.discussionFor(interaction.member, interaction.channelId);
  const waiting = (await members.waiting(discussion)).length;
  const article = library.byKey(discussion.article);
  const policy = policyIn(await context.policyOf(discussion.guild), discussion.announced);
  const content = discussionInfo({ discussion, article, policy, waiting }, context);
  await interaction.editReply({ content });
}

/** The discussion of the option's article in this guild, else the one in this thread, for a moderator. */
async function moderated(interaction: Interaction, context: CommandContext): Promise<Discussion> {
  const { options, member, guildId, channelId } = interaction;
  const named = options.getString('article');
  if (named === null) return context.moderators.discussionFor(member, channelId);
  const discussion = await storedDiscussion(guildId, articleNamed(named, context.library), context);
  if (!discussion) throw new UserError('discord.article.notDiscussed');
  return context.moderators.discussionFor(member, discussion.thread);
}

async function close(interaction: Interaction, context: CommandContext): Promise<void> {
  await interaction.deferReply(PRIVATELY);
  const discussion = await moderated(interaction, context);
  await context.closing.close(discussion);
  const { guild, thread } = discussion;
  await context.writeAudit(guild, 'discussion.closed', { by: interaction.user.id, thread });
  await interaction.editReply({ content: context.t('discord.close.done') });
}

async function reopen(interaction: Interaction, context: CommandContext): Promise<void> {
  await interaction.deferReply(PRIVATELY);
  const discussion = await moderated(interaction, context);
  await context.closing.reopen(discussion);
  const { guild, thread } = discussion;
  await context.writeAudit(guild, 'discussion.reopened', { by: interaction.user.id, thread });
  await interaction.editReply({ content: context.t('discord.close.reopened') });
}

const articleOption = (option: SlashCommandStringOption) =>
  option.setName('article').setDescription('The article’s title (in its thread: not needed)').setAutocomplete(true);

const SUBCOMMANDS: Readonly<Record<string, typeof attach>> = { attach, close, hide, info, reopen };

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('discussion')
    .setDescription('Manage an article’s discussion')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages)
    .addSubcommand((command) =>
      command
        .setName('attach')
        .setDescription('Make this thread the discussion of an article')
        .addStringOption((option) =>
          option.setName('article').setDescription('The article’s title').setRequired(true).setAutocomplete(true),
        ),
    )
    .addSubcommand((command) =>
      command
        .setName('close')
        .setDescription('Close the comments: lock the thread and say so on the page')
        .addStringOption(articleOption),
    )
    .addSubcommand((command) =>
      command.setName('reopen').setDescription('Open the comments again, for good').addStringOption(articleOption),
    )
    .addSubcommand((command) =>
      command
        .setName('hide')
        .setDescription('Hide a comment from the page, by its link here or on the page')
        .addStringOption((option) =>
          option
            .setName('link')
            .setDescription('The link of the message, or of the comment on the page')
            .setRequired(true),
        )
        .addStringOption((option) =>
          option.setName('reason').setDescription('Why (kept in the log)').setMaxLength(MAX_NOTE),
        )
        .addBooleanOption((option) =>
          option.setName('everything').setDescription('Hide everything by this member, now and later'),
        ),
    )
    .addSubcommand((command) =>
      command.setName('info').setDescription('Show the article, page, counts and state of this discussion'),
    ),

  autocomplete: (interaction, { library }) => library.suggest(interaction.options.getFocused()),

  async execute(interaction, context) {
    await SUBCOMMANDS[interaction.options.getSubcommand()]?.(interaction, context);
  },
});
