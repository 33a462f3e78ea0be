import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { assertMemberWrote, defineMessageCommand, PRIVATELY } from '../src/discord/runtime/command.ts';
import { NOTE_FIELD, recommendModal } from '../src/discord/moderation/recommending.ts';

export default defineMessageCommand({
  data: new ContextMenuCommandBuilder()
    .setName('Recommend on site')
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages),

  async execute(interaction, { moderators, recommending, t }) {
    const { member, channelId, targetId, user } = interaction;
    const discussion = await moderators.discussionFor(member, channelId);
    assertMemberWrote(interaction);
    if (!discussion.recommended.some(({ comment }) => comment === targetId)) {
      await recommending.assertFit(discussion, targetId);
      await interaction.showModal(recommendModal(targetId, t));
      return;
    }
    await recommending.undo(discussion, targetId, user.id);
    await interaction.reply({ content: t('discord.recommend.undone'), ...PRIVATELY });
  },

  modals: {
    async recommend(interaction, [comment = ''], { moderators, recommending, t }) {
      await interaction.deferReply(PRIVATELY);
      const { member, user } = interaction;
      const discussion = await moderators.discussionFor(member, interaction.channelId ?? '');
      const note = interaction.fields.getTextInputValue(NOTE_FIELD).trim() || null;
      const hasMadeRoom = await recommending.recommend(discussion, { comment, note, by: user.id });
      await interaction.editReply({
        content: t(hasMadeRoom ? 'discord.recommend.doneLast' : 'discord.recommend.done'),
      });
    },
  },
});
