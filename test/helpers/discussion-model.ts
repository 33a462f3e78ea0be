import type { Change } from '../../src/discussions/changes.ts';
import { UNDO_FOR, type Consent, type MemberHide } from '../../src/discussions/membership.ts';
import type { PublishPolicy } from '../../src/discussions/visibility.ts';
import type { Reaction, WrittenReply } from '../../src/discussions/comment.ts';
import { scoreOf } from '../../src/discussions/ranking.ts';
import type { Recommendation, SectionPost, Summary } from '../../src/discussions/discussion.ts';
import { compareSnowflakes, timeOfSnowflake } from '../../src/snowflake.ts';

/** Something that can happen to a discussion in a test. */
export type Step =
  | { readonly type: 'change'; readonly change: Change }
  | { readonly type: 'choose'; readonly user: string; readonly consent: Consent }
  | { readonly type: 'onlyNew' | 'forget'; readonly user: string; readonly at: number }
  | { readonly type: 'undo'; readonly user: string }
  | { readonly type: 'hideMember'; readonly user: string; readonly hide: MemberHide | null }
  | { readonly type: 'expire'; readonly now: number }
  | { readonly type: 'restart' };

interface Message {
  state: 'published' | 'held' | 'withdrawn' | 'hidden' | 'hiddenWithMember' | 'deleted';
  isComment: boolean;
  author: string;
  content: string;
  editedAt: number;
  parent: string | null;
  section: string | null;
  reactions: readonly Reaction[];
}

interface Member {
  consent: Consent | null;
  closedUntil: number;
  forgottenAt: number;
  hide: MemberHide | null;
  undo: { withdrew: 'keep' | 'new'; at: number; consent: Consent | null; closedUntil: number } | null;
}

const HELD = 30 * 86_400_000;
const UNKNOWN: Message = {
  state: 'deleted',
  isComment: false,
  author: '',
  content: '',
  editedAt: 0,
  parent: null,
  section: null,
  reactions: [],
};

/** Whether ids alone are kept until the author answers, or until a withdrawal is final. */
const isHeld = (message: Pick<Message, 'state'> | undefined): boolean =>
  message?.state === 'held' || message?.state === 'withdrawn';

