import type { MessageKey } from '../../language/translate.ts';
import { cleanText } from '../clean.ts';
import type { DiscordOptions } from './options.ts';
import { timestampText } from './timestamp.ts';
import type { DiscordInline, DiscordPlace } from './tree.ts';

/** A node that stands for words which are not in the message itself. */
export type Reference = Extract<DiscordInline, { type: 'mention' | 'command' | 'place' | 'emoji' | 'timestamp' }>;

const PLACES: Readonly<Record<DiscordPlace, MessageKey>> = {
  customize: 'markdown.customize',
  browse: 'markdown.browse',
  guide: 'markdown.guide',
  'linked-roles': 'markdown.linkedRoles',
};
const NAMELESS = { user: 'markdown.member', role: 'markdown.role', channel: 'markdown.channel' } as const;
const SIGNS = { user: '@', role: '@', channel: '#' } as const;

/** The words that a node stands for, as plain text. */
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
