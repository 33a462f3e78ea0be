import {
  ContextMenuCommandBuilder,
  MessageFlags,
  type AnySelectMenuInteraction,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  type SlashCommandBuilder,
  type SlashCommandOptionsOnlyBuilder,
  type SlashCommandSubcommandsOnlyBuilder,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { ArticleLibrary, Choice } from '../../articles/library.ts';
import type { Translate } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import type { Decisions } from '../consent/decisions.ts';
import { isReplyTarget } from '../inbound/replies.ts';
import type { FindByLink, Hiding } from '../moderation/hiding.ts';
import type { Closing } from '../moderation/closing.ts';
import type { Moderators } from '../moderation/moderators.ts';
import type { PendingNotices } from '../moderation/pending-notices.ts';
import type { Recommending } from '../moderation/recommending.ts';
import type { Reports } from '../moderation/reports.ts';
import type { Openings } from '../posting/opening.ts';
import type { Check } from '../setup/check.ts';
import type { Summaries } from '../summaries/summaries.ts';
import type { BotContext } from './context.ts';
import { cut, listed, MAX_NAME } from './text.ts';
import { UserError } from './user-error.ts';

/** What a command gets besides its interaction: the bot's context, the asker's language, and what the bot can do. */
export interface CommandContext extends BotContext {
  /** The asker's language. */
  readonly t: Translate;
  readonly openings: Openings;
  readonly decisions: Decisions;
  readonly moderators: Moderators;
  readonly hiding: Hiding;
  readonly findByLink: FindByLink;
  readonly recommending: Recommending;
  readonly closing: Closing;
  readonly reports: Reports;
  readonly summaries: Summaries;
  readonly notices: PendingNotices;
  /** Counts the reactions to a guild's comments anew, a page at a time. */
  readBackAll(guild: string): void;
  /** Checks whether the bot can work in a guild. */
  check(guild: string): Promise<Check>;
}

/** Handles a click, a selection or a modal; `parts` are those of its custom id after the handler's name. */
type Handler<Interaction> = (
  interaction: Interaction,
  parts: readonly string[],
  context: CommandContext,
) => Promise<void>;

/** Clicks on buttons and selections in menus whose custom id begins with the handler's name and a colon. */
export type ComponentHandler = Handler<ButtonInteraction<'cached'> | AnySelectMenuInteraction<'cached'>>;

/** Submitted modals, by the same rule. */
export type ModalHandler = Handler<ModalSubmitInteraction<'cached'>>;

interface Handlers {
  readonly components?: Readonly<Record<string, ComponentHandler>>;
  readonly modals?: Readonly<Record<string, ModalHandler>>;
}

/** A slash command: what Discord shows, and what it does. */
export interface SlashCommand extends Handlers {
  readonly data: SlashCommandBuilder | SlashCommandOptionsOnlyBuilder | SlashCommandSubcommandsOnlyBuilder;
  autocomplete?(
    interaction: AutocompleteInteraction<'cached'>,
    context: CommandContext,
  ): Promise<readonly Choice[]> | readonly Choice[];
  execute(interaction: ChatInputCommandInteraction<'cached'>, context: CommandContext): Promise<void>;
}

/** A command in the menu of a message, under Apps. */
export interface MessageCommand extends Handlers {
  readonly data: ContextMenuCommandBuilder;
  execute(interaction: MessageContextMenuCommandInteraction<'cached'>, context: CommandContext): Promise<void>;
}

/** A command, as a file in commands/ declares it. */
export type Command = SlashCommand | MessageCommand;

/** Whether the command is in the menu of a message. */
export const isMessageCommand = (command: Command): command is MessageCommand =>
  command.data instanceof ContextMenuCommandBuilder;

/** Whether the command is typed. */
export const isSlashCommand = (command: Command): command is SlashCommand => !isMessageCommand(command);

/** Declares a slash command; the default export of a file in commands/. */
export const defineCommand = (command: SlashCommand): SlashCommand => command;

/** Declares a message command; the default export of a file in commands/. */
export const defineMessageCommand = (command: MessageCommand): MessageCommand => command;

/** Throws `UserError` when a message command was used on a message that no member wrote. */
export function assertMemberWrote({ targetMessage }: MessageContextMenuCommandInteraction<'cached'>): void {
  if (!isReplyTarget(targetMessage)) throw new UserError('discord.notAReply');
}

/** For an answer that only the asker sees. */
export const PRIVATELY = { flags: MessageFlags.Ephemeral } as const;

/** The article with this name, else all whose title contains it. */
export function articlesNamed(name: string, library: ArticleLibrary): readonly Article[] {
  const article = library.find(name);
  if (article) return [article];
  return name.trim() === '' ? [] : library.search(name);
}

/** The article that somebody picked, or whose title contains what they typed. Throws `UserError` for none, and for several. */
export function articleNamed(name: string, library: ArticleLibrary): Article {
  const [article, ...others] = articlesNamed(name, library);
  const typed = escapeDiscord(cut(name, MAX_NAME));
  if (!article) throw new UserError('discord.unknownArticle', { name: typed });
  if (others.length === 0) return article;
  const titles = listed([article, ...others].map(({ title }) => title));
  throw new UserError('discord.severalArticles', { name: typed, titles });
}

export { UserError };