/** What a discussion should be, kept in the plainest way: a few maps, and everything else worked out from them each time. */
export function createDiscussionModel({
  thread,
  posts,
  policy = 'opt-out',
}: {
  thread: string;
  posts: readonly SectionPost[];
  policy?: PublishPolicy;
}) {
  const messages = new Map<string, Message>();
  const members = new Map<string, Member>();
  const names = new Map<string, string>();
  const waiting = new Map<string, number>();
  let expiredUntil = 0;
  let recommended: Recommendation[] = [];
  let summary: Summary | null = null;

  const memberOf = (user: string): Member => {
    const member = members.get(user) ?? { consent: null, closedUntil: 0, forgottenAt: -1, hide: null, undo: null };
    members.set(user, member);
    return member;
  };
  const isAsked = (user: string) => memberOf(user).consent === null && memberOf(user).hide === null;
  const isClosedBy = ({ consent, closedUntil }: Pick<Member, 'consent' | 'closedUntil'>, id: string) =>
    consent?.choice === 'keep' || timeOfSnowflake(id) <= closedUntil;
  /** Open, closed for good, or closed by a withdrawal that can still be undone. */
  const closing = (user: string, id: string): 'open' | 'withdrawn' | 'closed' => {
    const member = memberOf(user);
    if (!isClosedBy(member, id)) return 'open';
    return member.undo && !isClosedBy(member.undo, id) ? 'withdrawn' : 'closed';
  };
  const standing = (user: string, id: string): 'ignored' | 'held' | 'withdrawn' | 'hiddenWithMember' | 'published' => {
    const { consent, hide } = memberOf(user);
    const isAwaited = consent === null && policy === 'ask';
    if (closing(user, id) === 'closed' || (isAwaited && timeOfSnowflake(id) <= expiredUntil)) return 'ignored';
    if (closing(user, id) === 'withdrawn') return 'withdrawn';
    if (isAwaited) return 'held';
    return hide ? 'hiddenWithMember' : 'published';
  };

  const children = (id: string) => [...messages].filter(([, { parent }]) => parent === id).map(([child]) => child);
  const isOnPage = (id: string): boolean => {
    const message = messages.get(id);
    if (message?.state === 'published') return true;
    return message?.state === 'deleted' && message.isComment && children(id).some(isOnPage);
  };
  const isPublished = (id: string) => messages.get(id)?.state === 'published';
  const idsBy = (user: string) =>
    [...messages]
      .filter(([, { author, state }]) => author === user && state !== 'deleted')
      .map(([id]) => id)
      .toSorted(compareSnowflakes);

  /** The one way in which a message's state changes: whoever waited for an answer to it waits for one less. */
  function put(id: string, message: Message | undefined): void {
    const before = messages.get(id);
    if (before && isHeld(before) && !isHeld(message) && waiting.has(before.author)) {
      waiting.set(before.author, (waiting.get(before.author) ?? 0) - 1);
      if (waiting.get(before.author) === 0) waiting.delete(before.author);
    }
    if (message) messages.set(id, message);
    else messages.delete(id);
  }

  function placed(reply: WrittenReply, message: Message): Message {
    const { answers } = reply;
    const post = posts.find((other) => other.message === answers);
    const parent = answers === null || answers === thread || post ? null : answers;
    const inherited = parent === null ? null : (messages.get(parent)?.section ?? message.section);
    return { ...message, parent, section: post ? post.section : inherited };
  }

  function write(reply: WrittenReply): void {
    const { id, author, content } = reply;
    const known = messages.get(id);
    const state = standing(author, id);
    if (known?.state === 'hidden') return;
    if (known?.state === 'deleted') {
      if (state === 'ignored') return;
      const isComment = known.isComment || state === 'published';
      return put(id, isComment ? placed(reply, { ...known, isComment }) : known);
    }
    if (state === 'ignored') return put(id, undefined);
    if (state === 'published') names.set(author, reply.authorName);
    if (isHeld({ state }) && !isHeld(known) && isAsked(author)) waiting.set(author, (waiting.get(author) ?? 0) + 1);
    const editedAt = reply.editedAt ?? 0;
    const isOlder = known?.state === 'published' && editedAt < known.editedAt;
    const hasReactions = known?.state !== 'published' || reply.reactions.length > 0;
    const words = isOlder
      ? { content: known.content, editedAt: known.editedAt, reactions: known.reactions }
      : { content, editedAt, reactions: hasReactions ? reply.reactions : known.reactions };
    put(id, placed(reply, { ...UNKNOWN, ...words, state, author, section: known?.section ?? null }));
  }

  function erase(id: string): void {
    const known = messages.get(id);
    if (known?.state === 'deleted') return;
    if (known?.state === 'published') put(id, { ...known, state: 'deleted', isComment: true });
    else put(id, UNKNOWN);
  }

  function hide({ id, author }: Extract<Change, { type: 'comment.hidden' }>): void {
    const known = messages.get(id);
    if (known?.state === 'deleted' || closing(author, id) === 'closed') return;
    put(id, { ...(known ?? UNKNOWN), author, state: 'hidden' });
  }

  function lose(id: string, isForgotten: boolean): void {
    if (!summary) return;
    const sources = summary.sources.filter((source) => source !== id);
    if (!summary.isRewritten)
      summary = { ...summary, sources, sentences: summary.sentences.filter(({ comment }) => comment !== id) };
    else summary = { ...summary, sources, isWithdrawn: true, sentences: isForgotten ? [] : summary.sentences };
  }

  /** What is not published any more is neither recommended nor quoted. */
  function settle(isForgotten: boolean): void {
    recommended = recommended.filter(({ comment }) => isPublished(comment));
    for (const id of summary?.sources ?? []) if (!isPublished(id)) lose(id, isForgotten);
  }

  function change(change: Change): void {
    if (change.type === 'reply.written') write(change.reply);
    if (change.type === 'replies.deleted') change.ids.forEach(erase);
    if (change.type === 'comment.hidden') hide(change);
    if (change.type === 'comment.unhidden' && messages.get(change.id)?.state === 'hidden') put(change.id, undefined);
    if (change.type === 'summary.changed') summary = change.summary;
    if (change.type === 'comment.unrecommended')
      recommended = recommended.filter(({ comment }) => comment !== change.id);
    if (change.type === 'comment.recommended' && isPublished(change.recommendation.comment)) {
      const others = recommended.filter(({ comment }) => comment !== change.recommendation.comment);
      recommended = [change.recommendation, ...others].toSorted((a, b) => b.at - a.at).slice(0, 20);
    }
    if (change.type === 'reactions.counted') {
      const message = messages.get(change.id);
      if (message?.state === 'published') message.reactions = change.reactions;
    }
  }

  /** Everything of a member's is looked at again after a decision. */
  function decide(user: string): void {
    const { consent, hide } = memberOf(user);
    if (consent?.choice === 'keep' || hide) names.delete(user);
    if (!isAsked(user)) waiting.delete(user);
    for (const id of idsBy(user)) {
      const message = messages.get(id) ?? UNKNOWN;
      const state = standing(user, id);
      if (state === 'ignored') put(id, undefined);
      else if (message.state !== 'hidden' && !(message.state === 'published' && state === 'published'))
        put(id, { ...message, state: state === 'published' ? 'held' : state });
    }
  }

  function forget(user: string, at: number): void {
    const member = memberOf(user);
    if (member.consent && member.consent.at <= at) member.consent = null;
    if (!member.consent) names.delete(user);
    member.undo = null;
    member.forgottenAt = Math.max(member.forgottenAt, at);
    member.closedUntil = Math.max(member.closedUntil, at);
    waiting.delete(user);
    recommended = recommended.map((one) => ({ ...one, by: one.by === user && one.at <= at ? '' : one.by }));
    if (summary?.by === user && summary.updatedAt <= at)
      summary = { ...summary, by: '', ...(summary.isRewritten && { sentences: [], isWithdrawn: true }) };
    for (const id of idsBy(user).filter((written) => timeOfSnowflake(written) <= at)) {
      const message = messages.get(id) ?? UNKNOWN;
      const isAnswered = message.state === 'published' && children(id).some(isOnPage);
      put(id, isAnswered ? { ...message, state: 'deleted', isComment: true } : undefined);
    }
    decide(user);
  }

  /** What was decided before something else that is known already comes too late; a keep covers what was written until the next choice. */
  function choose(member: Member, consent: Consent): void {
    if (consent.at <= member.forgottenAt) return;
    const isLate = member.consent !== null && consent.at < member.consent.at;
    const isCovered = consent.choice === 'keep' || (!isLate && member.consent?.choice === 'keep');
    const undo = undoAfter(member, 'keep', consent.at);
    if (isCovered) close(member, isLate ? (member.consent?.at ?? 0) : consent.at);
    if (isLate) return;
    member.consent = consent;
    member.undo = consent.choice === 'keep' ? undo : null;
  }

  function close(member: Member, at: number): void {
    member.closedUntil = Math.max(member.closedUntil, at);
    if (member.undo) member.undo = { ...member.undo, closedUntil: Math.max(member.undo.closedUntil, at) };
  }

  /** What a withdrawal can be undone to: the first press of several counts, and whoever keeps theirs withdraws nothing. */
  function undoAfter({ consent, closedUntil, undo }: Member, withdrew: 'keep' | 'new', at: number): Member['undo'] {
    if (undo?.withdrew === withdrew && at <= undo.at + UNDO_FOR) return undo;
    return consent?.choice === 'keep' ? null : { withdrew, at, consent, closedUntil };
  }

  function onlyNew(member: Member, at: number): void {
    const undo = at > member.closedUntil ? undoAfter(member, 'new', at) : undefined;
    close(member, at);
    if (undo !== undefined) member.undo = undo;
  }

  function undo(member: Member): void {
    if (!member.undo) return;
    const { consent, closedUntil } = member.undo;
    Object.assign(member, { consent, closedUntil, undo: null });
  }

  function perform(step: Step): void {
    if (step.type === 'change') return change(step.change);
    if (step.type === 'forget') return forget(step.user, step.at);
    if (step.type === 'expire') {
      for (const [user, member] of members) {
        if (!member.undo || step.now <= member.undo.at + UNDO_FOR) continue;
        member.undo = null;
        decide(user);
      }
      for (const [id, { state }] of messages) {
        if (state !== 'held' || timeOfSnowflake(id) > step.now - HELD) continue;
        put(id, undefined);
        expiredUntil = Math.max(expiredUntil, step.now - HELD);
      }
      return;
    }
    if (step.type === 'restart') return;
    const member = memberOf(step.user);
    if (step.type === 'choose') choose(member, step.consent);
    if (step.type === 'onlyNew') onlyNew(member, step.at);
    if (step.type === 'undo') undo(member);
    if (step.type === 'hideMember') member.hide = step.hide;
    decide(step.user);
  }

  const entries = (section: string | null) =>
    [...messages.keys()]
      .filter((id) => isOnPage(id) && (section === null || messages.get(id)?.section === section))
      .toSorted(compareSnowflakes);
  const score = (id: string) => scoreOf(messages.get(id)?.reactions ?? []);
  const published = (section: string | null) => entries(section).filter(isPublished);

  return {
    apply(step: Step): void {
      perform(step);
      settle(step.type === 'forget');
    },
    /** Ids on the page, oldest first. */
    entries,
    published,
    /** Ids, best first. */
    top: (section: string | null) =>
      published(section).toSorted((a, b) => score(b) - score(a) || compareSnowflakes(a, b)),
    replies: (id: string) => children(id).filter(isOnPage).length,
    content: (id: string) => (isPublished(id) ? messages.get(id)?.content : undefined),
    parent: (id: string) => messages.get(id)?.parent,
    /** Whether what it answers is on the page; undefined when it answers nothing. */
    isAnsweredShown(id: string): boolean | undefined {
      const parent = messages.get(id)?.parent ?? null;
      return parent === null ? undefined : isOnPage(parent);
    },
    name: (id: string) => (isPublished(id) ? names.get(messages.get(id)?.author ?? '') : undefined),
    held: (user: string) => idsBy(user).filter((id) => isHeld(messages.get(id))),
    publishedBy: (user: string) => idsBy(user).filter(isPublished).length,
    heldCount: () => [...messages.values()].filter(({ state }) => state === 'held').length,
    waiting: () => Object.fromEntries(waiting),
    recommended: () => recommended,
    summary: () => summary,
  };
}

/** The model of one discussion. */
export type DiscussionModel = ReturnType<typeof createDiscussionModel>;
