import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
  type BaseInteraction,
  type BaseMessageOptions,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Article } from '../src/articles/article.ts';
import { isPublishedAfter } from '../src/articles/library.ts';
import { assertUsable } from '../src/discord/posting/refusals.ts';
import { defineCommand, PRIVATELY, UserError, type CommandContext } from '../src/discord/runtime/command.ts';
import { storedDiscussion } from '../src/discord/runtime/context.ts';
import { isOpeningChannel } from '../src/discord/runtime/rights.ts';
import { auditMessage } from '../src/discord/setup/audit-message.ts';
import { checkMessage } from '../src/discord/setup/check.ts';
import {
  EMOJI_FIELD,
  emojiAnswer,
  emojiModal,
  INVITE_FIELD,
  inviteModal,
  setupMessage,
  isSetupStep,
  settingFrom,
  stepBeside,
  type SetupStep,
} from '../src/discord/setup/setup.ts';
import type { ChosenEmoji, GuildSettings } from '../src/discussions/settings.ts';
import { escapeDiscord } from '../src/markdown/discord/escape.ts';

const OFFERED = 25; // articles to begin with

type Asked = BaseInteraction<'cached'>;

/** Checked at every use, because a guild can change who sees a command. Throws `UserError` without Manage Server. */
function assertManager({ memberPermissions }: Asked): void {
  if (!memberPermissions.has(PermissionFlagsBits.ManageGuild)) throw new UserError('discord.setup.notManager');
}

async function undiscussed(guild: string, context: CommandContext): Promise<Article[]> {
  const articles: Article[] = [];
  for (const article of context.library.all().slice(0, OFFERED)) {
    if (!(await storedDiscussion(guild, article, context))) articles.push(article);
  }
  return articles;
}

async function stepMessage(guild: string, step: SetupStep, context: CommandContext): Promise<BaseMessageOptions> {
  const settings = await context.settings.settings(guild);
  const articles = step === 'finish' ? await undiscussed(guild, context) : [];
  return setupMessage({ step, settings, articles }, context.t);
}

/** Articles that exist when automatic posting is switched on are not new, even those with only a day of publication. */
function alreadyThere(
  { postsArticlesSince: since }: Partial<GuildSettings>,
  { library }: CommandContext,
): Partial<GuildSettings> {
  if (!since) return {};
  const articles = library.all().filter((article) => isPublishedAfter(article, since));
  return { postedArticles: articles.map(({ key }) => key) };
}

/** Saves the answer to a step and shows the next one. Throws `UserError` for an answer that does not fit. */
async function saveAnswer(
  { guild, user }: Asked,
  { step, value }: { step: SetupStep; value: string },
  context: CommandContext,
): Promise<BaseMessageOptions> {
  const change = settingFrom(step, value, context.clock.now());
  if (!change) throw new UserError(step === 'invite' ? 'discord.setup.noInvite' : 'discord.gone');
  assertUsable(guild, change);
  await context.settings.change(guild.id, { ...change, ...alreadyThere(change, context) });
  if (change.positiveEmoji) context.readBackAll(guild.id);
  await context.writeAudit(guild.id, 'settings.changed', { by: user.id, note: step });
  return stepMessage(guild.id, stepBeside(step, 1) ?? step, context);
}

/** The guild's custom emoji as of the bot's login; a newer one can be pasted. */
const emojiOf = ({ guild }: Asked): ChosenEmoji[] =>
  [...guild.emojis.cache.values()].map(({ id, name }) => ({ id, name }));

/** Opens the first discussion in the guild's home channel. */
async function openFirst(interaction: Asked, slug: string, context: CommandContext): Promise<string> {
  const { homeChannel } = await context.settings.settings(interaction.guildId);
  const channel = interaction.guild.channels.cache.get(homeChannel ?? '');
  const article = context.library.bySlug(slug);
  if (!article || !channel || !isOpeningChannel(channel)) throw new UserError('discord.gone');
  const { discussion, isNew } = await context.openings.open({ article, channel });
  const { guild, thread } = discussion;
  if (isNew) await context.writeAudit(guild, 'discussion.opened', { by: interaction.user.id, thread });
  const values = { title: escapeDiscord(article.title), url: context.links.thread(discussion) };
  return context.t('discord.opened', values);
}

async function logPage(
  guild: string,
  wanted: number,
  { audit, links, t }: CommandContext,
): Promise<BaseMessageOptions> {
  const { pages } = await audit.page(guild, 1);
  const page = Math.min(Math.max(Math.trunc(wanted) || 1, 1), pages);
  return auditMessage({ ...(await audit.page(guild, page)), page }, { guild, links, t });
}

type Subcommand = (interaction: ChatInputCommandInteraction<'cached'>, context: CommandContext) => Promise<void>;

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  async setup(interaction, context) {
    await interaction.reply({ ...(await stepMessage(interaction.guildId, 'home', context)), ...PRIVATELY });
  },
  async check(interaction, context) {
    await interaction.deferReply(PRIVATELY);
    await interaction.editReply({ content: checkMessage(await context.check(interaction.guildId), context.t) });
  },
  async audit(interaction, context) {
    await interaction.reply({ ...(await logPage(interaction.guildId, 1, context)), ...PRIVATELY });
  },
};

export default defineCommand({
  data: new SlashCommandBuilder()
    .setName('belowline')
    .setDescription('Set up and check the site’s comments')
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .addSubcommand((command) => command.setName('setup').setDescription('Set everything up, step by step'))
    .addSubcommand((command) =>
      command.setName('check').setDescription('See what works, what does not, and what to do'),
    )
    .addSubcommand((command) =>
      command.setName('audit').setDescription('See what moderators and members did recently'),
    ),

  async execute(interaction, context) {
    assertManager(interaction);
    await SUBCOMMANDS[interaction.options.getSubcommand()]?.(interaction, context);
  },

  components: {
    async setup(interaction, [what, name, picked], context) {
      assertManager(interaction);
      if (what === 'first' && interaction.isStringSelectMenu()) {
        await interaction.deferReply(PRIVATELY);
        const content = await openFirst(interaction, interaction.values[0] ?? '', context);
        await interaction.editReply({ content });
        return;
      }
      if (what === 'ask') {
        const settings = await context.settings.settings(interaction.guildId);
        await interaction.showModal(
          name === 'emoji' ? emojiModal(settings, context.t) : inviteModal(settings, context.t),
        );
        return;
      }
      if (!isSetupStep(name)) throw new UserError('discord.gone');
      if (what === 'go') {
        await interaction.update(await stepMessage(interaction.guildId, name, context));
        return;
      }
      const value = interaction.isAnySelectMenu() ? interaction.values.join(' ') : picked;
      if (what !== 'set' || value === undefined) throw new UserError('discord.gone');
      await interaction.update(await saveAnswer(interaction, { step: name, value }, context));
    },

    async audit(interaction, [page], context) {
      assertManager(interaction);
      await interaction.update(await logPage(interaction.guildId, Number(page), context));
    },
  },

  modals: {
    async setup(interaction, [step], context) {
      assertManager(interaction);
      const answer =
        step === 'emoji'
          ? {
              step: 'emoji' as const,
              value: emojiAnswer(interaction.fields.getTextInputValue(EMOJI_FIELD), emojiOf(interaction)),
            }
          : { step: 'invite' as const, value: interaction.fields.getTextInputValue(INVITE_FIELD) };
      const next = await saveAnswer(interaction, answer, context);
      if (interaction.isFromMessage()) await interaction.update(next);
      else await interaction.reply({ ...next, ...PRIVATELY });
    },
  },
});
