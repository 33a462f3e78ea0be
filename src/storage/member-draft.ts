import { createHmac } from 'node:crypto';
import type { MemberHide, MemberRef, Membership } from '../discussions/consent.ts';
import { afterForgetting, closedUntil, isBlank, NEW_MEMBERSHIP } from '../discussions/membership-rules.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../discussions/snowflake.ts';
import type { Draft } from './draft.ts';
import { forgottenKey, keysOfGuild } from './keys.ts';

/** What is kept of a member while it is worked on. */
export interface MemberDraft {
  readonly draft: Draft;
  readonly keys: MemberKeys;
  readonly known: Membership;
  readonly forgottenAt: number | undefined;
}

/** Keys of a member, by name. */
type MemberKeys = ReturnType<typeof keysOfMember>;

const keysOfMember = ({ guild, user }: MemberRef, secret: string) => {
  const keys = keysOfGuild(guild);
  return {
    member: keys.member(user),
    name: keys.name(user),
    named: keys.named,
    spreading: keys.spreading(user),
    forgetting: keys.forgetting(user),
    forgotten: forgottenKey(createHmac('sha256', secret).update(`${guild}:${user}`).digest('base64url')),
  };
};

/**
 * Reads what is kept of a member: what was forgotten counts like an "only new ones" of that time, and a hide of all that
 * they write outlives it.
 */
export async function memberDraft(draft: Draft, member: MemberRef, secret: string): Promise<MemberDraft> {
  const keys = keysOfMember(member, secret);
  await draft.load([keys.member, keys.forgotten]);
  const [stored = NEW_MEMBERSHIP, forgotten] = [await draft.get(keys.member), await draft.get(keys.forgotten)];
  if (!forgotten) return { draft, keys, known: stored, forgottenAt: undefined };
  const closed = closedUntil(stored, forgotten.when);
  const known = forgotten.isHidden && !closed.hidden ? { ...closed, hidden: hideOfForgotten(forgotten.when) } : closed;
  return { draft, keys, known, forgottenAt: forgotten.when };
}

/** A hide that outlived a forget: nobody's, without a reason, and as old as that. */
const hideOfForgotten = (at: number): MemberHide => ({ by: '', reason: '', at });

/** Whether a message must not mention the member: they were forgotten after it, or are not back since. */
export function isForgottenAt({ known, forgottenAt }: MemberDraft, id: string): boolean {
  if (forgottenAt === undefined) return false;
  return compareSnowflakes(id, lastSnowflakeAt(forgottenAt)) <= 0 || isBlankSince(known, forgottenAt);
}

/** Whether nothing would be lost of a member forgotten at a time if the membership were not kept. */
export const isBlankSince = (known: Membership, at: number): boolean =>
  isBlank(afterForgetting(known, { at, decided: at }));
