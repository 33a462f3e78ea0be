import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { AuditEntry } from '../../discussions/audit.ts';
import type { Translate } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import type { Links } from '../runtime/links.ts';
import { moment } from '../posting/discussion-info.ts';
import { isSetupStep } from './setup.ts';
import { cut, MAX_CONTENT } from '../runtime/text.ts';

/** The length of notes in characters, and whether lines link to comments; the first layout that fits is used. */
const LAYOUTS = [
  { note: 80, isLinked: true },
  { note: 30, isLinked: true },
  { note: 30, isLinked: false },
  { note: 0, isLinked: false },
] as const;
type Layout = (typeof LAYOUTS)[number];

/** A page of the audit log, counted from 1. */
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

function line(
  { at, action, by, thread, comment, note }: AuditEntry,
  layout: Layout,
  { guild, links, t }: Where,
): string {
  const url = layout.isLinked && thread && `${links.thread({ guild, thread })}${comment ? `/${comment}` : ''}`;
  const what = t(`discord.audit.${action}`);
  const words = action === 'settings.changed' ? nameOfSetting(note ?? '', t) : (note ?? '');
  const parts = [
    moment(at),
    by ? `<@${by}>` : t('discord.audit.nobody'),
    url ? `[${what}](<${url}>)` : what,
    ...(note && layout.note > 0 ? [`“${escapeDiscord(cut(words, layout.note))}”`] : []),
  ];
  return `- ${parts.join(' · ')}`;
}

/** A setting's name in the setup; older notes are shown as they are. */
const nameOfSetting = (step: string, t: Translate): string =>
  isSetupStep(step) && step !== 'finish' ? t(`discord.setup.${step}.name`) : step;

const turn = (label: string, page: number, isUsable: boolean): ButtonBuilder =>
  new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setLabel(label)
    .setCustomId(`audit:${page}`)
    .setDisabled(!isUsable);

/** One page of the audit log, newest first: who, what, when; with buttons for other pages. */
export function auditMessage({ entries, page, pages }: AuditPage, where: Where): BaseMessageOptions {
  const { t } = where;
  if (entries.length === 0) return { content: t('discord.audit.empty'), components: [] };
  const title = t('discord.audit.title', { page, pages });
  const contents = LAYOUTS.map((layout) => [title, ...entries.map((entry) => line(entry, layout, where))].join('\n'));
  const content = contents.find(({ length }) => length <= MAX_CONTENT) ?? cut(contents.at(-1) ?? title, MAX_CONTENT);
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    turn(t('discord.list.newer'), page - 1, page > 1),
    turn(t('discord.list.older'), page + 1, page < pages),
  );
  return { content, components: pages > 1 ? [buttons] : [] };
}
