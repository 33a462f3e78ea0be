import type { MemberRef, Membership } from '../discussions/consent.ts';
import { decidedBy, withDecided } from '../discussions/decided.ts';
import type { PublishPolicy } from '../discussions/publish-policy.ts';
import { afterFarewell, afterForgetting, withoutThread } from '../discussions/membership-rules.ts';
import { mentionedIn, withoutMentions } from '../discussions/mentions.ts';
import { isAsked, type Standing, standingInThread, type ThreadTerms } from '../discussions/standing.ts';
import type { MarkFile } from './kept-marks.ts';
import { uncleanKey } from './keys.ts';
import { list, put, replace, showAs, unname } from './member-changes.ts';
import { isForgottenAt, type MemberDraft, memberDraft, type MemberReading } from './member-draft.ts';
import type { WorkQueues } from './work-queues.ts';

/** What a reply needs to know of its author. */
export interface Joined {
  readonly standing: Standing;
  /** Whether the author is still to be asked. */
  readonly isAsked: boolean;
  /** Whether their other discussions show another name now. */
  readonly isRenamed: boolean;
  /** The guild's policy at that moment. */
  readonly policy: PublishPolicy;
}

/** A member's message: its thread and id, its author's name (null: not known), and the terms of the thread's discussion. */
export interface WrittenAs extends ThreadTerms {
  readonly thread: string;
  readonly id: string;
  readonly name: string | null;
}

/** Up to when a member is forgotten: `at` by Discord's clock, which dates messages and choices, `decided` by ours, which dates decisions of moderators. */
export interface ForgottenUntil {
  readonly at: number;
  readonly decided: number;
}

/** What is kept of members, each changed in that member's own queue, which never waits for a thread's. */
export interface Memberships {
  /** Puts the thread on the member's list unless nothing of the message may be noted, then says how it stands, and keeps the name (null: not known) if it is public. */
  join(member: MemberRef, as: WrittenAs): Promise<Joined>;
  /** Puts the thread, in which they decided something as a moderator, on the list of a member who agreed to be shown, and keeps the name. Answers as `isRenamed` does. */
  sign(member: MemberRef, as: Pick<WrittenAs, 'thread'> & { readonly name: string }): Promise<boolean>;
  /** Keeps another name of a member whom pages name; answers whether it is another. */
  rename(member: MemberRef, name: string): Promise<boolean>;
  /** Nothing of the member is left in the thread: the last one takes the name with it. */
  leave(member: MemberRef, thread: string): Promise<void>;
  /** Changes what is kept of the member, to be carried to their discussions; `forgottenAt` is undefined for who never was. Answers whether anything is another now. */
  change(member: MemberRef, rule: (known: Membership, forgottenAt: number | undefined) => Membership): Promise<boolean>;
  /** Brings what was decided about the member since a restored backup was made into it, to be carried to their discussions. Answers whether anything is another now. */
  restore(member: MemberRef): Promise<boolean>;
  /** Changes what no discussion shows. */
  amend(member: MemberRef, rule: (known: Membership) => Membership): Promise<void>;
  read(member: MemberRef): Promise<Membership>;
  name(member: MemberRef): Promise<string | undefined>;
  /** How the member's messages in a thread stand, by their ids, until something is decided anew. */
  standings(member: MemberRef, terms: ThreadTerms): Promise<(id: string) => Standing>;
  /** A mark that a change is still to be carried to the discussions; undefined for nothing to do. */
  spreading(member: MemberRef): Promise<number | undefined>;
  /** Takes the mark away unless there is a newer one. */
  spread(member: MemberRef, mark: number): Promise<void>;
  /** Marks the member as forgotten up to a time and drops name and decisions, all in one write. */
  forget(member: MemberRef, until: ForgottenUntil): Promise<void>;
  /** The guild removed the bot for good: name, thread list and decisions go, except for what keeps words off the page. */
  farewell(member: MemberRef): Promise<void>;
  /** Up to when the member is forgotten; undefined for never. */
  forgottenAt(member: MemberRef): Promise<number | undefined>;
  /** Up to when decisions of the member are being erased; undefined when nothing is. */
  decidedUntil(member: MemberRef): Promise<number | undefined>;
  /** The text of a message without mentions of members who were forgotten after it, or who are not back since. */
  withoutForgotten(guild: string, message: { readonly id: string; readonly content: string }): Promise<string>;
  /** All is erased: takes away what told that it was under way. */
  forgot(member: MemberRef): Promise<void>;
}

/** What memberships are made of. */
export interface MembershipParts extends MemberReading {
  readonly queues: WorkQueues;
  /** Marks of the forgotten beside the store. */
  readonly forgotten: MarkFile;
  /** The policy for those who were never asked; called for every reply, so it must be cheap. */
  readonly policyOf: (guild: string) => Promise<PublishPolicy>;
}

