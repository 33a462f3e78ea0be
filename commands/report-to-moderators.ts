import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
} from 'discord.js';
import { assertMemberWrote, defineMessageCommand, PRIVATELY, UserError } from '../src/discord/runtime/command.ts';
import { hideModal } from '../src/discord/moderation/hiding.ts';
import type { MessageKey } from '../src/language/translate.ts';
import { closedReport, REASON_FIELD, REPORT_REASONS, reportModal } from '../src/discord/moderation/reports.ts';

export default defineMessageCommand({
  data: new ContextMenuCommandBuilder()
    .setName('Report to moderators')
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall),

  async execute(interaction, { moderators, reports, t }) {
    const { member, channelId, targetId, guildId } = interaction;
    await moderators.discussionIn(member, channelId);
    assertMemberWrote(interaction);
    await reports.assertPossible(guildId);
    await interaction.showModal(reportModal(targetId, t));
  },

  modals: {
    async report(interaction, [comment = ''], { moderators, reports, t }) {
      await interaction.deferReply(PRIVATELY);
      const { member, channelId, fields, user } = interaction;
      const discussion = await moderators.discussionIn(member, channelId ?? '');
      const picked = fields.getRadioGroup(REASON_FIELD, true);
      const reason = REPORT_REASONS.find((known) => known === picked) ?? 'other';
      await reports.make(discussion, { comment, reason, reporter: user.id });
      await interaction.editReply({ content: t('discord.report.done') });
    },
  },

  components: {
    async report(interaction, [what, thread = '', id = ''], { moderators, reports, writeAudit, language, t }) {
      const { guild } = await moderators.discussionFor(interaction.member, thread);
      const close = async (outcome: MessageKey): Promise<void> => {
        const sentence = (await language.of(guild))(outcome);
        await interaction.update(closedReport(interaction.message.content, sentence));
      };
      if (await reports.isSettled({ guild, thread }, id)) return close('discord.report.settledBy');
      if (what === 'hide') return interaction.showModal(hideModal({ thread, id }, t));
      if (what !== 'dismiss') throw new UserError('discord.gone');
      if (interaction.message.components.length === 0) throw new UserError('discord.gone'); // another moderator was faster
      await close('discord.report.dismissed');
      await writeAudit(guild, 'report.dismissed', { by: interaction.user.id, thread, comment: id });
    },
  },
});
