import { languageOf } from '../../language/translate.ts';
import { PRIVATELY, type CommandContext, type ComponentHandler } from '../runtime/command.ts';
import { regardlessOf } from '../runtime/answering.ts';
import { UserError } from '../runtime/user-error.ts';
import { keptMessage, onlyNewMessage, publishedMessage } from './messages.ts';

/**
 * The buttons `consent:publish`, `consent:keep` and `consent:new`: everyone answers for themselves, and only they see what came of it.
 * Showing waits until Discord has taken the answer, so that nobody is shown who saw their press fail; taking back does not.
 */
export const consentHandler: ComponentHandler = async (interaction, [choice], context) => {
  const member = { guild: interaction.guildId, user: interaction.user.id };
  const decided = { at: interaction.createdTimestamp, language: languageOf(interaction.locale) };
  const { decisions } = context;
  switch (choice) {
    case 'publish': {
      await interaction.deferReply(PRIVATELY);
      const published = await decisions.publish(member, decided);
      const shown = { ...published, name: interaction.member.displayName, url: pageOf(interaction, context) };
      await interaction.editReply(publishedMessage(shown, context));
      return;
    }
    case 'keep':
      await regardlessOf(interaction.deferReply(PRIVATELY), decisions.keep(member, decided));
      await interaction.editReply(keptMessage(context));
      return;
    case 'new':
      await regardlessOf(interaction.deferReply(PRIVATELY), decisions.onlyNew(member, decided));
      await interaction.editReply(onlyNewMessage(context));
      return;
    default:
      throw new UserError('discord.gone');
  }
};

/** The comments of the article that is discussed where the button is: in the thread, or on its starter message in the channel. */
function pageOf(
  interaction: { readonly channelId: string | null; readonly message: { readonly id: string } },
  { articleOf, links, siteUrl }: CommandContext,
): string {
  const article = articleOf(interaction.channelId ?? '') ?? articleOf(interaction.message.id);
  return article ? `${links.comments(article)}#comments` : siteUrl;
}
