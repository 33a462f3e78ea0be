import type { MessageKey } from '../language/translate.ts';

/** Names the sentences below as they stand now: kept with each choice, as proof of what was shown. Another wording gets another name. */
export const WORDING = '2026-11-24b';

/** What members are shown when they choose what becomes of their words. */
export const WORDING_KEYS = [
  'discord.starter.notice.ask',
  'discord.starter.notice.opt-out',
  'discord.attach.notice.ask',
  'discord.attach.notice.opt-out',
  'discord.asking.question',
  'discord.consent.publish',
  'discord.consent.keep',
  'discord.consent.takeBack',
  'discord.consent.meaning',
] as const satisfies readonly MessageKey[];
