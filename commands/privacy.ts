import {
  ApplicationIntegrationType,
  InteractionContextType,
  SlashCommandBuilder,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { regardlessOf } from '../src/discord/runtime/answering.ts';
import { defineCommand, PRIVATELY, UserError, type CommandContext } from '../src/discord/runtime/command.ts';
import {
  keptMessage,
  publishedMessage,
  exportFiles,
  forgetQuestion,
  privacyMessage,
} from '../src/discord/consent/messages.ts';
import { pageOf } from '../src/discord/consent/buttons.ts';
import { languageOf } from '../src/language/translate.ts';

type Interaction = ChatInputCommandInteraction<'cached'>;
type Action = (interaction: Interaction, context: CommandContext) => Promise<void>;

const PROGRESS_PAUSE = 2_000;

const memberOf = ({ guildId, user }: Pick<Interaction, 'guildId' | 'user'>) => ({ guild: guildId, user: user.id });

const momentOf = ({ createdTimestamp, locale }: Interaction) => ({
  at: createdTimestamp,
  language: languageOf(locale),
});

async function show(interaction: Interaction, context: CommandContext): Promise<void> {
  await interaction.deferReply(PRIVATELY);
  const { members, links } = context;
  const member = memberOf(interaction);
  const membership = await members.membership(member);
  let held = 0;
  for await (const { ids } of members.held(member)) held += ids.length;
  const threads = membership.threads.map((thread) => links.thread({ guild: member.guild, thread }));
  const view = { membership, held, threads, published: await members.publishedCount(member) };
  await interaction.editReply(privacyMessage(view, context));
}

/** Publishes the member's replies once Discord has taken the answer. */
async function publish(interaction: Interaction, context: CommandContext): Promise<void> {
  await interaction.deferReply(PRIVATELY);
  const published = await context.decisions.publish(memberOf(interaction), momentOf(interaction));
  const shown = { ...published, name: interaction.member.displayName, url: pageOf(interaction, context) };
  await interaction.editReply(publishedMessage(shown, context));
}

async function keep(interaction: Interaction, context: CommandContext): Promise<void> {
  const kept = context.decisions.keep(memberOf(interaction), momentOf(interaction));
  const undo = await regardlessOf(interaction.deferReply(PRIVATELY), kept);
  await interaction.editReply(keptMessage(undo, context));
}

async function exportAll(interaction: Interaction, context: CommandContext): Promise<void> {
  await interaction.deferReply(PRIVATELY);
  const data = await context.decisions.export(memberOf(interaction));
  const [first, ...others] = exportFiles(data, interaction.attachmentSizeLimit);
  const content = context.t('discord.privacy.exported', { count: others.length + 1 });
  await interaction.editReply({ content, files: first ? [first] : [] });
  for (const file of others) await interaction.followUp({ files: [file], ...PRIVATELY });
}

/** Erases everything, and shows its progress every two seconds. */
async function forget(interaction: ButtonInteraction<'cached'>, context: CommandContext): Promise<void> {
  let told = context.clock.now();
  const tell = (done: number, total: number): void => {
    if (context.clock.now() - told < PROGRESS_PAUSE) return;
    told = context.clock.now();
    const content = context.t('discord.privacy.forgetting', { done, total });
    void interaction.editReply({ content, components: [] }).catch(() => undefined); // the erasure goes on without it
  };
  const forgotten = context.decisions.forget(memberOf(interaction), interaction.createdTimestamp, tell);
  await regardlessOf(interaction.deferUpdate(), forgotten);
  await interaction.editReply({ content: context.t('discord.privacy.forgotten'), components: [] });
}

const ACTIONS: Readonly<Record<string, Action>> = {
  show,
  publish,
  keep,
  export: exportAll,
  forget: async (interaction, context) => void (await interaction.reply({ ...forgetQuestion(context), ...PRIVATELY })),
};

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('privacy')
    .setDescription('What is stored of your replies, and what is shown')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .addSubcommand((command) => command.setName('show').setDescription('See what is stored about you'))
    .addSubcommand((command) => command.setName('publish').setDescription('Show your replies under the articles'))
    .addSubcommand((command) => command.setName('keep').setDescription('Keep your replies on Discord'))
    .addSubcommand((command) => command.setName('export').setDescription('Get everything stored about you as a file'))
    .addSubcommand((command) => command.setName('forget').setDescription('Erase everything about you')),

  async execute(interaction, context) {
    const action = ACTIONS[interaction.options.getSubcommand()];
    if (!action) throw new UserError('discord.gone');
    await action(interaction, context);
  },

  components: {
    async privacy(interaction, [what], context) {
      if (!interaction.isButton()) throw new UserError('discord.gone');
      if (what === 'forget') return forget(interaction, context);
      if (what !== 'stay') throw new UserError('discord.gone');
      await interaction.update({ content: context.t('discord.privacy.stayed'), components: [] });
    },
  },
});
