import { translator } from '../../../../src/language/translate.ts';
import type { DiscordOptions } from '../../../../src/markdown/discord/tree.ts';

/** One member, one role and one channel have names. */
export const options: DiscordOptions = {
  names: {
    user: (id) => (id === '1' ? 'Ann "<b>"' : null),
    role: (id) => (id === '2' ? 'Desk' : null),
    channel: (id) => (id === '3' ? 'news' : null),
  },
  t: translator('en'),
};
