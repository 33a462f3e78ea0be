/** A place where Discord's published specification is known to be wrong or silent. */
export interface Exception {
  /** The start of a violation's `where`. */
  where: string;
  /** What the violation's path must match. */
  path: RegExp;
  reason: string;
}

/** Every violation that is let through, and why. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    where: 'answer POST /channels/{channel_id}/threads',
    path: /^message(\.|$)/,
    reason: 'A created forum post carries its starter message (documented); the schema of the answer lacks it.',
  },
  {
    where: 'answer GET /gateway/bot',
    path: /^url$/,
    reason: 'The schema wants any URL; some versions of its check know http only, and this one is ws.',
  },
  {
    where: 'dispatch GUILD_CREATE',
    path: /^(emojis|stickers)/,
    reason: 'The Gateway sends them with the fields of the client, the specification has those of REST.',
  },
];
