import { randomBytes } from 'node:crypto';
import {
  Events,
  type AutocompleteInteraction,
  type Client,
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
import type { Log } from './log.ts';
import { cut, MAX_CONTENT } from './text.ts';

interface Dependencies {
  client: Client;
  commands: readonly Command[];
  components: Readonly<Record<string, ComponentHandler>>;
  /** The context without the asker's language. */
  context: Omit<CommandContext, 't'>;
  log: Log;
}

const referenceCode = (): string => randomBytes(4).toString('hex').toUpperCase();

/** What was used, for the log: a command, or what a custom id begins with. */
const named = (interaction: Interaction): string =>
  'customId' in interaction ? `"${interaction.customId.split(':')[0]}"` : `/${interaction.commandName}`;

/** Tells the asker, and nobody else, what is wrong, whatever has been answered already. A message that was to be changed stays, with its buttons. */
async function tell(interaction: RepliableInteraction, sentence: string): Promise<void> {
  const content = cut(sentence, MAX_CONTENT); // what people typed may be in it
  const owesReply = interaction.deferred && !interaction.replied && interaction.ephemeral !== null;
  if (owesReply) await interaction.editReply({ content, components: [], embeds: [] });
  else if (interaction.deferred || interaction.replied) await interaction.followUp({ content, ...PRIVATELY });
  else await interaction.reply({ content, ...PRIVATELY });
}

/** Tells the asker what has been waiting for them, below the answer; not over a modal. */
async function whisper(interaction: CommandInteraction<'cached'>, { moderation, t }: CommandContext): Promise<void> {
  if (interaction.ephemeral === null) return;
  const member = { guild: interaction.guildId, user: interaction.user.id };
  for (const { key, values } of moderation.whispers.take(member)) {
    await interaction.followUp({ content: t(key, values), ...PRIVATELY });
  }
}

/** Answers where the bot is no member: it was removed, an outage hides the server, or it was invited with its commands alone. */
async function refuse(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) await interaction.respond([]);
  else if (interaction.isRepliable()) await tell(interaction, translator(interaction.locale)('discord.notHere'));
}

function commandNamed<Found>(commands: ReadonlyMap<string, Found>, name: string): Found {
  const command = commands.get(name);
  if (!command) throw new UserError('discord.gone');
  return command;
}

/** Every handler of a kind by the first part of its custom ids. */
const handlersOf = <Handler>(all: readonly (Readonly<Record<string, Handler>> | undefined)[]): Map<string, Handler> =>
  new Map(all.flatMap((handlers) => Object.entries(handlers ?? {})));

/** The handler that a custom id names, and its other parts. Throws `UserError` for one that nobody made, or no longer. */
function handlerFor<Handler>(handlers: ReadonlyMap<string, Handler>, customId: string): [Handler, readonly string[]] {
  const [name = '', ...parts] = customId.split(':');
  const handler = handlers.get(name);
  if (!handler) throw new UserError('discord.gone');
  return [handler, parts];
}

/** Answers interactions: the one place where what commands throw is caught. */
export function answerInteractions({ client, commands, components, context, log }: Dependencies): Pick<Tasks, 'idle'> {
  const slashCommands = new Map(commands.filter(isSlashCommand).map((command) => [command.data.name, command]));
  const messageCommands = new Map(commands.filter(isMessageCommand).map((command) => [command.data.name, command]));
  const onComponent = handlersOf([components, ...commands.map((command) => command.components)]);
  const onModal = handlersOf(commands.map((command) => command.modals));
  const tasks = createTasks();

  async function suggest(interaction: AutocompleteInteraction<'cached'>): Promise<void> {
    const command = slashCommands.get(interaction.commandName);
    const contextHere = { ...context, t: translator(interaction.locale) };
    await interaction.respond([...((await command?.autocomplete?.(interaction, contextHere)) ?? [])]);
  }

  async function handle(interaction: Interaction<'cached'>, contextHere: CommandContext): Promise<void> {
    if (interaction.isChatInputCommand()) {
      return commandNamed(slashCommands, interaction.commandName).execute(interaction, contextHere);
    }
    if (interaction.isMessageContextMenuCommand()) {
      return commandNamed(messageCommands, interaction.commandName).execute(interaction, contextHere);
    }
    if (interaction.isButton() || interaction.isAnySelectMenu()) {
      const [handler, parts] = handlerFor(onComponent, interaction.customId);
      return handler(interaction, parts, contextHere);
    }
    if (interaction.isModalSubmit()) {
      const [handler, parts] = handlerFor(onModal, interaction.customId);
      return handler(interaction, parts, contextHere);
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
    const contextHere = { ...context, t: translator(interaction.locale) };
    try {
      await handle(interaction, contextHere);
    } catch (error) {
      if (interaction.isRepliable()) await explain(error, interaction, contextHere);
    }
    if (interaction.isCommand()) await whisper(interaction, contextHere);
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
