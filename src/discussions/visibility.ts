import type { MemberHide, Membership } from './membership.ts';
import { compareSnowflakes, timeOfSnowflake } from '../snowflake.ts';

/** Whether members who were never asked are published: `opt-out` yes, with a notice and a button; `ask` no. */
export const PUBLISH_POLICIES = ['ask', 'opt-out'] as const;
export type PublishPolicy = (typeof PUBLISH_POLICIES)[number];

/** What was announced when a discussion was opened; undefined in records from before that was noted, when all said `opt-out`. */
export type Announced = PublishPolicy | undefined;

/** The policy that counts in a discussion: the guild's as it is now, or what the discussion announced if that is stricter. */
export const policyIn = (guilds: PublishPolicy, announced: Announced): PublishPolicy =>
  guilds === 'ask' ? 'ask' : (announced ?? guilds);

/**
 * What may be kept of a member's message: its words (`published`), its ids until its author was asked (`held`), its ids
 * while a moderator hides the member (`hidden`), or nothing at all (`ignored`).
 */
export type Standing =
  | { readonly kind: 'published' | 'held' | 'ignored' }
  | { readonly kind: 'hidden'; readonly hide: MemberHide };

/** Where a member's message stands, by its id; `policy` counts for those who never chose. */
export function standingOf({ consent, publicAfter, hidden }: Membership, id: string, policy: PublishPolicy): Standing {
  if (consent?.choice === 'keep' || compareSnowflakes(id, publicAfter) <= 0) return { kind: 'ignored' };
  if (consent === null && policy === 'ask') return { kind: 'held' };
  return hidden ? { kind: 'hidden', hide: hidden } : { kind: 'published' };
}

/** How a message counts in its thread: by what its discussion announced, when the thread became one, and up to where nobody is waited for. */
export interface ThreadTerms {
  readonly announced?: Announced;
  readonly attachedAt?: string | undefined;
  readonly expiredUntil?: string | undefined;
}

/** The same with the policy that the guild has now. */
interface TermsNow extends ThreadTerms {
  readonly policy: PublishPolicy;
}

/** Where a message stands in a thread. What would be held is not noted once its time is over. */
export function standingInThread(membership: Membership, id: string, terms: TermsNow): Standing {
  const standing = standingByAge(membership, id, terms);
  const isOver = compareSnowflakes(id, terms.expiredUntil ?? '0') <= 0;
  return standing.kind === 'held' && isOver ? { kind: 'ignored' } : standing;
}

/**
 * Who wrote in a thread before it became a discussion could not know that it would: that stays held until its author
 * agrees from then on, whatever they agreed to before.
 */
function standingByAge(membership: Membership, id: string, { policy, announced, attachedAt }: TermsNow): Standing {
  if (attachedAt === undefined || compareSnowflakes(id, attachedAt) > 0)
    return standingOf(membership, id, policyIn(policy, announced));
  const { consent } = membership;
  const isOlder = consent?.choice === 'publish' && consent.at <= timeOfSnowflake(attachedAt);
  return standingOf(isOlder ? { ...membership, consent: null } : membership, id, 'ask');
}

/** Whether a member's held replies wait for an answer that may put them on the page. */
export const isAsked = ({ consent, hidden }: Membership): boolean => consent === null && hidden === null;
