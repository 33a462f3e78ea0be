import type { CommentRecord, HiddenRecord, KnownRecord, PublishedRecord } from './comment.ts';
import type { MemberHide, Membership } from './membership.ts';
import { compareSnowflakes, timeOfSnowflake } from '../snowflake.ts';

/**
 * What is stored of a message, one word for each state:
 * `published` its words, which the page shows · `held` its ids, until its author answers the consent request ·
 * `hidden` its ids and the moderator's decision · `ignored` nothing · `deleted` only that it was deleted on Discord ·
 * `tombstone` deleted, but kept on the page because replies to it are there.
 */
export type MessageState = CommentRecord['state'] | 'ignored';

/** What each reason looks at. */
interface Facts {
  /** The message as Discord has it. */
  readonly message: MessageOrigin;
  /** What is stored of it already. */
  readonly record: KnownRecord;
  /** What its author decided, and the terms of its thread. */
  readonly author: AuthorFacts;
  /** The page that would show it. */
  readonly page: PageFacts;
}

/** A reason that keeps a message off the page, and what it leaves in the store. */
type Reason = {
  [Looks in keyof Facts]: {
    readonly because: string;
    readonly looksAt: Looks;
    readonly leaves: MessageState;
    applies(facts: Facts[Looks]): boolean;
  };
}[keyof Facts];

/**
 * Every reason why a message is not on the page, from first to last. If several apply, the earliest decides what is
 * stored; a message that none applies to is published. The last two only keep it off the page: what is stored stays.
 */
const REASONS: readonly Reason[] = [
  {
    because: 'it is not a member’s own words',
    looksAt: 'message',
    leaves: 'ignored',
    applies: ({ isOrdinary, isAutomatic, isForward, isStarter }) =>
      !isOrdinary || isAutomatic || isForward || isStarter,
  },
  {
    because: 'it was deleted on Discord',
    looksAt: 'record',
    leaves: 'deleted', // or a tombstone while it has replies
    applies: isDeleted,
  },
  {
    because: 'its author was forgotten since, keeps replies on Discord, or agreed to new replies only',
    looksAt: 'author',
    leaves: 'ignored',
    applies: ({ membership, id }) => isWithdrawn(membership, id) && !mayComeBack(membership, id),
  },
  {
    because: 'its author did not answer in time',
    looksAt: 'author',
    leaves: 'ignored',
    applies: (facts) => needsAnswer(facts) && compareSnowflakes(facts.id, facts.terms.expiredUntil ?? '0') <= 0,
  },
  {
    because: 'it was hidden by a moderator or its author',
    looksAt: 'record',
    leaves: 'hidden',
    applies: isHiddenAlone,
  },
  {
    because: 'its author has not answered, or may still undo that they took it back',
    looksAt: 'author',
    leaves: 'held',
    applies: (facts) => needsAnswer(facts) || mayComeBack(facts.membership, facts.id),
  },
  {
    because: 'a moderator hides everything by its author',
    looksAt: 'author',
    leaves: 'hidden',
    applies: ({ membership }) => membership.hidden !== null,
  },
  {
    because: 'its channel is not for everyone',
    looksAt: 'page',
    leaves: 'published',
    applies: ({ discussion }) => !discussion.shown,
  },
  {
    because: 'its author is being forgotten',
    looksAt: 'page',
    leaves: 'published',
    applies: ({ isAuthorBeingForgotten = false }) => isAuthorBeingForgotten,
  },
];

const reasonsOf = <Looks extends keyof Facts>(looksAt: Looks) =>
  REASONS.filter((reason): reason is Extract<Reason, { looksAt: Looks }> => reason.looksAt === looksAt);

const OF_MESSAGE = reasonsOf('message');
const OF_RECORD = reasonsOf('record');
const OF_AUTHOR = reasonsOf('author');
const OF_PAGE = reasonsOf('page');

/** Where a message comes from, in Discord's terms. */
export interface MessageOrigin {
  /** An ordinary message or an answer, none of Discord's own such as "pinned a message". */
  readonly isOrdinary: boolean;
  /** By a bot, an app or a webhook. */
  readonly isAutomatic: boolean;
  readonly isForward: boolean;
  /** The message that its thread began with. */
  readonly isStarter: boolean;
}

/** Whether a message is a member's own words, so that it counts as a reply. */
export const isOwnWords = (message: MessageOrigin): boolean => !OF_MESSAGE.some(({ applies }) => applies(message));

/** Whether members who were never asked are published: `opt-out` yes, with a notice and a button; `ask` no. */
export const PUBLISH_POLICIES = ['ask', 'opt-out'] as const;
export type PublishPolicy = (typeof PUBLISH_POLICIES)[number];

/** The policy that a discussion announced when it was opened; undefined in older records, when every discussion announced `opt-out`. */
export type Announced = PublishPolicy | undefined;

/** The policy that counts in a discussion: the guild's current one, or the announced one if that is stricter. */
export const policyIn = (guilds: PublishPolicy, announced: Announced): PublishPolicy =>
  guilds === 'ask' ? 'ask' : (announced ?? guilds);

