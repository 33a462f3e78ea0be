import type { Client } from 'discord.js';
import type { AuditAction, AuditLog } from '../discussions/audit.ts';
import type { Clock } from '../clock.ts';
import type { MemberExport, MemberRef, MemberStore, Progress } from '../discussions/consent.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import type { MessageReading } from './message-reading.ts';
import { createRelease } from './release.ts';
import { WORDING } from './wording.ts';

/** What members decide about their own words; each answers once the page follows. */
export interface Decisions {
  /** Shows what waits and what will come; answers how many of the member's replies are on the page. */
  publish(member: MemberRef, language: string): Promise<number>;
  /** Takes everything off the page; nothing of the member is noted any more. */
  keep(member: MemberRef, language: string): Promise<void>;
  /** Takes what was written so far off the page for good; what comes is shown. */
  onlyNew(member: MemberRef): Promise<void>;
  export(member: MemberRef): Promise<MemberExport>;
  forget(member: MemberRef, progress: Progress): Promise<void>;
}

interface Dependencies {
  client: Client;
  members: MemberStore;
  store: DiscussionStore;
  messages: MessageReading;
  audit: AuditLog;
  clock: Clock;
}

/** Carries out what members decide, and notes that it was done, without saying who did. */
export function createDecisions({ client, members, store, messages, audit, clock }: Dependencies): Decisions {
  const release = createRelease({ client, members, store, messages });

  const note = (guild: string, action: AuditAction): Promise<void> =>
    audit.note(guild, { at: clock.now(), action, by: null, thread: null, comment: null, note: null });

  return {
    async publish(member, language) {
      await members.choose(member, { choice: 'publish', at: clock.now(), wording: WORDING, language });
      await release(member);
      await note(member.guild, 'consent.published');
      return members.publishedCount(member);
    },
    async keep(member, language) {
      await members.choose(member, { choice: 'keep', at: clock.now(), wording: WORDING, language });
      await note(member.guild, 'consent.kept');
    },
    onlyNew: (member) => members.onlyNew(member, clock.now()),
    async export(member) {
      await note(member.guild, 'member.exported');
      return members.export(member);
    },
    async forget(member, progress) {
      await members.forget(member, clock.now(), { progress });
      await note(member.guild, 'member.forgotten');
    },
  };
}
