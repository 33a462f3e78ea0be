import type { Change } from '../../src/discussions/changes.ts';
import type { ConsentChoice } from '../../src/discussions/consent.ts';
import { type Reaction, scoreOf, type WrittenReply } from '../../src/discussions/comment.ts';
import type { SectionPost } from '../../src/discussions/discussion.ts';
import { compareSnowflakes } from '../../src/discussions/snowflake.ts';

/** Something that can happen to a discussion in a test. */
export type Step =
  | { readonly type: 'change'; readonly change: Change }
  | { readonly type: 'choose'; readonly user: string; readonly choice: ConsentChoice };

interface Message {
  state: 'published' | 'discordOnly' | 'deleted';
  isComment: boolean;
  author: string;
  content: string;
  editedAt: number;
  parent: string | null;
  section: string | null;
  reactions: readonly Reaction[];
}

/** What a discussion should be, kept in the plainest way: one map, and everything else worked out from it each time. */
export function createDiscussionModel({ thread, posts }: { thread: string; posts: readonly SectionPost[] }) {
  const messages = new Map<string, Message>();
  const kept = new Set<string>();
  const names = new Map<string, string>();

  function place(reply: WrittenReply, message: Message): void {
    const { answers } = reply;
    const post = posts.find((other) => other.message === answers);
    message.parent = answers === null || answers === thread || post ? null : answers;
    const inherited = message.parent === null ? undefined : messages.get(message.parent)?.section;
    message.section = post ? post.section : message.parent === null ? null : (inherited ?? message.section);
  }

  function write(reply: WrittenReply): void {
    const isPublic = !kept.has(reply.author);
    const known = messages.get(reply.id);
    const editedAt = reply.editedAt ?? 0;
    const fresh: Message = {
      ...reply,
      state: isPublic ? 'published' : 'discordOnly',
      isComment: isPublic,
      editedAt,
      parent: null,
      section: null,
    };
    if (!known || (known.state === 'discordOnly' && isPublic))
      messages.set(reply.id, { ...fresh, section: known?.section ?? null });
    else if (known.state === 'published' && editedAt >= known.editedAt) {
      Object.assign(known, { content: reply.content, editedAt });
      if (reply.reactions.length > 0) known.reactions = reply.reactions;
    }
    const message = messages.get(reply.id) ?? fresh;
    if (message.state === 'deleted') message.isComment ||= isPublic;
    else if (isPublic) names.set(reply.author, reply.authorName);
    if (message.state !== 'deleted' || message.isComment) place(reply, message);
  }

  function erase(id: string): void {
    const known = messages.get(id);
    if (!known) {
      messages.set(id, {
        state: 'deleted',
        isComment: false,
        author: '',
        content: '',
        editedAt: 0,
        parent: null,
        section: null,
        reactions: [],
      });
    } else if (known.state !== 'deleted') {
      known.isComment = known.state === 'published';
      if (!known.isComment) Object.assign(known, { parent: null, section: null });
      known.state = 'deleted';
    }
  }

  const children = (id: string) => [...messages].filter(([, { parent }]) => parent === id).map(([child]) => child);
  const isOnPage = (id: string): boolean => {
    const message = messages.get(id);
    if (!message || message.state === 'discordOnly') return false;
    return message.state === 'published' || (message.isComment && children(id).some(isOnPage));
  };
  const entries = (section: string | null) =>
    [...messages.keys()]
      .filter((id) => isOnPage(id) && (section === null || messages.get(id)?.section === section))
      .toSorted(compareSnowflakes);
  const score = (id: string) => scoreOf(messages.get(id)?.reactions ?? []);
  const published = (section: string | null) =>
    entries(section).filter((id) => messages.get(id)?.state === 'published');

  return {
    apply(step: Step): void {
      if (step.type === 'choose') {
        if (step.choice === 'publish') return void kept.delete(step.user);
        kept.add(step.user);
        names.delete(step.user);
        for (const message of messages.values()) {
          if (message.author === step.user && message.state === 'published') message.state = 'discordOnly';
        }
        return;
      }
      const { change } = step;
      if (change.type === 'reply.written') write(change.reply);
      if (change.type === 'replies.deleted') change.ids.forEach(erase);
      if (change.type === 'reactions.counted') {
        const message = messages.get(change.id);
        if (message?.state === 'published') message.reactions = change.reactions;
      }
    },
    /** Ids on the page, oldest first. */
    entries,
    published,
    /** Ids, best first. */
    top: (section: string | null) =>
      published(section).toSorted((a, b) => score(b) - score(a) || compareSnowflakes(a, b)),
    replies: (id: string) => children(id).filter(isOnPage).length,
    content: (id: string) => (messages.get(id)?.state === 'published' ? messages.get(id)?.content : undefined),
    parent: (id: string) => messages.get(id)?.parent,
    /** Whether what it answers is on the page; undefined when it answers nothing. */
    isAnsweredShown(id: string): boolean | undefined {
      const parent = messages.get(id)?.parent ?? null;
      return parent === null ? undefined : isOnPage(parent);
    },
    name: (id: string) =>
      messages.get(id)?.state === 'published' ? names.get(messages.get(id)?.author ?? '') : undefined,
    held: (user: string) =>
      [...messages]
        .filter(([, { state, author }]) => state === 'discordOnly' && author === user)
        .map(([id]) => id)
        .toSorted(compareSnowflakes),
    discordOnly: () => [...messages.values()].filter(({ state }) => state === 'discordOnly').length,
  };
}

/** The model of one discussion. */
export type DiscussionModel = ReturnType<typeof createDiscussionModel>;
