import {
  type MemberHide,
  type MemberRef,
  type Membership,
  afterForgetting,
  closedUntil,
  isBlank,
  isUndoable,
  withoutUndo,
  NEW_MEMBERSHIP,
  onlyWithdrawals,
  withoutThread,
} from './membership.ts';
import { withDecided, type CodeOf, type DecisionMarks, decidedBy } from './decision-marks.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../snowflake.ts';
import type { Transaction, KeyedQueues } from '../store/queues.ts';
import { type ForgottenMark, forgottenKey, keysOfGuild, queueOf, vacuumPendingKey } from './keys.ts';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Duties, dutiesAfter, type SeenDuties } from './badges.ts';
import { type PublishPolicy, awaitsAnswer, type Standing, standingOf, type ThreadTerms } from './visibility.ts';
import { mentionedIn, withoutMentions } from './comment.ts';
import type { MarkFile } from './kept-marks.ts';

/** What is kept of a member, read for one job. */
export interface LoadedMember {
  readonly tx: Transaction;
  readonly keys: MemberKeys;
  readonly known: Membership;
  readonly forgottenAt: number | undefined;
  /** Names the member in marks. */
  readonly code: string;
}

/** Keys of a member, by name. */
type MemberKeys = ReturnType<typeof keysOfMember>;

const keysOfMember = ({ guild, user }: MemberRef, code: string) => {
  const keys = keysOfGuild(guild);
  return {
    member: keys.member(user),
    name: keys.name(user),
    duties: keys.duties(user),
    named: keys.named,
    propagation: keys.propagationMark(user),
    forgetting: keys.forgetting(user),
    forgotten: forgottenKey(code),
    undo: keys.undo(user),
  };
};

/** What memberships are read with. */
export interface MemberReading {
  readonly codeOf: CodeOf;
  readonly decisions: DecisionMarks;
}

/**
 * Reads what is kept of a member. An erasure counts like an "only new ones" of that time, and a hide of everything by
 * the member outlives it. For a member unknown to a restored backup, marks tell what was decided.
 */
async function loadMember(
  tx: Transaction,
  member: MemberRef,
  { codeOf, decisions }: MemberReading,
): Promise<LoadedMember> {
  const code = codeOf(member);
  const keys = keysOfMember(member, code);
  await tx.load([keys.member, keys.forgotten]);
  const [stored, forgotten] = [await tx.get(keys.member), await tx.get(keys.forgotten)];
  const kept = forgotten ? afterForgotten(stored ?? NEW_MEMBERSHIP, forgotten) : (stored ?? NEW_MEMBERSHIP);
  const known = stored ? kept : withDecided(kept, await decisions.read(tx, code), forgotten?.when);
  return { tx, keys, known, forgottenAt: forgotten?.when, code };
}

function afterForgotten(stored: Membership, { when, isHidden }: ForgottenMark): Membership {
  const known = stored.undo && stored.undo.at <= when ? withoutUndo(stored) : stored;
  const closed = closedUntil(known, when);
  return isHidden && !closed.hidden ? { ...closed, hidden: hideOfForgotten(when) } : closed;
}

/** A hide that outlived an erasure: by nobody, without a reason, dated like it. */
const hideOfForgotten = (at: number): MemberHide => ({ by: '', reason: '', at });

/** Whether a message must not mention the member: they were forgotten after it, or before it and have not come back. */
function isForgottenAt({ known, forgottenAt }: LoadedMember, id: string): boolean {
  if (forgottenAt === undefined) return false;
  return compareSnowflakes(id, lastSnowflakeAt(forgottenAt)) <= 0 || isBlankSince(known, forgottenAt);
}

/** Whether the membership of a member forgotten at a time says nothing. */
const isBlankSince = (known: Membership, at: number): boolean => isBlank(afterForgetting(known, { at, decided: at }));

/** Adds the thread to the member's list; answers whether it was there. */
function list({ tx, keys, known }: LoadedMember, thread: string): boolean {
  const isListed = known.threads.includes(thread);
  if (!isListed) tx.set(keys.member, { ...known, threads: [...known.threads, thread] });
  return isListed;
}

