import type { MemberHide, MemberRef, Membership } from '../discussions/consent.ts';
import { afterForgetting, closedUntil, isBlank, NEW_MEMBERSHIP } from '../discussions/membership-rules.ts';
import { withDecided } from '../discussions/decided.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../discussions/snowflake.ts';
import type { CodeOf, DecisionMarks } from './decision-marks.ts';
import type { Draft } from './draft.ts';
import { type ForgottenMark, forgottenKey, keysOfGuild } from './keys.ts';

/** What is kept of a member while it is worked on. */
export interface MemberDraft {
  readonly draft: Draft;
  readonly keys: MemberKeys;
  readonly known: Membership;
  readonly forgottenAt: number | undefined;
  /** Stands for the member in marks. */
  readonly code: string;
}

/** Keys of a member, by name. */
type MemberKeys = ReturnType<typeof keysOfMember>;

const keysOfMember = ({ guild, user }: MemberRef, code: string) => {
  const keys = keysOfGuild(guild);
  return {
    member: keys.member(user),
    name: keys.name(user),
    named: keys.named,
    spreading: keys.spreading(user),
    forgetting: keys.forgetting(user),
    forgotten: forgottenKey(code),
  };
};

/** What memberships are read with. */
export interface MemberReading {
  readonly codeOf: CodeOf;
  readonly decisions: DecisionMarks;
}

/**
 * Reads what is kept of a member: what was forgotten counts like an "only new ones" of that time, and a hide of all that
 * they write outlives it. Of whom a restored backup knows nothing, marks tell what was decided.
 */
export async function memberDraft(
  draft: Draft,
  member: MemberRef,
  { codeOf, decisions }: MemberReading,
): Promise<MemberDraft> {
  const code = codeOf(member);
  const keys = keysOfMember(member, code);
  await draft.load([keys.member, keys.forgotten]);
  const [stored, forgotten] = [await draft.get(keys.member), await draft.get(keys.forgotten)];
  const kept = forgotten ? afterForgotten(stored ?? NEW_MEMBERSHIP, forgotten) : (stored ?? NEW_MEMBERSHIP);
  const known = stored ? kept : withDecided(kept, await decisions.read(draft, code), forgotten?.when);
  return { draft, keys, known, forgottenAt: forgotten?.when, code };
}

function afterForgotten(stored: Membership, { when, isHidden }: ForgottenMark): Membership {
  const closed = closedUntil(stored, when);
  return isHidden && !closed.hidden ? { ...closed, hidden: hideOfForgotten(when) } : closed;
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
