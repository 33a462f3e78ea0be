import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import { regardlessOf } from '../src/discord/runtime/answering.ts';
import {
  assertMemberWrote,
  defineMessageCommand,
  PRIVATELY,
  UserError,
  type CommandContext,
} from '../src/discord/runtime/command.ts';
import { HIDE_FIELDS, hiddenMessage, hideModal } from '../src/discord/moderation/hiding.ts';
import { isDeleted } from '../src/discussions/visibility.ts';
import type { CommentRecord } from '../src/discussions/comment.ts';

/** Whether the member decides about their own comment, and not as a moderator. Throws `UserError` when they may do neither. */
function decidesForThemselves(
  { targetMessage, user }: MessageContextMenuCommandInteraction<'cached'>,
  { record, isModerator }: { record: CommentRecord | undefined; isModerator: boolean },
): boolean {
  const isOwn = targetMessage.author.id === user.id;
  if (!isOwn && !isModerator) throw new UserError('discord.hide.onlyOwn');
  if (!isOwn) return false;
  const isHiddenByOthers = record?.state === 'hidden' && record.by !== user.id;
  if (isHiddenByOthers && !isModerator) throw new UserError('discord.hide.byModerators');
  if (!record || isDeleted(record)) throw new UserError('discord.hide.notOnPage');
  return !isHiddenByOthers;
}

async function hideOrShow(
  interaction: MessageContextMenuCommandInteraction<'cached'>,
  { hiding, moderators, t }: CommandContext,
): Promise<void> {
  const { member, channelId, targetId, user } = interaction;
  const discussion = await moderators.discussionIn(member, channelId);
  assertMemberWrote(interaction);
  const message = { guild: discussion.guild, thread: discussion.thread, id: targetId };
  const record = await hiding.record(message);
  const isModerator = await moderators.mayModerate(member, discussion.channel);
  const isOwnDecision = decidesForThemselves(interaction, { record, isModerator });

  if (record?.state !== 'hidden' && !isOwnDecision) {
    await interaction.showModal(hideModal(message, t));
    return;
  }
  if (record?.state === 'hidden') {
    await interaction.deferReply(PRIVATELY);
    await hiding.show(message, user.id);
    await interaction.editReply({ content: t('discord.hide.undone') });
    return;
  }
  const hidden = hiding.hide(message, { by: user.id, reason: '', isWholeMember: false });
  await regardlessOf(interaction.deferReply(PRIVATELY), hidden);
  await interaction.editReply(hiddenMessage({ ...message, isWholeMember: false }, t));
}

export default defineMessageCommand({
  data: new ContextMenuCommandBuilder()
    .setName('Hide from site')
    .setType(ApplicationCommandType.Message)
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall),

  execute: hideOrShow,

  components: {
    async hide(interaction, [what, thread = '', id = ''], { hiding, moderators, t }) {
      if (what !== 'undo') throw new UserError('discord.gone');
      const { member, user } = interaction;
      const discussion = await moderators.discussionIn(member, thread);
      const message = { guild: discussion.guild, thread, id };
      const record = await hiding.record(message);
      const isOwnDecision = record?.state === 'hidden' && record.by === user.id && record.author === user.id;
      if (!isOwnDecision) await moderators.discussionFor(member, thread);
      await interaction.deferUpdate();
      await hiding.show(message, user.id);
      await interaction.editReply({ content: t('discord.hide.undone'), components: [] });
    },
  },

  modals: {
    async hide(interaction, [thread = '', id = ''], { hiding, moderators, reports, t }) {
      const { fields, guildId: guild, member, user } = interaction;
      const message = { guild, thread, id };
      const reason = fields.getTextInputValue(HIDE_FIELDS.reason).trim();
      const isWholeMember = fields.getCheckbox(HIDE_FIELDS.everything);
      const hide = async (): Promise<void> => {
        await moderators.discussionFor(member, thread);
        await hiding.hide(message, { by: user.id, reason, isWholeMember });
        if (interaction.isFromMessage() && interaction.message.components.length > 0) {
          const { channelId: channel, id: posted } = interaction.message;
          await reports.decide(
            { guild, thread, channel, message: posted, comment: id },
            { what: 'hidden', by: user.id },
          );
        }
      };
      await regardlessOf(interaction.deferReply(PRIVATELY), hide());
      await interaction.editReply(hiddenMessage({ ...message, isWholeMember }, t));
    },
  },
});