/** What pages show of a member: a name, and a badge by their duties; null when those are not known. */
export interface ShownAs {
  readonly name: string;
  readonly duties: SeenDuties | null;
}

/** Keeps name and duties; answers whether other discussions must now show them too. `isListed` says whether this one was on the member's list. */
async function showAs(
  on: LoadedMember,
  { name, duties }: ShownAs,
  { isListed }: { isListed: boolean },
): Promise<boolean> {
  const { tx, keys, known } = on;
  await tx.load([keys.name, keys.duties]);
  const [nameBefore, before] = [await tx.get(keys.name), await tx.get(keys.duties)];
  const after = duties ? dutiesAfter(before, duties) : before;
  if (nameBefore === name && isDeepStrictEqual(before, after)) return false;
  tx.set(keys.name, name);
  if (after) tx.set(keys.duties, after);
  else tx.delete(keys.duties);
  tx.set(keys.named, randomUUID());
  const isRenamed = nameBefore !== undefined && (known.threads.length > 1 || !isListed);
  if (isRenamed) await markForPropagation(on);
  return isRenamed;
}

/** Erases name and duties: every page calls the member "a member" from now on. */
function unname({ tx, keys }: Pick<LoadedMember, 'tx' | 'keys'>): void {
  tx.delete(keys.name);
  tx.delete(keys.duties);
  tx.set(keys.named, randomUUID());
}

/** Keeps a membership unless it says nothing; with the last thread the name goes. */
function put({ tx, keys, forgottenAt }: LoadedMember, next: Membership): void {
  if (next.threads.length === 0) unname({ tx, keys });
  if (forgottenAt === undefined ? isBlank(next) : isBlankSince(next, forgottenAt)) tx.delete(keys.member);
  else tx.set(keys.member, next);
}

/** Keeps a decision and marks it for propagation. */
async function replace(on: LoadedMember, next: Membership): Promise<void> {
  const { tx, keys, known, forgottenAt } = on;
  tx.set(keys.member, next);
  if (next.undo) tx.set(keys.undo, next.undo.at);
  else if (known.undo) tx.delete(keys.undo);
  if (known.hidden && !next.hidden && forgottenAt !== undefined) tx.set(keys.forgotten, { when: forgottenAt });
  if (next.consent?.choice === 'keep' || next.hidden) unname(on);
  await markForPropagation(on);
}

/** Marks a change that is to be applied to the member's discussions. */
async function markForPropagation({ tx, keys }: LoadedMember): Promise<void> {
  tx.set(keys.propagation, ((await tx.get(keys.propagation)) ?? 0) + 1);
}

/** What a reply needs to know of its author. */
export interface Joined {
  readonly standing: Standing;
  /** Whether the author has yet to answer the consent request. */
  readonly awaitsAnswer: boolean;
  /** Whether their other discussions must now show another name. */
  readonly isRenamed: boolean;
  /** The guild's policy at that moment. */
  readonly policy: PublishPolicy;
}

/** A member's message: its thread and id, what pages show of its author (null: unknown), and the terms of its thread. */
export interface WrittenAs extends ThreadTerms {
  readonly thread: string;
  readonly id: string;
  readonly shownAs: ShownAs | null;
}

/** Up to when a member is forgotten: `at` by Discord's clock, which dates messages and choices; `decided` by ours, which dates moderators' decisions. */
export interface ForgottenUntil {
  readonly at: number;
  readonly decided: number;
}

