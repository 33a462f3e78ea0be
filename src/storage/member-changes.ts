import { randomUUID } from 'node:crypto';
import type { Membership } from '../discussions/consent.ts';
import { isBlank } from '../discussions/membership-rules.ts';
import { isBlankSince, type MemberDraft } from './member-draft.ts';

/** Puts the thread on the member's list; answers whether it was there. */
export function list({ draft, keys, known }: MemberDraft, thread: string): boolean {
  const isListed = known.threads.includes(thread);
  if (!isListed) draft.set(keys.member, { ...known, threads: [...known.threads, thread] });
  return isListed;
}

/** Keeps the name; answers whether discussions besides this one, which was listed before or not, show another one now. */
export async function showAs(on: MemberDraft, name: string, { isListed }: { isListed: boolean }): Promise<boolean> {
  const { draft, keys, known } = on;
  const before = await draft.get(keys.name);
  if (before === name) return false;
  draft.set(keys.name, name);
  draft.set(keys.named, randomUUID());
  const isRenamed = before !== undefined && (known.threads.length > 1 || !isListed);
  if (isRenamed) await markSpreading(on);
  return isRenamed;
}

/** The member is "a member" from now on, on every page. */
export function unname({ draft, keys }: Pick<MemberDraft, 'draft' | 'keys'>): void {
  draft.delete(keys.name);
  draft.set(keys.named, randomUUID());
}

/** A membership of which nothing is left goes, and with the last thread the name. */
export function put({ draft, keys, forgottenAt }: MemberDraft, next: Membership): void {
  if (next.threads.length === 0) unname({ draft, keys });
  if (forgottenAt === undefined ? isBlank(next) : isBlankSince(next, forgottenAt)) draft.delete(keys.member);
  else draft.set(keys.member, next);
}

/** Keeps what was decided, to be carried to the member's discussions. */
export async function replace(on: MemberDraft, next: Membership): Promise<void> {
  const { draft, keys, known, forgottenAt } = on;
  draft.set(keys.member, next);
  if (known.hidden && !next.hidden && forgottenAt !== undefined) draft.set(keys.forgotten, { when: forgottenAt });
  if (next.consent?.choice === 'keep' || next.hidden) unname(on);
  await markSpreading(on);
}

/** Marks that what changed is still to be carried to the member's discussions. */
async function markSpreading({ draft, keys }: MemberDraft): Promise<void> {
  draft.set(keys.spreading, ((await draft.get(keys.spreading)) ?? 0) + 1);
}
