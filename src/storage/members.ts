import type { ConsentChoice, PublishPolicy } from '../discussions/consent.ts';
import type { Draft } from './draft.ts';
import { keysOfGuild, type Member } from './keys.ts';
import type { WorkQueues } from './work-queues.ts';

/** A member of a guild. */
export interface MemberRef {
  readonly guild: string;
  readonly user: string;
}

/** What a reply needs to know of its author. */
export interface Joined {
  readonly isPublic: boolean;
  /** Whether their other discussions show another name now. */
  readonly isRenamed: boolean;
}

/** What is kept of members, each changed in that member's own queue, which never waits for a thread's. */
export interface Members {
  /** Puts the thread on the member's list, then says whether their words go public, and keeps their name if so. */
  join(member: MemberRef, as: { thread: string; name: string }): Promise<Joined>;
  /** The thread is gone; the last one takes the member's name with it. */
  leave(member: MemberRef, thread: string): Promise<void>;
  /** Records the choice, to be carried to the member's discussions. */
  choose(member: MemberRef, choice: ConsentChoice): Promise<void>;
  read(member: MemberRef): Promise<Member>;
  isPublic(member: MemberRef): Promise<boolean>;
  /** A mark that a choice or a name is still to be carried to the discussions; undefined for nothing to do. */
  spreading(member: MemberRef): Promise<number | undefined>;
  /** Takes the mark away unless there is a newer one. */
  spread(member: MemberRef, mark: number): Promise<void>;
}

const NEW_MEMBER: Member = { consent: null, threads: [] };

/** Creates the members' part of the store; `policy` counts for those who were never asked. */
export function createMembers({ queues, policy }: { queues: WorkQueues; policy: PublishPolicy }): Members {
  const inQueue = <Result>(member: MemberRef, work: (on: MemberDraft) => Promise<Result>): Promise<Result> =>
    queues.run(`member:${member.guild}:${member.user}`, async (draft) => work(await memberDraft(draft, member)));
  const isPublic = ({ consent }: Member) => consent === 'publish' || (consent === null && policy === 'opt-out');

  return {
    join: (member, { thread, name }) =>
      inQueue(member, async ({ draft, keys, known }) => {
        const isListed = known.threads.includes(thread);
        if (!isListed) draft.set(keys.member, { ...known, threads: [...known.threads, thread] });
        if (!isPublic(known)) return { isPublic: false, isRenamed: false };
        const before = await draft.get(keys.name);
        if (before === name) return { isPublic: true, isRenamed: false };
        draft.set(keys.name, name);
        const isRenamed = before !== undefined && (known.threads.length > 1 || !isListed);
        if (isRenamed) await markSpreading(draft, keys);
        return { isPublic: true, isRenamed };
      }),
    leave: (member, thread) =>
      inQueue(member, async ({ draft, keys, known }) => {
        const threads = known.threads.filter((listed) => listed !== thread);
        if (threads.length > 0 || known.consent !== null) draft.set(keys.member, { ...known, threads });
        else draft.delete(keys.member);
        if (threads.length === 0) draft.delete(keys.name);
      }),
    choose: (member, consent) =>
      inQueue(member, async ({ draft, keys, known }) => {
        if (known.consent === consent) return;
        draft.set(keys.member, { ...known, consent });
        if (consent === 'keep') draft.delete(keys.name);
        await markSpreading(draft, keys);
      }),
    read: (member) => inQueue(member, async ({ known }) => known),
    isPublic: (member) => inQueue(member, async ({ known }) => isPublic(known)),
    spreading: (member) => inQueue(member, ({ draft, keys }) => draft.get(keys.spreading)),
    spread: (member, mark) =>
      inQueue(member, async ({ draft, keys }) => {
        if ((await draft.get(keys.spreading)) === mark) draft.delete(keys.spreading);
      }),
  };
}

type MemberKeys = ReturnType<typeof keysOfMember>;
interface MemberDraft {
  readonly draft: Draft;
  readonly keys: MemberKeys;
  readonly known: Member;
}

const keysOfMember = ({ guild, user }: MemberRef) => {
  const keys = keysOfGuild(guild);
  return { member: keys.member(user), name: keys.name(user), spreading: keys.spreading(user) };
};

async function memberDraft(draft: Draft, member: MemberRef): Promise<MemberDraft> {
  const keys = keysOfMember(member);
  return { draft, keys, known: (await draft.get(keys.member)) ?? NEW_MEMBER };
}

async function markSpreading(draft: Draft, keys: MemberKeys): Promise<void> {
  draft.set(keys.spreading, ((await draft.get(keys.spreading)) ?? 0) + 1);
}
