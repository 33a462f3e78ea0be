import { PUBLISH_POLICIES } from '../../discussions/visibility.ts';
import { OPENERS, type ChosenEmoji, type GuildSettings } from '../../discussions/settings.ts';
import { isSnowflake } from '../../snowflake.ts';
import { CATALOGUES } from '../../language/catalogues.ts';
import type { Translate } from '../../language/translate.ts';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  ChannelType,
  ModalBuilder,
  RoleSelectMenuBuilder,
  StringSelectMenuBuilder,
  type BaseMessageOptions,
  type MessageActionRowComponentBuilder,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { textField, cut, MAX_CONTENT } from '../runtime/text.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { UserError } from '../runtime/user-error.ts';

/** The steps of the setup in order; each but the last is about one setting. */
export const SETUP_STEPS = [
  'home',
  'openers',
  'policy',
  'moderators',
  'reports',
  'notify',
  'language',
  'invite',
  'posting',
  'closing',
  'telling',
  'staff',
  'authors',
  'emoji',
  'finish',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export const isSetupStep = (word: string | undefined): word is SetupStep => SETUP_STEPS.some((step) => step === word);

/** The step before or after another one; null past either end. */
export const stepBeside = (step: SetupStep, by: 1 | -1): SetupStep | null =>
  SETUP_STEPS[SETUP_STEPS.indexOf(step) + by] ?? null;

/** Stands for "none" in a button's custom id. */
export const NONE = 'none' as const;

/** Answers by button, beside "none". */
const CHOICES = {
  openers: OPENERS,
  policy: PUBLISH_POLICIES,
  language: [...CATALOGUES.keys()],
  posting: ['on', 'off'],
  closing: ['7', '14', '30', '90', NONE],
  telling: ['on', 'off'],
} as const satisfies Partial<Record<SetupStep, readonly string[]>>;

const chosen = <Value extends string>(values: readonly Value[], value: string): Value | undefined =>
  values.find((each) => each === value);

/** The change of settings that an answer makes; null for an answer that does not fit the step. `now` in milliseconds since 1970. */
export function settingFrom(step: SetupStep, value: string, now: number): Partial<GuildSettings> | null {
  const orNone = value === NONE ? null : value;
  const id = orNone === null || isSnowflake(orNone) ? orNone : undefined;
  switch (step) {
    case 'home':
      return id === undefined ? null : { homeChannel: id };
    case 'moderators':
      return id === undefined ? null : { moderatorRole: id };
    case 'reports':
      return id === undefined ? null : { moderatorChannel: id };
    case 'notify':
      return id === undefined ? null : { notifyRole: id };
    case 'openers': {
      const openers = chosen(OPENERS, value);
      return openers ? { openers } : null;
    }
    case 'policy': {
      const policy = chosen(PUBLISH_POLICIES, value);
      return policy || orNone === null ? { policy: policy ?? null } : null;
    }
    case 'language':
      return orNone === null || CATALOGUES.has(orNone) ? { language: orNone } : null;
    case 'invite':
      return orNone === null ? { invite: null } : inviteFrom(orNone);
    case 'posting':
      return value === 'on' ? { postsArticlesSince: now } : value === 'off' ? { postsArticlesSince: null } : null;
    case 'closing': {
      const days = chosen(CHOICES.closing, value);
      return days ? { closesAfterDays: days === NONE ? null : Number(days) } : null;
    }
    case 'telling': {
      const tells = chosen(CHOICES.telling, value);
      return tells ? { tellsRecommended: tells === 'on' } : null;
    }
    case 'staff': {
      const staffRoles = rolesFrom(value);
      return staffRoles && { staffRoles };
    }
    case 'authors': {
      const authorRoles = rolesFrom(value);
      return authorRoles && { authorRoles };
    }
    case 'emoji': {
      const positiveEmoji = value === NONE ? [] : emojiFrom(value);
      return value === NONE || positiveEmoji.length > 0 ? { positiveEmoji } : null;
    }
    case 'finish':
      return null;
  }
}

/** How many roles are for staff, or for authors, at most: a menu of Discord's takes 25. */
const MAX_ROLES = 10;

/** A menu's roles, with spaces between their ids. */
function rolesFrom(value: string): readonly string[] | null {
  const roles = value === NONE ? [] : value.split(' ');
  return roles.length <= MAX_ROLES && roles.every(isSnowflake) ? roles : null;
}

const MAX_EMOJI = 20;
const PASTED = /^<a?:(\w{2,32}):(\d{15,20})>$/;

const emojiFrom = (value: string): ChosenEmoji[] =>
  value.split(' ').flatMap((word) => {
    const [, name, id] = PASTED.exec(word) ?? [];
    return name !== undefined && id !== undefined ? [{ id, name }] : [];
  });

const notationOf = ({ id, name }: ChosenEmoji): string => `<:${name}:${id}>`;

/**
 * The answer to the emoji step from what somebody typed (`:ferry:`) or pasted (`<:ferry:123…>`), by the guild's emoji. Throws
 * `UserError` for a word that is no custom emoji, and for too many.
 */
export function emojiAnswer(text: string, known: readonly ChosenEmoji[]): string {
  const words = text.split(/[\s,]+|(?<=>)(?=<)/).filter((word) => word !== '');
  const found = words.map((word) => {
    const name = word.replaceAll(':', '');
    const emoji = PASTED.test(word) ? emojiFrom(word)[0] : known.find((each) => each.name === name);
    if (!emoji) throw new UserError('discord.setup.noEmoji', { given: escapeDiscord(cut(word, MAX_LABEL)) });
    return notationOf(emoji);
  });
  const emoji = [...new Set(found)];
  if (emoji.length > MAX_EMOJI) throw new UserError('discord.setup.tooManyEmoji', { most: MAX_EMOJI });
  return emoji.length > 0 ? emoji.join(' ') : NONE;
}

/** Discord's invites, as people copy them: with or without "https://". */
const INVITE = /^(?:https:\/\/)?((?:discord\.gg|discord(?:app)?\.com\/invite)\/[A-Za-z0-9-]{2,50})\/?$/;

function inviteFrom(text: string): Partial<GuildSettings> | null {
  const [, address] = INVITE.exec(text.trim()) ?? [];
  return address ? { invite: `https://${address}` } : null;
}

/** Steps that are answered by buttons. */
export type ChoiceStep = keyof typeof CHOICES;

/** A step's current setting as its buttons and menus name it; "none" for none. */
export function valueOf(step: Exclude<SetupStep, 'finish'>, settings: GuildSettings): string {
  switch (step) {
    case 'home':
      return settings.homeChannel ?? NONE;
    case 'openers':
      return settings.openers;
    case 'policy':
      return settings.policy ?? NONE;
    case 'moderators':
      return settings.moderatorRole ?? NONE;
    case 'reports':
      return settings.moderatorChannel ?? NONE;
    case 'notify':
      return settings.notifyRole ?? NONE;
    case 'language':
      return settings.language ?? NONE;
    case 'invite':
      return settings.invite ?? NONE;
    case 'posting':
      return settings.postsArticlesSince === null ? 'off' : 'on';
    case 'closing':
      return settings.closesAfterDays === null ? NONE : String(settings.closesAfterDays);
    case 'telling':
      return settings.tellsRecommended ? 'on' : 'off';
    case 'staff':
      return settings.staffRoles.join(' ') || NONE;
    case 'authors':
      return settings.authorRoles.join(' ') || NONE;
    case 'emoji':
      return settings.positiveEmoji.map(notationOf).join(' ') || NONE;
  }
}

/** A language's own name for itself. */
const nameOfLanguage = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** The choices of a step with buttons, with their labels. */
function valuesOf(step: ChoiceStep, t: Translate): { value: string; label: string }[] {
  switch (step) {
    case 'openers':
      return CHOICES.openers.map((value) => ({ value, label: t(`discord.setup.openers.${value}`) }));
    case 'policy':
      return ([...CHOICES.policy, NONE] as const).map((value) => ({
        value,
        label: t(`discord.setup.policy.${value}`),
      }));
    case 'language':
      return [
        ...[...CATALOGUES.keys()].map((value) => ({ value, label: nameOfLanguage(value) })),
        { value: NONE, label: t('discord.setup.language.none') },
      ];
    case 'posting':
      return CHOICES.posting.map((value) => ({ value, label: t(`discord.setup.posting.${value}`) }));
    case 'closing':
      return CHOICES.closing.map((value) => ({
        value,
        label:
          value === NONE ? t('discord.setup.closing.none') : t('discord.setup.closing.days', { days: Number(value) }),
      }));
    case 'telling':
      return CHOICES.telling.map((value) => ({ value, label: t(`discord.setup.telling.${value}`) }));
  }
}

type Row = ActionRowBuilder<MessageActionRowComponentBuilder>;

/** Custom id of the field of the modal that asks for the invite. */
export const INVITE_FIELD = 'invite';

const MAX_OPTIONS = 25;
const MAX_LABEL = 100;
const MAX_INVITE = 100;
const MAX_EMOJI_TEXT = 1_500; // as many as are chosen at most, each with the longest name and id

/** What the setup shows: a step, the guild's settings, and in the last step the articles to begin with. */
export interface SetupView {
  readonly step: SetupStep;
  readonly settings: GuildSettings;
  /** Newest first, without those that have a discussion. */
  readonly articles: readonly Article[];
}

const row = (...components: MessageActionRowComponentBuilder[]): Row =>
  new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(components);

const button = (customId: string, label: string, isChosen = false): ButtonBuilder =>
  new ButtonBuilder()
    .setCustomId(customId)
    .setLabel(label)
    .setStyle(isChosen ? ButtonStyle.Success : ButtonStyle.Secondary);

function channelSelect(step: SetupStep, id: string | null, types: readonly ChannelType[]): ChannelSelectMenuBuilder {
  const select = new ChannelSelectMenuBuilder().setCustomId(`setup:set:${step}`).setChannelTypes(...types);
  return id ? select.setDefaultChannels(id) : select;
}

function roleSelect(step: SetupStep, id: string | null): RoleSelectMenuBuilder {
  const select = new RoleSelectMenuBuilder().setCustomId(`setup:set:${step}`);
  return id ? select.setDefaultRoles(id) : select;
}

const rolesSelect = (step: SetupStep, ids: readonly string[]): RoleSelectMenuBuilder =>
  new RoleSelectMenuBuilder()
    .setCustomId(`setup:set:${step}`)
    .setMaxValues(MAX_ROLES)
    .setDefaultRoles(...ids);

const choiceButtons = (step: ChoiceStep, settings: GuildSettings, t: Translate): ButtonBuilder[] =>
  valuesOf(step, t).map(({ value, label }) =>
    button(`setup:set:${step}:${value}`, label, valueOf(step, settings) === value),
  );

function controls({ step, settings, articles }: SetupView, t: Translate): Row[] {
  const none = button(`setup:set:${step}:${NONE}`, t('discord.setup.none'));
  switch (step) {
    case 'home':
      return [
        row(
          channelSelect(step, settings.homeChannel, [
            ChannelType.GuildText,
            ChannelType.GuildAnnouncement,
            ChannelType.GuildForum,
          ]),
        ),
      ];
    case 'reports':
      return [row(channelSelect(step, settings.moderatorChannel, [ChannelType.GuildText])), row(none)];
    case 'moderators':
      return [row(roleSelect(step, settings.moderatorRole)), row(none)];
    case 'notify':
      return [row(roleSelect(step, settings.notifyRole)), row(none)];
    case 'staff':
      return [row(rolesSelect(step, settings.staffRoles)), row(none)];
    case 'authors':
      return [row(rolesSelect(step, settings.authorRoles)), row(none)];
    case 'emoji':
      return [row(button('setup:ask:emoji', t('discord.setup.enterEmoji')), none)];
    case 'openers':
    case 'policy':
    case 'language':
    case 'posting':
    case 'closing':
    case 'telling':
      return [row(...choiceButtons(step, settings, t))];
    case 'invite':
      return [row(button('setup:ask:invite', t('discord.setup.enterInvite')), none)];
    case 'finish':
      return settings.homeChannel && articles.length > 0 ? [row(firstArticle(articles, t))] : [];
  }
}

const firstArticle = (articles: readonly Article[], t: Translate): StringSelectMenuBuilder =>
  new StringSelectMenuBuilder()
    .setCustomId('setup:first')
    .setPlaceholder(t('discord.setup.firstArticle'))
    .addOptions(
      articles
        .filter(({ slug }) => slug.length <= MAX_LABEL)
        .slice(0, MAX_OPTIONS)
        .map(({ title, slug }) => ({ label: cut(title, MAX_LABEL), value: slug })),
    );

/** Once a home channel is picked, all else has a default. */
function navigation({ step, settings }: SetupView, t: Translate): Row {
  const [before, after] = [stepBeside(step, -1), stepBeside(step, 1)];
  const mayFinish = settings.homeChannel !== null && step !== 'finish' && after !== 'finish';
  return row(
    ...(before ? [button(`setup:go:${before}`, t('discord.setup.back'))] : []),
    ...(after ? [button(`setup:go:${after}`, t('discord.setup.next')).setStyle(ButtonStyle.Primary)] : []),
    ...(mayFinish ? [button('setup:go:finish', t('discord.setup.finishNow'))] : []),
  );
}

/** One step of the setup, for the asker. */
export function setupMessage(view: SetupView, t: Translate): BaseMessageOptions {
  const { step, settings } = view;
  const heading = t('discord.setup.heading', { step: SETUP_STEPS.indexOf(step) + 1, steps: SETUP_STEPS.length });
  const now = step === 'finish' ? overview(settings, t) : t('discord.setup.now', { value: shown(step, settings, t) });
  const content = [heading, t(`discord.setup.${step}`), now].join('\n\n');
  return { content: content.slice(0, MAX_CONTENT), components: [...controls(view, t), navigation(view, t)] };
}

const overview = (settings: GuildSettings, t: Translate): string =>
  SETUP_STEPS.filter((step) => step !== 'finish')
    .map((step) => `- ${t(`discord.setup.${step}.name`)}: ${shown(step, settings, t)}`)
    .join('\n');

/** A setting's value as people read it. */
function shown(step: Exclude<SetupStep, 'finish'>, settings: GuildSettings, t: Translate): string {
  const value = valueOf(step, settings);
  switch (step) {
    case 'home':
    case 'reports':
      return value === NONE ? t('discord.setup.none') : `<#${value}>`;
    case 'moderators':
    case 'notify':
    case 'staff':
    case 'authors':
      return value === NONE ? t('discord.setup.none') : value.replaceAll(/\d+/g, '<@&$&>');
    case 'emoji':
      return value === NONE ? t('discord.setup.none') : value;
    case 'invite':
      return value === NONE ? t('discord.setup.none') : `<${value}>`;
    default:
      return valuesOf(step, t).find((each) => each.value === value)?.label ?? value;
  }
}

/** Custom id of the field of the modal that asks for custom emoji. */
export const EMOJI_FIELD = 'emoji';

/** Asks for custom emoji. */
export const emojiModal = ({ positiveEmoji }: GuildSettings, t: Translate): ModalBuilder =>
  new ModalBuilder()
    .setCustomId('setup:emoji')
    .setTitle(t('discord.setup.emoji.name'))
    .addLabelComponents(
      textField({
        id: EMOJI_FIELD,
        label: t('discord.setup.emoji.name'),
        description: t('discord.setup.emoji.example'),
        maxLength: MAX_EMOJI_TEXT,
        isRequired: true,
        ...(positiveEmoji.length > 0 && { value: positiveEmoji.map(notationOf).join(' ') }),
      }),
    );

/** Asks for the invite. */
export const inviteModal = ({ invite }: GuildSettings, t: Translate): ModalBuilder =>
  new ModalBuilder()
    .setCustomId('setup:invite')
    .setTitle(t('discord.setup.invite.name'))
    .addLabelComponents(
      textField({
        id: INVITE_FIELD,
        label: t('discord.setup.invite.name'),
        description: t('discord.setup.invite.example'),
        maxLength: MAX_INVITE,
        isRequired: true,
        ...(invite && { value: invite }),
      }),
    );
