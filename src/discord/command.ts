import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Locale,
  SlashCommandBuilder,
  SlashCommandOptionsOnlyBuilder,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { Article } from '../articles/article.ts';
import type { ArticleLibrary, Choice } from '../articles/library.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { MessageKey, MessageValues, Translate } from '../language/translate.ts';
import type { OpeningRequest } from './opening.ts';

/** Where the bot's links lead; addresses without a trailing slash. */
export interface Links {
  /** The page of an article for readers: its home on the news site, else Belowline's own. */
  article(article: Article): string;
  /** Belowline's page of an article, where its comments are. */
  comments(article: Article): string;
  thread(discussion: Pick<Discussion, 'guild' | 'thread'>): string;
}

/** What commands may ask of the rest of the bot. */
export interface CommandContext {
  readonly library: ArticleLibrary;
  readonly siteName: string;
  readonly links: Links;
  /** The asker's language. */
  readonly t: Translate;
  /** The article's discussion in a guild, as the store knows it. */
  discussion(guild: string, article: Article): Promise<Discussion | undefined>;
  /** The same, its thread looked up in Discord: one whose thread is gone is closed on the way. */
  livingDiscussion(guild: string, article: Article): Promise<Discussion | undefined>;
  /** The article that is discussed in a thread. */
  articleOf(thread: string): Article | undefined;
  /** The channel in which the guild wants its discussions, if it chose one. */
  homeChannel(guild: string): Promise<string | undefined>;
  /** Opens the article's discussion, or finds it. Throws `UserError` where the channel refuses. */
  open(request: OpeningRequest): Promise<{ readonly discussion: Discussion; readonly isNew: boolean }>;
  /** Notes that a message in a discussion's thread shows a section, so that answers to it are about that section. */
  showed(thread: string, message: string, section: string): Promise<void>;
}

/** Presses of buttons and picks of menus whose custom id begins with the handler's name and a colon. */
export type ComponentHandler = (
  interaction: ButtonInteraction<'cached'> | StringSelectMenuInteraction<'cached'>,
  /** The custom id's parts after the name. */
  parts: readonly string[],
  context: CommandContext,
) => Promise<void>;

/** A slash command, whole: what Discord shows, and what happens. */
export interface Command {
  readonly data: SlashCommandBuilder | SlashCommandOptionsOnlyBuilder;
  autocomplete?(
    interaction: AutocompleteInteraction<'cached'>,
    context: CommandContext,
  ): Promise<readonly Choice[]> | readonly Choice[];
  execute(interaction: ChatInputCommandInteraction<'cached'>, context: CommandContext): Promise<void>;
  readonly components?: Readonly<Record<string, ComponentHandler>>;
}

/** Declares a command; the default export of a file in commands/. */
export const defineCommand = (command: Command): Command => command;

/** Something the person did or may not do: they get its sentence, privately, and nothing is logged as a fault. */
export class UserError extends Error {
  readonly key: MessageKey;
  readonly values: MessageValues;

  constructor(key: MessageKey, values: MessageValues = {}) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
  }
}

/** A language tag for `translator`, from Discord's locale. */
export const languageOf = (locale: Locale): string => locale.split('-')[0] ?? 'en';

export { isOpeningChannel, mayOpen, OPENING_CHANNEL_TYPES, type OpeningChannel } from './rights.ts';
