import type {
  DiscordOptions,
  DiscordTimestamp,
  TimestampStyle,
  DiscordInline,
  DiscordPlace,
  DiscordBlock,
} from './tree.ts';
import type { MessageKey } from '../../language/translate.ts';
import { cleanText } from '../text.ts';
import { afforded, affordedText, type Budget, createBudget, eachAfforded } from './budget.ts';
import { parseDiscord } from './parse.ts';

type Absolute = Exclude<TimestampStyle, 'R'>;

// Readers in all time zones get the same page: times are in UTC and say so.
const ZONE = { timeZone: 'UTC', timeZoneName: 'short' } as const;
const SHORT_TIME = { hour: '2-digit', minute: '2-digit', ...ZONE } as const;
const LONG_TIME = { ...SHORT_TIME, second: '2-digit' } as const;
const SHORT_DATE = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const;
const LONG_DATE = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

const FORMATS: Readonly<Record<Absolute, Intl.DateTimeFormatOptions>> = {
  t: SHORT_TIME,
  T: LONG_TIME,
  d: SHORT_DATE,
  D: LONG_DATE,
  f: { ...LONG_DATE, ...SHORT_TIME },
  F: { weekday: 'long', ...LONG_DATE, ...SHORT_TIME },
  s: { ...SHORT_DATE, ...SHORT_TIME },
  S: { ...SHORT_DATE, ...LONG_TIME },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** A timestamp in words, in the options' language. */
function timestampText({ seconds, style }: DiscordTimestamp, { language = 'en', now }: DiscordOptions): string {
  if (style === 'R' && now !== undefined) return relative(seconds - now / 1000, language);
  return formatOf(language, style === 'R' ? 'f' : style).format(seconds * 1000);
}

const known = new Map<string, Intl.DateTimeFormat>();

/** Building a format costs a hundred times what using it does, and a message may have hundreds of timestamps. */
function formatOf(language: string, style: Absolute): Intl.DateTimeFormat {
  const name = `${style} ${language}`;
  const format = known.get(name) ?? new Intl.DateTimeFormat(language, FORMATS[style]);
  known.set(name, format);
  return format;
}

function relative(seconds: number, language: string): string {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}

/** A timestamp for `<time datetime>`. */
export const timestampIso = ({ seconds }: DiscordTimestamp): string => new Date(seconds * 1000).toISOString();

/** A node whose words are not in the message itself. */
export type Reference = Extract<DiscordInline, { type: 'mention' | 'command' | 'place' | 'emoji' | 'timestamp' }>;

const PLACES: Readonly<Record<DiscordPlace, MessageKey>> = {
  customize: 'markdown.customize',
  browse: 'markdown.browse',
  guide: 'markdown.guide',
  'linked-roles': 'markdown.linkedRoles',
};
const NAMELESS = { user: 'markdown.member', role: 'markdown.role', channel: 'markdown.channel' } as const;
const SIGNS = { user: '@', role: '@', channel: '#' } as const;

/** The words of such a node, as plain text. */
export function wordsOf(node: Reference, options: DiscordOptions): string {
  switch (node.type) {
    case 'mention': {
      const name = options.names[node.of](node.id);
      return name === null ? options.t(namelessOf(node, options)) : `${SIGNS[node.of]}${cleanText(name)}`;
    }
    case 'command':
      return `/${node.name}`;
    case 'place':
      return options.t(PLACES[node.place]);
    case 'emoji':
      return `:${node.name}:`;
    case 'timestamp':
      return timestampText(node, options);
  }
}

const namelessOf = ({ of, id }: Extract<Reference, { type: 'mention' }>, { names }: DiscordOptions): MessageKey =>
  of === 'user' && names.isModerator?.(id) ? 'markdown.moderator' : NAMELESS[of];

interface Writing extends DiscordOptions, Budget {}

/** A message as plain text, line by line, without spoilers; at most 16 KiB, which long names could exceed. */
export function plainFromDiscord(text: string, options: DiscordOptions): string {
  const writing: Writing = { ...options, ...createBudget() };
  const plain = blocksPlain(parseDiscord(text), writing);
  return writing.isCut ? `${plain}…` : plain;
}

const blocksPlain = (blocks: readonly DiscordBlock[], writing: Writing): string =>
  eachAfforded(writing, blocks, (block) => blockPlain(block, writing)).join('\n');

function blockPlain(block: DiscordBlock, writing: Writing): string {
  switch (block.type) {
    case 'codeBlock':
      return textPlain(block.text, writing);
    case 'quote':
      return blocksPlain(block.children, writing);
    case 'list':
      return eachAfforded(
        writing,
        block.items,
        (item, index) => `${bullet(block.start, index)} ${blocksPlain(item, writing)}`,
      ).join('\n');
    default:
      return inlinePlain(block.children, writing);
  }
}

const bullet = (start: number | null, index: number): string => (start === null ? '•' : `${start + index}.`);

const textPlain = (text: string, writing: Writing): string => affordedText(writing, text, String);

const inlinePlain = (nodes: readonly DiscordInline[], writing: Writing): string =>
  eachAfforded(writing, nodes, (node) => nodePlain(node, writing)).join('');

function nodePlain(node: DiscordInline, writing: Writing): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'codeBlock':
      return textPlain(node.text, writing);
    case 'break':
      return '\n';
    case 'spoiler':
      return afforded(writing, `[${writing.t('markdown.spoiler')}]`);
    case 'mention':
    case 'command':
    case 'place':
    case 'emoji':
    case 'timestamp':
      return afforded(writing, wordsOf(node, writing));
    default:
      return inlinePlain(node.children, writing);
  }
}
