import { randomBytes } from 'node:crypto';
import {
  Events,
  type AutocompleteInteraction,
  type CommandInteraction,
  type Interaction,
  type RepliableInteraction,
} from 'discord.js';
import { translator } from '../../language/translate.ts';
import { isUnanswerable } from './answering.ts';
import {
  isMessageCommand,
  isSlashCommand,
  PRIVATELY,
  UserError,
  type Command,
  type CommandContext,
  type ComponentHandler,
} from './command.ts';
import { createTasks, type Tasks } from './tasks.ts';
import { cut, MAX_CONTENT } from './text.ts';

const referenceCode = (): string => randomBytes(4).toString('hex').toUpperCase();

/** What the asker used, for the log: a command, or the first part of a custom id. */
const named = (interaction: Interaction): string =>
  'customId' in interaction ? `"${interaction.customId.split(':')[0]}"` : `/${interaction.commandName}`;

/** Tells the asker privately what is wrong, whatever was answered already. A message that was about to change stays, with its buttons. */
async function tell(interaction: RepliableInteraction, sentence: string): Promise<void> {
  const content = cut(sentence, MAX_CONTENT); // it may repeat what people typed
  const owesReply = interaction.deferred && !interaction.replied && interaction.ephemeral !== null;
  if (owesReply) await interaction.editReply({ content, components: [], embeds: [] });
  else if (interaction.deferred || interaction.replied) await interaction.followUp({ content, ...PRIVATELY });
  else await interaction.reply({ content, ...PRIVATELY });
}

/** Shows the asker their pending notices, below the answer; not when a modal is open. */
async function showNotices(interaction: CommandInteraction<'cached'>, { notices, t }: CommandContext): Promise<void> {
  if (interaction.ephemeral === null) return;
  const member = { guild: interaction.guildId, user: interaction.user.id };
  for (const { key, values } of notices.take(member)) {
    await interaction.followUp({ content: t(key, values), ...PRIVATELY });
  }
}

/** Answers where the bot is no member: it was removed, an outage hides the guild, or only its commands were added. */
async function refuse(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) await interaction.respond([]);
  else if (interaction.isRepliable()) await tell(interaction, translator(interaction.locale)('discord.notHere'));
}

function commandNamed<Found>(commands: ReadonlyMap<string, Found>, name: string): Found {
  const command = commands.get(name);
  if (!command) throw new UserError('discord.gone');
  return command;
}

/** All handlers of a kind, by the first part of their custom ids. */
const handlersOf = <Handler>(all: readonly (Readonly<Record<string, Handler>> | undefined)[]): Map<string, Handler> =>
  new Map(all.flatMap((handlers) => Object.entries(handlers ?? {})));

/** The handler that a custom id names, and the id's other parts. Throws `UserError` for an unknown or outdated id. */
function handlerFor<Handler>(handlers: ReadonlyMap<string, Handler>, customId: string): [Handler, readonly string[]] {
  const [name = '', ...parts] = customId.split(':');
  const handler = handlers.get(name);
  if (!handler) throw new UserError('discord.gone');
  return [handler, parts];
}

/** Answers interactions. All errors of commands are caught here, and nowhere else. */
export function answerInteractions(
  context: Omit<CommandContext, 't'>,
  { commands, components }: { commands: readonly Command[]; components: Readonly<Record<string, ComponentHandler>> },
): Pick<Tasks, 'idle'> {
  const { client, log } = context;
  const slashCommands = new Map(commands.filter(isSlashCommand).map((command) => [command.data.name, command]));
  const messageCommands = new Map(commands.filter(isMessageCommand).map((command) => [command.data.name, command]));
  const onComponent = handlersOf([components, ...commands.map((command) => command.components)]);
  const onModal = handlersOf(commands.map((command) => command.modals));
  const tasks = createTasks();

  async function suggest(interaction: AutocompleteInteraction<'cached'>): Promise<void> {
    const command = slashCommands.get(interaction.commandName);
    const commandContext = { ...context, t: translator(interaction.locale) };
    await interaction.respond([...((await command?.autocomplete?.(interaction, commandContext)) ?? [])]);
  }

  async function handle(interaction: Interaction<'cached'>, commandContext: CommandContext): Promise<void> {
    if (interaction.isChatInputCommand()) {
      return commandNamed(slashCommands, interaction.commandName).execute(interaction, commandContext);
    }
    if (interaction.isMessageContextMenuCommand()) {
      return commandNamed(messageCommands, interaction.commandName).execute(interaction, commandContext);
    }
    if (interaction.isButton() || interaction.isAnySelectMenu()) {
      const [handler, parts] = handlerFor(onComponent, interaction.customId);
      return handler(interaction, parts, commandContext);
    }
    if (interaction.isModalSubmit()) {
      const [handler, parts] = handlerFor(onModal, interaction.customId);
      return handler(interaction, parts, commandContext);
    }
  }

  async function explain(error: unknown, interaction: RepliableInteraction, { t }: CommandContext): Promise<void> {
    if (error instanceof UserError) return tell(interaction, error.sentence(t));
    if (isUnanswerable(error)) throw error;
    const code = referenceCode();
    log.error(`[${code}] ${named(interaction)} failed`, error);
    await tell(interaction, t('discord.fault', { code }));
  }

  async function answer(interaction: Interaction): Promise<void> {
    if (!interaction.inCachedGuild()) return refuse(interaction);
    if (interaction.isAutocomplete()) {
      return suggest(interaction).catch((error: unknown) => {
        if (isUnanswerable(error)) return log.debug(`Suggestions for /${interaction.commandName} came too late.`);
        log.warn(`Could not suggest anything for /${interaction.commandName}.`, error);
        return interaction.respond([]);
      });
    }
    const commandContext = { ...context, t: translator(interaction.locale) };
    try {
      await handle(interaction, commandContext);
    } catch (error) {
      if (interaction.isRepliable()) await explain(error, interaction, commandContext);
    }
    if (interaction.isCommand()) await showNotices(interaction, commandContext);
  }

  client.on(Events.InteractionCreate, (interaction) => {
    void tasks.start(
      () => answer(interaction),
      (error) => {
        if (!isUnanswerable(error)) return log.error(`Could not answer ${named(interaction)}`, error);
        log.warn(`Discord did not take the answer to ${named(interaction)}: ${error.message}.`);
      },
    );
  });
  return tasks;
}
