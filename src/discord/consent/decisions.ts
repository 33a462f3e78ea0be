import type { MessageKey } from '../../language/translate.ts';
import type { AuditAction, AuditLog } from '../../discussions/audit.ts';
import type { Clock } from '../../clock.ts';
import type { ConsentChoice, MemberRef, Progress } from '../../discussions/membership.ts';
import type { MemberExport, MemberStore } from '../../discussions/members.ts';
import { UserError } from '../runtime/user-error.ts';
import type { RunningModeration } from '../moderation/moderation.ts';
import type { Release } from './publish-held.ts';

/** Names the sentences below as they stand now: kept with each choice, as proof of what was shown. Another wording gets another name. */
export const WORDING = '2026-11-24c';

/** What members are shown when they choose what becomes of their words. */
export const WORDING_KEYS = [
  'discord.starter.notice.ask',
  'discord.starter.notice.opt-out',
  'discord.attach.notice.ask',
  'discord.attach.notice.opt-out',
  'discord.asking.question',
  'discord.consent.publish',
  'discord.consent.keep',
  'discord.consent.takeBack',
  'discord.consent.meaning',
] as const satisfies readonly MessageKey[];

/** When a member decided, and in which language they were asked: milliseconds since 1970 by Discord's clock, which dates their messages too. */
export interface Decided {
  readonly at: number;
  readonly language: string;
}

/** What members decide about their own words; each answers once the page follows. A choice throws `UserError` when the member decided otherwise after it. */
export interface Decisions {
  /** Shows what waits and what will come; answers how many of the member's replies are on the page, and whether moderators keep them all off it. */
  publish(member: MemberRef, decided: Decided): Promise<{ readonly count: number; readonly isHidden: boolean }>;
  /** Takes everything off the page; nothing of the member is noted any more. */
  keep(member: MemberRef, decided: Decided): Promise<void>;
  /** Takes what was written so far off the page for good; what comes is shown, also when all was kept before. */
  onlyNew(member: MemberRef, decided: Decided): Promise<void>;
  export(member: MemberRef): Promise<MemberExport>;
  /** Erases the member, in the bot's own messages too. */
  forget(member: MemberRef, at: number, progress: Progress): Promise<void>;
}

interface Dependencies {
  members: MemberStore;
  release: Release;
  moderation: Pick<RunningModeration, 'forget' | 'idle'>;
  audit: AuditLog;
  clock: Clock;
}

/** Carries out what members decide, and notes that it was done, without saying who did. */
export function createDecisions({ members, release, moderation, audit, clock }: Dependencies): Decisions {
  const note = (guild: string, action: AuditAction): Promise<void> =>
    audit.note(guild, { at: clock.now(), action, by: null, thread: null, comment: null, note: null });

  async function choose(member: MemberRef, choice: ConsentChoice, decided: Decided): Promise<void> {
    const stands = await members.choose(member, { choice, ...decided, wording: WORDING });
    if (!stands) throw new UserError('discord.consent.overtaken');
    if (choice === 'publish') await release.of(member);
    await note(member.guild, choice === 'publish' ? 'consent.published' : 'consent.kept');
  }

  return {
    async publish(member, decided) {
      await choose(member, 'publish', decided);
      const { hidden } = await members.membership(member);
      return { count: await members.publishedCount(member), isHidden: hidden !== null };
    },
    keep: (member, decided) => choose(member, 'keep', decided),
    async onlyNew(member, decided) {
      await members.onlyNew(member, decided.at);
      const { consent } = await members.membership(member);
      if (consent?.choice !== 'publish') await choose(member, 'publish', decided);
    },
    async export(member) {
      await note(member.guild, 'member.exported');
      return members.export(member);
    },
    async forget(member, at, progress) {
      await members.forget(member, at, { progress, decidedUntil: Math.max(at, clock.now()) });
      await moderation.forget(member);
      await moderation.idle();
      await note(member.guild, 'member.forgotten');
    },
  };
}
