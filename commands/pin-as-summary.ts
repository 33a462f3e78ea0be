import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { assertMemberWrote, defineMessageCommand, PRIVATELY } from '../src/discord/runtime/command.ts';

export default defineMessageCommand({
  data: new ContextMenuCommandBuilder()
    .setName('Pin as summary')
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages),

  async execute(interaction, { moderators, summaries, t }) {
    await interaction.deferReply(PRIVATELY);
    const discussion = await moderators.discussionFor(interaction.member, interaction.channelId);
    assertMemberWrote(interaction);
    await summaries.pin(discussion, interaction.targetId, interaction.user.id);
    await interaction.editReply({ content: t('discord.summary.pinned') });
  },
});
