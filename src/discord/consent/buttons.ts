import { languageOf } from '../../language/translate.ts';
import { PRIVATELY, type CommandContext, type ComponentHandler } from '../runtime/command.ts';
import { regardlessOf } from '../runtime/answering.ts';
import { UserError } from '../runtime/user-error.ts';
import { keptMessage, onlyNewMessage, publishedMessage, undoneMessage } from './messages.ts';
import { articleIn } from '../runtime/context.ts';

/**
 * The buttons `consent:publish`, `consent:keep`, `consent:new`, and `consent:undo:<time of a withdrawal>`: each member answers
 * for themselves and sees the result privately. Publishing, by an undo too, waits until Discord has taken the answer, so that
 * nobody whose click failed is published; taking back does not wait.
 */
export const consentHandler: ComponentHandler = async (interaction, [choice, time], context) => {
  const member = { guild: interaction.guildId, user: interaction.user.id };
  const moment = { at: interaction.createdTimestamp, language: languageOf(interaction.locale) };
  const { decisions } = context;
  switch (choice) {
    case 'publish': {
      await interaction.deferReply(PRIVATELY);
      const published = await decisions.publish(member, moment);
      const shown = { ...published, name: interaction.member.displayName, url: pageOf(interaction, context) };
      await interaction.editReply(publishedMessage(shown, context));
      return;
    }
    case 'keep': {
      const undo = await regardlessOf(interaction.deferReply(PRIVATELY), decisions.keep(member, moment));
      await interaction.editReply(keptMessage(undo, context));
      return;
    }
    case 'new': {
      const undo = await regardlessOf(interaction.deferReply(PRIVATELY), decisions.onlyNew(member, moment));
      await interaction.editReply(onlyNewMessage(undo, context));
      return;
    }
    case 'undo': {
      await interaction.deferReply(PRIVATELY);
      const undone = await decisions.undo(member, Number(time), moment);
      const shown = { ...undone, name: interaction.member.displayName, url: pageOf(interaction, context) };
      await interaction.editReply(undoneMessage(shown, context));
      return;
    }
    default:
      throw new UserError('discord.gone');
  }
};

/** The address of the comments where the member decides: in a discussion's thread, or on its starter message in the channel. */
export function pageOf(
  { channelId, message }: { readonly channelId: string | null; readonly message?: { readonly id: string } },
  context: CommandContext,
): string {
  const { links, siteUrl } = context;
  const article = articleIn(channelId ?? '', context) ?? articleIn(message?.id ?? '', context);
  return article ? `${links.comments(article)}#comments` : siteUrl;
}
