import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
} from 'discord.js';
import { assertMemberWrote, defineMessageCommand, PRIVATELY, UserError } from '../src/discord/runtime/command.ts';
import { hideModal } from '../src/discord/moderation/hiding.ts';
import { REASON_FIELD, reportModal } from '../src/discord/moderation/reports.ts';
import { REPORT_REASONS } from '../src/discussions/report.ts';

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
    async report(interaction, [what, thread = '', id = ''], { moderators, reports, writeAudit, t }) {
      const { message, member, user } = interaction;
      const { guild } = await moderators.discussionFor(member, thread);
      const posted = { guild, thread, channel: message.channelId, message: message.id, comment: id };
      if (await reports.isSettled(posted, id)) {
        await interaction.deferUpdate();
        return reports.refresh(posted, (body) => interaction.editReply(body));
      }
      if (message.components.length === 0) throw new UserError('discord.report.decided');
      if (what === 'hide') return interaction.showModal(hideModal({ thread, id }, t));
      if (what !== 'dismiss') throw new UserError('discord.gone');
      await interaction.deferUpdate();
      const dismissed = { what: 'dismissed', by: user.id } as const;
      if (!(await reports.decide(posted, dismissed, (body) => interaction.editReply(body))))
        throw new UserError('discord.report.decided');
      await writeAudit(guild, 'report.dismissed', { by: user.id, thread, comment: id });
    },
  },
});
