import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
  type BaseMessageOptions,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { defineCommand, PRIVATELY, UserError, type CommandContext } from '../src/discord/runtime/command.ts';
import { draftMessage, MAX_SUMMARY, SUMMARY_FIELD, summaryModal } from '../src/discord/summaries/summary-message.ts';
import type { Discussion } from '../src/discussions/discussion.ts';
import type { MessageKey } from '../src/language/translate.ts';
import { MIN_COMMENTS } from '../src/summaries/draft.ts';
import {
  draftFromSentences,
  draftFromSummary,
  rewritten,
  textOf,
  type SummaryDraft,
} from '../src/discussions/summary.ts';

/** A draft with its buttons, below a sentence about it. */
async function shown(
  { discussion, id, draft, content }: { discussion: Discussion; id: string; draft: SummaryDraft; content: string },
  { library, links, summaries, t }: CommandContext,
): Promise<BaseMessageOptions> {
  const article = library.byKey(discussion.article);
  const authors = await summaries.authorsOf(discussion, draft);
  return draftMessage({ ...draft, id }, { discussion, article, links, authors, t, content });
}

type Command = ChatInputCommandInteraction<'cached'>;

/** Throws `UserError` in a locked thread: Discord lets nobody click there, and posting a draft takes a click. */
function assertUnlocked({ channel }: Command): void {
  if (channel?.isThread() && channel.locked) throw new UserError('discord.summary.locked');
}

async function draft(interaction: Command, discussion: Discussion, context: CommandContext): Promise<void> {
  const { summaries } = context;
  assertUnlocked(interaction);
  await interaction.deferReply(PRIVATELY);
  const made = draftFromSentences(discussion, await summaries.draft(discussion), context.t);
  const content = context.t(made.sentences.length > 0 ? 'discord.summary.drafted' : noDraft(discussion));
  await interaction.editReply(
    await shown({ discussion, id: summaries.drafts.add(made), draft: made, content }, context),
  );
}

/** Why there is no draft. */
const noDraft = ({ counts }: Discussion): MessageKey =>
  counts.comments < MIN_COMMENTS ? 'discord.summary.tooFew' : 'discord.summary.noDraft';

async function edit(interaction: Command, discussion: Discussion, context: CommandContext): Promise<void> {
  assertUnlocked(interaction);
  const made = draftFromSummary(discussion);
  const id = context.summaries.drafts.add(made);
  await interaction.showModal(summaryModal({ id, text: textOf(made, context.t) }, context.t));
}

async function remove(interaction: Command, discussion: Discussion, context: CommandContext): Promise<void> {
  await interaction.deferReply(PRIVATELY);
  await context.summaries.remove(discussion, interaction.user.id);
  await interaction.editReply({ content: context.t('discord.summary.removed') });
}

async function show(interaction: Command, discussion: Discussion, context: CommandContext): Promise<void> {
  const { summary } = discussion;
  if (!summary) throw new UserError('discord.summary.none');
  const made = draftFromSummary(discussion);
  const when = `<t:${Math.floor(summary.updatedAt / 1000)}:R>`;
  const key = summary.isWithdrawn ? 'discord.summary.toBeConfirmed' : 'discord.summary.current';
  const id = context.summaries.drafts.add(made);
  const message = await shown({ discussion, id, draft: made, content: context.t(key, { when }) }, context);
  await interaction.reply({ ...message, ...PRIVATELY });
}

const SUBCOMMANDS: Readonly<Record<string, typeof draft>> = { draft, edit, remove, show };

/** Posts the draft. When that is refused, shows the reason above the draft, so that the words are not lost. */
async function post(interaction: ButtonInteraction<'cached'>, id: string, context: CommandContext): Promise<void> {
  const { moderators, summaries } = context;
  const { drafts } = summaries;
  const discussion = await moderators.discussionFor(interaction.member, interaction.channelId);
  const made = drafts.get(id, discussion);
  await interaction.deferUpdate();
  try {
    const message = await summaries.publish(discussion, made, interaction.user.id);
    drafts.drop(id);
    const url = `${context.links.thread(discussion)}/${message}`;
    await interaction.editReply({ content: context.t('discord.summary.posted', { url }), embeds: [], components: [] });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const content = error.sentence(context.t);
    const { summary } = await moderators.discussionFor(interaction.member, interaction.channelId);
    const left = await summaries.refreshed(discussion, made);
    const sources = made.isRewritten ? made.sources : left.sources; // of a rewritten draft they stay in the way until it is edited
    // The moderator reads what is in the way and what is left, and can post again.
    const read = { ...left, sources, hasLost: false, replaces: summary?.updatedAt ?? null };
    drafts.replace(id, read);
    await interaction.editReply(await shown({ discussion, id, draft: read, content }, context));
  }
}

/** Saves a moderator's words in their draft. When the draft is gone (after a restart), shows the words again. */
async function takeWords(
  interaction: ModalSubmitInteraction<'cached'>,
  id: string,
  context: CommandContext,
): Promise<void> {
  const { moderators, summaries } = context;
  const { drafts } = summaries;
  const discussion = await moderators.discussionFor(interaction.member, interaction.channelId ?? '');
  const text = interaction.fields.getTextInputValue(SUMMARY_FIELD);
  if (text.length > MAX_SUMMARY) throw new UserError('discord.summary.tooLong', { count: text.length });
  await (interaction.isFromMessage() ? interaction.deferUpdate() : interaction.deferReply(PRIVATELY));
  const before = drafts.find(id, discussion);
  if (!before) {
    const content = context.t('discord.summary.draftGoneWords');
    return void (await interaction.editReply({ content, embeds: [{ description: text }], components: [] }));
  }
  const words = rewritten(before, text, context.t);
  drafts.replace(id, words); // Edit shows them again, whatever happens now
  const edited = await summaries.refreshed(discussion, words);
  drafts.replace(id, { ...edited, hasLost: false });
  const content = context.t(edited.hasLost ? 'discord.summary.quotesLost' : 'discord.summary.edited');
  await interaction.editReply(await shown({ discussion, id, draft: edited, content }, context));
}

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('summary')
    .setDescription('Summarize a discussion for readers of the page')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages)
    .addSubcommand((command) =>
      command.setName('draft').setDescription('Draft a summary from the comments; only you see it until you post it'),
    )
    .addSubcommand((command) => command.setName('edit').setDescription('Change the summary, or write one'))
    .addSubcommand((command) => command.setName('remove').setDescription('Take the summary off the page'))
    .addSubcommand((command) =>
      command.setName('show').setDescription('Show the summary, and whether it needs a review'),
    ),

  async execute(interaction, context) {
    const discussion = await context.moderators.discussionFor(interaction.member, interaction.channelId);
    await SUBCOMMANDS[interaction.options.getSubcommand()]?.(interaction, discussion, context);
  },

  components: {
    async summary(interaction, [what, id = ''], context) {
      if (!interaction.isButton()) throw new UserError('discord.gone');
      if (what === 'post') return post(interaction, id, context);
      const { moderators } = context;
      const { drafts } = context.summaries;
      const discussion = await moderators.discussionFor(interaction.member, interaction.channelId);
      if (what === 'edit') {
        const text = textOf(drafts.get(id, discussion), context.t);
        return interaction.showModal(summaryModal({ id, text }, context.t));
      }
      if (what !== 'discard') throw new UserError('discord.gone');
      drafts.drop(id);
      await interaction.update({ content: context.t('discord.summary.discarded'), embeds: [], components: [] });
    },
  },

  modals: { summary: (interaction, [id = ''], context) => takeWords(interaction, id, context) },
});
