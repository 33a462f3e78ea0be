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
import type { Clock } from '../../clock.ts';
import type { AuditLog } from '../../discussions/audit.ts';
import type { MemberStore } from '../../discussions/members.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import type { Translate } from '../../language/translate.ts';
import type { AttachRequest } from '../posting/attaching.ts';
import type { GuildLanguage } from './guild-language.ts';
import type { Links } from './links.ts';
import type { Check } from '../setup/check.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { Decisions } from '../consent/decisions.ts';
import type { OpeningRequest } from '../posting/opening.ts';
import { isReplyTarget } from '../inbound/replies.ts';
import { UserError } from './user-error.ts';

/** What commands may ask of the rest of the bot. */
export interface CommandContext {
  readonly library: ArticleLibrary;
  readonly siteName: string;
  /** Belowline's front page. */
  readonly siteUrl: string;
  readonly links: Links;
  /** The asker's language. */
  readonly t: Translate;
  /** The language of what everyone reads. */
  readonly language: GuildLanguage;
  readonly moderation: Moderation;
  readonly settings: GuildSettingsStore;
  readonly audit: AuditLog;
  readonly members: MemberStore;
  readonly decisions: Decisions;
  readonly clock: Clock;
  /** What becomes of replies of members who were never asked, in a guild. */
  policyOf(guild: string): Promise<PublishPolicy>;
  /** The article's discussion in a guild, as the store knows it. */
  knownDiscussion(guild: string, article: Article): Promise<Discussion | undefined>;
  /** The same, its thread looked up in Discord: one whose thread is gone is closed on the way. */
  discussion(guild: string, article: Article): Promise<Discussion | undefined>;
  /** The article that is discussed in a thread. */
  articleOf(thread: string): Article | undefined;
  /** The channel in which the guild wants its discussions, if it chose one. */
  homeChannel(guild: string): Promise<string | undefined>;
  /** Opens the article's discussion, or finds it. Throws `UserError` where the channel refuses. */
  open(request: OpeningRequest): Promise<{ readonly discussion: Discussion; readonly isNew: boolean }>;
  /** Makes a thread that is there the article's discussion. Throws `UserError` where it cannot be. */
  attach(request: AttachRequest): Promise<Discussion>;
  /** Looks whether the bot can do its work in a guild. */
  check(guild: string): Promise<Check>;
  /** Notes that a message in a discussion's thread shows a section, so that answers to it are about that section. */
  showed(thread: string, message: string, section: string): Promise<void>;
}

/** What is known of a press, a pick or a modal besides the interaction: the custom id's parts after the handler's name. */
type Handler<Interaction> = (
  interaction: Interaction,
  parts: readonly string[],
  context: CommandContext,
) => Promise<void>;

/** Presses of buttons and picks of menus whose custom id begins with the handler's name and a colon. */
export type ComponentHandler = Handler<ButtonInteraction<'cached'> | AnySelectMenuInteraction<'cached'>>;

/** Modals that were sent back, by the same rule. */
export type ModalHandler = Handler<ModalSubmitInteraction<'cached'>>;

interface Handlers {
  readonly components?: Readonly<Record<string, ComponentHandler>>;
  readonly modals?: Readonly<Record<string, ModalHandler>>;
}

/** A slash command, whole: what Discord shows, and what happens. */
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

/** A command of a file in commands/. */
export type Command = SlashCommand | MessageCommand;

/** Whether the command is one in the menu of a message. */
export const isMessageCommand = (command: Command): command is MessageCommand =>
  command.data instanceof ContextMenuCommandBuilder;

/** Whether the command is one that is typed. */
export const isSlashCommand = (command: Command): command is SlashCommand => !isMessageCommand(command);

/** Declares a slash command; the default export of a file in commands/. */
export const defineCommand = (command: SlashCommand): SlashCommand => command;

/** Declares a message command; the default export of a file in commands/. */
export const defineMessageCommand = (command: MessageCommand): MessageCommand => command;

/** Throws `UserError` when a message command was used on what no member wrote: the bot's messages, notices, the starter message. */
export function assertMemberWrote({ targetMessage }: MessageContextMenuCommandInteraction<'cached'>): void {
  if (!isReplyTarget(targetMessage)) throw new UserError('discord.notAReply');
}

export { UserError } from './user-error.ts';

/** For an answer that the asker alone sees. */
export const PRIVATELY = { flags: MessageFlags.Ephemeral } as const;
export { regardlessOf } from './answering.ts';
export { articleNamed, articlesNamed } from './user-error.ts';
export { assertUsable } from '../posting/refusals.ts';
export { isOpeningChannel, mayOpen, OPENING_CHANNEL_TYPES, type OpeningChannel } from './rights.ts';
