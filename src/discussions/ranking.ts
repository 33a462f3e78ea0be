import type { Reaction } from './comment.ts';

/** Emoji, in every skin colour, that are shown but never raise a comment's score. */
export const NEGATIVE_EMOJI: readonly string[] = ['👎', '❌', '🖕', '💩', '🤡', '😠', '😡', '🤬', '🤢', '🤮'];

const VARIATIONS = /\uFE0F|\p{Emoji_Modifier}/gu; // as emoji rather than text, and the skin colours

/** How Discord's own emoji are told from custom ones, which are stored as `:name:`. */
const isCustom = (emoji: string): boolean => emoji.startsWith(':');

const isPositive = ({ emoji, isChosen }: Reaction): boolean =>
  isCustom(emoji) ? isChosen === true : !NEGATIVE_EMOJI.includes(emoji.replaceAll(VARIATIONS, ''));

/**
 * A comment's score, by which "top" sorts and drafts weigh: how often its most-given positive emoji was given. A sum would
 * let one person's sixteen emoji beat three people's.
 */
export const scoreOf = (reactions: readonly Reaction[]): number =>
  reactions.reduce((most, reaction) => (isPositive(reaction) ? Math.max(most, reaction.count) : most), 0);