/** How messages count in a thread. */
export interface ThreadTerms {
  readonly announced?: Announced;
  /** The message with which the thread became a discussion; undefined for a thread opened for the article. */
  readonly attachedAt?: string | undefined;
  /** The expiry cut-off: what is unanswered up to here is ignored. */
  readonly expiredUntil?: string | undefined;
}

/** Whose message it is, and on which terms it was written. */
interface AuthorFacts {
  readonly membership: Membership;
  readonly id: string;
  readonly terms: ThreadTerms & { readonly policy: PublishPolicy };
}

/**
 * Whether a message is published only once its author says so. For messages older than the discussion, only consent
 * given after it began counts, under any policy: their authors could not know that the thread would become one.
 */
function needsAnswer({ membership: { consent }, id, terms }: AuthorFacts): boolean {
  const { attachedAt, policy, announced } = terms;
  if (attachedAt === undefined || compareSnowflakes(id, attachedAt) > 0)
    return consent === null && policyIn(policy, announced) === 'ask';
  return consent === null || (consent.choice === 'publish' && consent.at <= timeOfSnowflake(attachedAt));
}

/** Whether the member took the message off the page, or keeps it from there. */
const isWithdrawn = ({ consent, publicAfter }: Pick<Membership, 'consent' | 'publicAfter'>, id: string): boolean =>
  consent?.choice === 'keep' || compareSnowflakes(id, publicAfter) <= 0;

/** Whether only a withdrawal that can still be undone keeps the message off the page. */
const mayComeBack = ({ undo, ...membership }: Membership, id: string): boolean =>
  undo !== undefined && isWithdrawn(membership, id) && !isWithdrawn(undo, id);

/** What may be stored of a message as far as its author and its thread decide. */
export type Standing =
  | { readonly kind: 'published' | 'ignored' }
  /** `isWithdrawn` when its author took it back, and may still undo that. */
  | { readonly kind: 'held'; readonly isWithdrawn?: true }
  | { readonly kind: 'hidden'; readonly hide: MemberHide };

/** The standing of a member's message; `policy` is the guild's current one. */
export function standingOf(membership: Membership, id: string, terms: AuthorFacts['terms']): Standing {
  const reason = OF_AUTHOR.find(({ applies }) => applies({ membership, id, terms }));
  if (!reason) return { kind: 'published' };
  if (reason.leaves === 'hidden' && membership.hidden) return { kind: 'hidden', hide: membership.hidden };
  if (reason.leaves !== 'held') return { kind: 'ignored' };
  return { kind: 'held', ...(mayComeBack(membership, id) && { isWithdrawn: true }) };
}

/** True when the record's own reason stands earlier in `REASONS` than its author's: then the author's decision does not change it. */
export function standsByItself(record: KnownRecord, { kind }: Standing): boolean {
  const own = OF_RECORD.find(({ applies }) => applies(record));
  const authors = OF_AUTHOR.find(({ leaves }) => leaves === kind);
  return own !== undefined && (!authors || REASONS.indexOf(own) < REASONS.indexOf(authors));
}

/** Whether a member's held replies wait for an answer that may publish them. */
export const awaitsAnswer = ({ consent, hidden }: Membership): boolean => consent === null && hidden === null;

/** What decides on the page itself. */
interface PageFacts {
  /** `shown` is false while the channel is not for everyone. */
  readonly discussion: { readonly shown: boolean };
  readonly isAuthorBeingForgotten?: boolean;
}

/** Whether the page may show a discussion or, with its author's state, a published comment in it. */
export const isShown = (facts: PageFacts): boolean => !OF_PAGE.some(({ applies }) => applies(facts));

/** Whether a comment is published: only such a one has words to quote, recommend, sum up or count. */
export const isPublished = (record: KnownRecord): record is PublishedRecord => record?.state === 'published';

/** Whether a message has a place on the page, as a comment or a tombstone. */
export const isOnPage = (record: KnownRecord): record is Extract<CommentRecord, { state: 'published' | 'tombstone' }> =>
  record?.state === 'published' || record?.state === 'tombstone';

/** Whether a message was deleted on Discord: there is nothing left to hide or to report. */
export function isDeleted(record: KnownRecord): record is Extract<CommentRecord, { state: 'deleted' | 'tombstone' }> {
  return record?.state === 'deleted' || record?.state === 'tombstone';
}

/** Whether this one comment was hidden, not everything by its author. */
export function isHiddenAlone(record: KnownRecord): record is HiddenRecord {
  return record?.state === 'hidden' && !record.isWholeMember;
}

/** Why a moderator cannot use a comment, be it to recommend it or to sum it up; null for one that can be used. */
export function whyUnusable(record: KnownRecord): 'hidden' | 'deleted' | 'held' | null {
  if (isPublished(record)) return null;
  if (isDeleted(record)) return 'deleted';
  return record?.state === 'hidden' ? 'hidden' : 'held';
}

/** Whether a report about a comment is settled: it was hidden or deleted. */
export const isTakenDown = (record: KnownRecord): boolean => isDeleted(record) || record?.state === 'hidden';

/** For how many days the ids of what is not on the page are kept: held until its author answers, or deleted. */
export const ID_RETENTION_DAYS = 30;
