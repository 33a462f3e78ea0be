import type { APIApplicationCommandOption, ApplicationCommandType, LocalizationMap } from 'discord-api-types/v10';
import type { Component, InteractionMetadata } from './records.ts';

/** A command that the bot registered. */
export interface Command {
  id: string;
  application_id: string;
  version: string;
  type: ApplicationCommandType;
  name: string;
  description: string;
  name_localizations?: LocalizationMap | null;
  description_localizations?: LocalizationMap | null;
  default_member_permissions: string | null;
  options: APIApplicationCommandOption[];
  guild_id?: string;
  [key: string]: unknown;
}

/** How long an interaction token is valid, in milliseconds. */
export const TOKEN_TIME = 15 * 60_000;

/** A modal that is open for one member. */
export interface Modal {
  /** The interaction that opened it; `submit` names it. */
  id: string;
  custom_id: string;
  title: string;
  components: Component[];
}

/** One interaction and the state of its response. */
export interface Interaction {
  id: string;
  token: string;
  type: 2 | 3 | 4 | 5;
  at: number;
  user_id: string;
  channel_id: string;
  data: Record<string, unknown>;
  /** The message whose component was used, or which has the component that opened the modal. */
  message_id: string | null;
  metadata: InteractionMetadata | null;
  /** Discord's callback type of the first response. */
  callback: number | null;
  /** Whether the person sees an answer: a deferral is none until it is filled in. */
  settled: boolean;
  ephemeral: boolean;
  original_id: string | null;
  /** The response messages, first one first. */
  replies: string[];
  modal: Modal | null;
  choices: { name: string; value: string | number }[] | null;
}