/** What is kept of members besides their messages, each changed in the member's own queue. */
export interface Memberships {
  /** Answers the standing of a message. Unless that is `ignored`, the thread goes on the member's list; if it is `published`, name and duties are kept. */
  join(member: MemberRef, as: WrittenAs): Promise<Joined>;
  /** Names a moderator who decided something in the thread, if they agreed to be shown: keeps the name and lists the thread. Answers whether other discussions must now show another name. */
  nameModerator(member: MemberRef, as: Pick<WrittenAs, 'thread'> & { readonly name: string }): Promise<boolean>;
  /** Keeps a new name and the duties of a member whom pages name; answers whether other discussions must now show them too. */
  rename(member: MemberRef, as: ShownAs): Promise<boolean>;
  /** Takes a thread off the member's list; with the last one the name goes. */
  leave(member: MemberRef, thread: string): Promise<void>;
  /** Changes a membership and marks it for propagation; `forgottenAt` is undefined for a member who never was forgotten. Answers whether anything changed. */
  change(member: MemberRef, rule: (known: Membership, forgottenAt: number | undefined) => Membership): Promise<boolean>;
  /** Makes the member's last withdrawal final once it can no longer be undone, and marks that for propagation. Answers whether it did. */
  endUndo(member: MemberRef, now: number): Promise<boolean>;
  /** Repeats decisions made after a restored backup and marks them for propagation. Answers whether anything changed. */
  restore(member: MemberRef): Promise<boolean>;
  /** Changes a membership in a way that no discussion shows. */
  amend(member: MemberRef, rule: (known: Membership) => Membership): Promise<void>;
  read(member: MemberRef): Promise<Membership>;
  name(member: MemberRef): Promise<string | undefined>;
  duties(member: MemberRef): Promise<Duties | undefined>;
  /** The standing of the member's messages in a thread, by id, as of now. */
  standings(member: MemberRef, terms: ThreadTerms): Promise<(id: string) => Standing>;
  /** The mark of a pending propagation; undefined for none. */
  propagationMark(member: MemberRef): Promise<number | undefined>;
  /** Removes the mark unless there is a newer one. */
  clearPropagationMark(member: MemberRef, mark: number): Promise<void>;
  /** Marks the member as forgotten up to a time and erases name and decisions, all in one write. */
  forget(member: MemberRef, until: ForgottenUntil): Promise<void>;
  /** Erases name, thread list and decisions of a guild that removed the bot, except for what keeps words off the page. */
  keepWithdrawals(member: MemberRef): Promise<void>;
  /** Up to when the member is forgotten; undefined for never. */
  forgottenAt(member: MemberRef): Promise<number | undefined>;
  /** Up to when the member's decisions are being erased; undefined when no erasure is under way. */
  decidedUntil(member: MemberRef): Promise<number | undefined>;
  /** The text of a message without mentions of members who were forgotten after it, or have not come back since. */
  withoutForgottenMentions(guild: string, message: { readonly id: string; readonly content: string }): Promise<string>;
  /** Ends an erasure under way. */
  finishForgetting(member: MemberRef): Promise<void>;
}

/** What memberships are made of. */
export interface MembershipParts extends MemberReading {
  readonly queues: KeyedQueues;
  /** Marks of forgotten members beside the store. */
  readonly forgotten: MarkFile;
  /** The policy for members who were never asked; called for every reply, so it must be cheap. */
  readonly policyOf: (guild: string) => Promise<PublishPolicy>;
}