/** Creates the part of the store that knows members, not what they wrote. */
export function createMemberships({ queues, forgotten, policyOf, ...reading }: MembershipParts): Memberships {
  const { decisions } = reading;
  const inQueue = <Result>(member: MemberRef, work: (on: MemberDraft) => Promise<Result>): Promise<Result> =>
    queues.run(`member:${member.guild}:${member.user}`, async (draft) =>
      work(await memberDraft(draft, member, reading)),
    );
  const read = (member: MemberRef) => inQueue(member, async ({ known }) => known);

  return {
    async join(member, as) {
      const policy = await policyOf(member.guild);
      return inQueue(member, (on) => join(on, as, policy));
    },
    sign: (member, { thread, name }) =>
      inQueue(member, async (on) => {
        const { consent, hidden } = on.known;
        if (consent?.choice !== 'publish' || hidden) return false;
        return showAs(on, name, { isListed: list(on, thread) });
      }),
    rename: (member, name) =>
      inQueue(member, async (on) => {
        const isNamed = (await on.draft.get(on.keys.name)) !== undefined;
        return isNamed && showAs(on, name, { isListed: false });
      }),
    leave: (member, thread) => inQueue(member, async (on) => put(on, withoutThread(on.known, thread))),
    async change(member, rule) {
      const later = await inQueue(member, async (on) => {
        const next = rule(on.known, on.forgottenAt);
        if (next === on.known) return null;
        await replace(on, next);
        const decided = decidedBy(on.known, next, await decisions.read(on.draft, on.code));
        return decisions.mark(on.draft, on.code, decided);
      });
      if (later) decisions.keep(later);
      return later !== null;
    },
    restore: (member) =>
      inQueue(member, async (on) => {
        const next = withDecided(on.known, await decisions.read(on.draft, on.code), on.forgottenAt);
        if (next !== on.known) await replace(on, next);
        return next !== on.known;
      }),
    amend: (member, rule) => inQueue(member, async ({ draft, keys, known }) => draft.set(keys.member, rule(known))),
    read,
    name: (member) => inQueue(member, ({ draft, keys }) => draft.get(keys.name)),
    async standings(member, terms) {
      const [policy, known] = [await policyOf(member.guild), await read(member)];
      return (id) => standingInThread(known, id, { ...terms, policy });
    },
    spreading: (member) => inQueue(member, ({ draft, keys }) => draft.get(keys.spreading)),
    spread: (member, mark) =>
      inQueue(member, async ({ draft, keys }) => {
        if ((await draft.get(keys.spreading)) === mark) draft.delete(keys.spreading);
      }),
    forget: (member, { at, decided }) =>
      inQueue(member, async ({ draft, keys, known, forgottenAt, code }) => {
        const next = afterForgetting(known, { at, decided });
        const when = Math.max(at, forgottenAt ?? 0);
        forgotten.keep([[code, when]]);
        await decisions.drop(draft, code, when);
        draft.set(keys.forgotten, { when, ...(known.hidden && { isHidden: true }) });
        draft.set(keys.forgetting, decided);
        draft.set(keys.member, next);
        draft.delete(keys.spreading);
        if (!next.consent) unname({ draft, keys });
      }),
    farewell: (member) => inQueue(member, async (on) => put(on, afterFarewell(on.known))),
    forgottenAt: (member) => inQueue(member, async ({ forgottenAt }) => forgottenAt),
    decidedUntil: (member) => inQueue(member, ({ draft, keys }) => draft.get(keys.forgetting)),
    async withoutForgotten(guild, { id, content }) {
      const users = mentionedIn(content);
      const isForgotten = await Promise.all(
        users.map((user) => inQueue({ guild, user }, async (on) => isForgottenAt(on, id))),
      );
      return withoutMentions(content, (user) => isForgotten[users.indexOf(user)] ?? false);
    },
    forgot: (member) =>
      inQueue(member, async (on) => {
        on.draft.delete(on.keys.forgetting);
        on.draft.set(uncleanKey, true);
        put(on, on.known);
      }),
  };
}

async function join(
  on: MemberDraft,
  { thread, id, name, ...terms }: WrittenAs,
  policy: PublishPolicy,
): Promise<Joined> {
  const { known } = on;
  const joined = {
    standing: standingInThread(known, id, { ...terms, policy }),
    isAsked: isAsked(known),
    isRenamed: false,
    policy,
  };
  if (joined.standing.kind === 'unnoted') return joined;
  const isListed = list(on, thread);
  if (joined.standing.kind !== 'public' || name === null) return joined;
  return { ...joined, isRenamed: await showAs(on, name, { isListed }) };
}
