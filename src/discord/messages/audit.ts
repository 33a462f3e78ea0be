import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { AuditEntry } from '../../discussions/audit.ts';
import type { Translate } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import type { Links } from '../command.ts';
import { moment } from './discussion-info.ts';
import { cut, MAX_CONTENT } from './text.ts';

const MAX_NOTE = 80;

/** A page of the log, counted from 1. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly page: number;
  readonly pages: number;
}

interface Where {
  readonly guild: string;
  readonly links: Links;
  readonly t: Translate;
}

function line({ at, action, by, thread, comment, note }: AuditEntry, { guild, links, t }: Where): string {
  const url = thread && `${links.thread({ guild, thread })}${comment ? `/${comment}` : ''}`;
  const what = t(`discord.audit.${action}`);
  const parts = [
    moment(at),
    by ? `<@${by}>` : t('discord.audit.nobody'),
    url ? `[${what}](<${url}>)` : what,
    ...(note ? [`“${escapeDiscord(cut(note, MAX_NOTE))}”`] : []),
  ];
  return `- ${parts.join(' · ')}`;
}

const turn = (label: string, page: number, isUsable: boolean): ButtonBuilder =>
  new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setLabel(label)
    .setCustomId(`audit:${page}`)
    .setDisabled(!isUsable);

/** One page of the log, newest first: who, what, when; with buttons to turn pages when there are several. */
export function auditMessage({ entries, page, pages }: AuditPage, where: Where): BaseMessageOptions {
  const { t } = where;
  if (entries.length === 0) return { content: t('discord.audit.empty'), components: [] };
  const content = [t('discord.audit.title', { page, pages }), ...entries.map((entry) => line(entry, where))].join('\n');
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    turn(t('discord.list.newer'), page - 1, page > 1),
    turn(t('discord.list.older'), page + 1, page < pages),
  );
  return { content: cut(content, MAX_CONTENT), components: pages > 1 ? [buttons] : [] };
}