/** Creates the store of memberships. */
export function createMemberships({ queues, forgotten, policyOf, ...reading }: MembershipParts): Memberships {
  const { decisions } = reading;
  const inQueue = <Result>(member: MemberRef, work: (on: LoadedMember) => Promise<Result>): Promise<Result> =>
    queues.run(queueOf.member(member), async (tx) => work(await loadMember(tx, member, reading)));
  const read = (member: MemberRef) => inQueue(member, async ({ known }) => known);

  return {
    async join(member, as) {
      const policy = await policyOf(member.guild);
      return inQueue(member, (on) => join(on, as, policy));
    },
    nameModerator: (member, { thread, name }) =>
      inQueue(member, async (on) => {
        const { consent, hidden } = on.known;
        if (consent?.choice !== 'publish' || hidden) return false;
        return showAs(on, { name, duties: null }, { isListed: list(on, thread) });
      }),
    rename: (member, as) =>
      inQueue(member, async (on) => {
        const isNamed = (await on.tx.get(on.keys.name)) !== undefined;
        return isNamed && showAs(on, as, { isListed: false });
      }),
    leave: (member, thread) => inQueue(member, async (on) => put(on, withoutThread(on.known, thread))),
    async change(member, rule) {
      const later = await inQueue(member, async (on) => {
        const next = rule(on.known, on.forgottenAt);
        if (next === on.known) return null;
        await replace(on, next);
        const decided = decidedBy(on.known, next, await decisions.read(on.tx, on.code));
        return decisions.mark(on.tx, on.code, decided);
      });
      if (later) decisions.keep(later);
      return later !== null;
    },
    endUndo: (member, now) =>
      inQueue(member, async (on) => {
        const { undo } = on.known;
        if (undo && isUndoable(undo.at, now)) return false;
        if (undo) await replace(on, withoutUndo(on.known));
        else on.tx.delete(on.keys.undo);
        return undo !== undefined;
      }),
    restore: (member) =>
      inQueue(member, async (on) => {
        const next = withDecided(on.known, await decisions.read(on.tx, on.code), on.forgottenAt);
        if (next !== on.known) await replace(on, next);
        return next !== on.known;
      }),
    amend: (member, rule) => inQueue(member, async ({ tx, keys, known }) => tx.set(keys.member, rule(known))),
    read,
    name: (member) => inQueue(member, ({ tx, keys }) => tx.get(keys.name)),
    duties: (member) => inQueue(member, ({ tx, keys }) => tx.get(keys.duties)),
    async standings(member, terms) {
      const [policy, known] = [await policyOf(member.guild), await read(member)];
      return (id) => standingOf(known, id, { ...terms, policy });
    },
    propagationMark: (member) => inQueue(member, ({ tx, keys }) => tx.get(keys.propagation)),
    clearPropagationMark: (member, mark) =>
      inQueue(member, async ({ tx, keys }) => {
        if ((await tx.get(keys.propagation)) === mark) tx.delete(keys.propagation);
      }),
    forget: (member, { at, decided }) =>
      inQueue(member, async ({ tx, keys, known, forgottenAt, code }) => {
        const next = afterForgetting(known, { at, decided });
        const when = Math.max(at, forgottenAt ?? 0);
        forgotten.keep([[code, when]]);
        await decisions.drop(tx, code, when);
        tx.set(keys.forgotten, { when, ...(known.hidden && { isHidden: true }) });
        tx.set(keys.forgetting, decided);
        tx.set(keys.member, next);
        tx.delete(keys.propagation);
        tx.delete(keys.undo);
        if (!next.consent) unname({ tx, keys });
      }),
    keepWithdrawals: (member) => inQueue(member, async (on) => put(on, onlyWithdrawals(on.known))),
    forgottenAt: (member) => inQueue(member, async ({ forgottenAt }) => forgottenAt),
    decidedUntil: (member) => inQueue(member, ({ tx, keys }) => tx.get(keys.forgetting)),
    async withoutForgottenMentions(guild, { id, content }) {
      const users = mentionedIn(content);
      const isForgotten = await Promise.all(
        users.map((user) => inQueue({ guild, user }, async (on) => isForgottenAt(on, id))),
      );
      return withoutMentions(content, (user) => isForgotten[users.indexOf(user)] ?? false);
    },
    finishForgetting: (member) =>
      inQueue(member, async (on) => {
        on.tx.delete(on.keys.forgetting);
        on.tx.set(vacuumPendingKey, true);
        put(on, on.known);
      }),
  };
}

async function join(
  on: LoadedMember,
  { thread, id, shownAs, ...terms }: WrittenAs,
  policy: PublishPolicy,
): Promise<Joined> {
  const { known } = on;
  const joined = {
    standing: standingOf(known, id, { ...terms, policy }),
    awaitsAnswer: awaitsAnswer(known),
    isRenamed: false,
    policy,
  };
  if (joined.standing.kind === 'ignored') return joined;
  const isListed = list(on, thread);
  if (joined.standing.kind !== 'published' || !shownAs) return joined;
  return { ...joined, isRenamed: await showAs(on, shownAs, { isListed }) };
}
