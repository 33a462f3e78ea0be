import type { MessageKey } from '../../language/translate.ts';
import { isUndoable, type ConsentChoice, type MemberRef, type Progress } from '../../discussions/membership.ts';
import type { MemberExport } from '../../discussions/members.ts';
import { UserError } from '../runtime/user-error.ts';
import type { PublishHeld } from './publish-held.ts';
import type { BotContext } from '../runtime/context.ts';

/** The name of the sentences below in their present wording: stored with each choice as proof of what was shown. A new wording gets a new name. */
export const WORDING = '2026-11-24c';

/** The sentences that members read before they choose. */
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

/** A member's click or command, in milliseconds since 1970 by Discord's clock (which dates their messages too), and the language they read. */
export interface DecisionMoment {
  readonly at: number;
  readonly language: string;
}

/** What became of an undo: the choice that counts again (null: none), how many replies are on the page, and whether moderators hide them all. */
export interface Undone extends Shown {
  readonly choice: ConsentChoice | null;
}

interface Shown {
  readonly count: number;
  readonly isHidden: boolean;
}

/** What members decide about their own words. Each resolves once the page shows it; a choice throws `UserError` when the member has made a later one. */
export interface Decisions {
  /** Publishes held and future replies. Resolves with how many are on the page, and whether moderators hide them all. */
  publish(member: MemberRef, moment: DecisionMoment): Promise<Shown>;
  /** Takes everything off the page; further replies are ignored. Resolves with the withdrawal that can be undone, named by its time; null for none. */
  keep(member: MemberRef, moment: DecisionMoment): Promise<number | null>;
  /** Takes the replies so far off the page and publishes future ones, also when all were kept before. Resolves as `keep` does. */
  onlyNew(member: MemberRef, moment: DecisionMoment): Promise<number | null>;
  /** Undoes the withdrawal made `at` that time. Throws `UserError` after ten minutes, a later decision, an erasure, or another undo. */
  undo(member: MemberRef, at: number, moment: DecisionMoment): Promise<Undone>;
  export(member: MemberRef): Promise<MemberExport>;
  /** Erases the member from the store, the bot's messages and this process's memory. `at` in milliseconds since 1970. */
  forget(member: MemberRef, at: number, progress: Progress): Promise<void>;
}

interface Effects {
  readonly publishHeld: PublishHeld;
  /** Drops what this process remembers of the member, and waits until the bot's messages follow. */
  forgetInMemory(member: MemberRef): Promise<void>;
}

/** Creates the decisions; the audit log gets an entry for each, without saying who decided. */
export function createDecisions(
  { members, writeAudit, clock }: BotContext,
  { publishHeld, forgetInMemory }: Effects,
): Decisions {
  async function choose(member: MemberRef, choice: ConsentChoice, moment: DecisionMoment): Promise<void> {
    const stands = await members.choose(member, { choice, ...moment, wording: WORDING });
    if (!stands) throw new UserError('discord.consent.overtaken');
    if (choice === 'publish') await publishHeld.of(member);
    await writeAudit(member.guild, choice === 'publish' ? 'consent.published' : 'consent.kept');
  }

  async function shown(member: MemberRef): Promise<Undone> {
    const { consent, hidden } = await members.membership(member);
    const choice = consent?.choice ?? null;
    return { choice, count: await members.publishedCount(member), isHidden: hidden !== null };
  }

  async function undoable(member: MemberRef, { at: now }: DecisionMoment): Promise<number | null> {
    const { undo } = await members.membership(member);
    return undo && isUndoable(undo.at, now) ? undo.at : null;
  }

  return {
    async publish(member, moment) {
      await choose(member, 'publish', moment);
      return shown(member);
    },
    async keep(member, moment) {
      await choose(member, 'keep', moment);
      return undoable(member, moment);
    },
    async onlyNew(member, moment) {
      await members.onlyNew(member, moment.at);
      const { consent } = await members.membership(member);
      if (consent?.choice !== 'publish') await choose(member, 'publish', moment);
      return undoable(member, moment);
    },
    async undo(member, at, moment) {
      if (!isUndoable(at, moment.at)) throw new UserError('discord.undo.late');
      if (!(await members.undo(member, at))) throw new UserError('discord.undo.void');
      await publishHeld.of(member);
      await writeAudit(member.guild, 'consent.undone');
      return shown(member);
    },
    async export(member) {
      await writeAudit(member.guild, 'member.exported');
      return members.export(member);
    },
    async forget(member, at, progress) {
      await members.forget(member, at, { progress, decidedUntil: Math.max(at, clock.now()) });
      await forgetInMemory(member);
      await writeAudit(member.guild, 'member.forgotten');
    },
  };
}
