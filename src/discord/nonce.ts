import { createHash } from 'node:crypto';

const MAX_NONCE = 25;

/** The nonce of one of the messages that a seed stands for: sent twice, it is one message for some minutes. */
export const nonceOf = (seed: string, part: string): string =>
  createHash('sha256').update(`${seed}/${part}`).digest('base64url').slice(0, MAX_NONCE);
