import type { MemberHide, Membership } from './consent.ts';
import { type Announced, policyIn, type PublishPolicy } from './publish-policy.ts';
import { compareSnowflakes, timeOfSnowflake } from './snowflake.ts';

/**
 * What may be kept of a member's message: its words (`public`), its ids until its author was asked (`held`), its ids
 * while a moderator hides the member (`hidden`), or nothing at all (`unnoted`).
 */
export type Standing =
  | { readonly kind: 'public' | 'held' | 'unnoted' }
  | { readonly kind: 'hidden'; readonly hide: MemberHide };

/** Where a member's message stands, by its id; `policy` counts for those who never chose. */
export function standingOf({ consent, publicAfter, hidden }: Membership, id: string, policy: PublishPolicy): Standing {
  if (consent?.choice === 'keep' || compareSnowflakes(id, publicAfter) <= 0) return { kind: 'unnoted' };
  if (consent === null && policy === 'ask') return { kind: 'held' };
  return hidden ? { kind: 'hidden', hide: hidden } : { kind: 'public' };
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
  return standing.kind === 'held' && isOver ? { kind: 'unnoted' } : standing;
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
