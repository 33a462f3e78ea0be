import * as fc from 'fast-check';
import type { Change } from '../../src/discussions/changes.ts';
import { CONSENT_CHOICES } from '../../src/discussions/membership.ts';
import type { Comment, WrittenReply } from '../../src/discussions/comment.ts';
import type { NewDiscussion } from '../../src/discussions/discussion.ts';
import { timeOfSnowflake } from '../../src/snowflake.ts';
import type { Step } from './discussion-model.ts';

/** A discussion with two sections, each with its post. */
export const OPENED: NewDiscussion = {
  guild: '7',
  guildName: 'The newsroom',
  thread: '90',
  channel: '8',
  article: 'https://example.org/news:1?a={b}',
  posts: [
    { message: '91', section: 'first' },
    { message: '92', section: 'second' },
  ],
  announced: 'opt-out',
};

/** A reply as Discord has it, plain unless `fields` say otherwise. */
export function writtenReply(fields: Partial<WrittenReply> & Pick<WrittenReply, 'id'>): WrittenReply {
  const author = fields.author ?? '1';
  return {
    thread: OPENED.thread,
    author,
    authorName: `Member ${author}`,
    content: `Words of ${fields.id}`,
    answers: null,
    createdAt: timeOfSnowflake(fields.id),
    editedAt: null,
    reactions: [],
    attachments: [],
    extras: [],
    mentioned: {},
    authorDuties: null,
    ...fields,
  };
}

/** The comment that a plain reply becomes. */
export function commentOf(id: string): Comment {
  const { answers: _answers, authorName: _authorName, ...comment } = writtenReply({ id });
  return { ...comment, parent: null, section: null };
}

/** Members whose ids are found in nothing else: in no hash either, being as long as Discord's. */
export const USERS = ['770011223344556677', '770022334455667788', '770033445566778899'] as const;

/** The id of a message that was written `moment` milliseconds after Discord began. */
export const idAt = (moment: number): string => String(BigInt(moment) << 22n);

/** The time of that. */
export const timeAt = (moment: number): number => timeOfSnowflake(idAt(moment));

/** Ids on both sides of the step from seven digits to eight, where comparing them as text goes wrong. */
const IDS = Array.from({ length: 14 }, (_, index) => idAt(index + 1));

/** What each message is for good: its author, and an earlier message, a post, the starter or nothing that it answers. */
const messages = fc
  .array(fc.record({ author: fc.constantFrom(...USERS), answers: fc.nat() }), {
    minLength: IDS.length,
    maxLength: IDS.length,
  })
  .map((drawn) =>
    drawn.map(({ author, answers }, index) => {
      const earlier = [null, '90', '91', '92', '5', ...IDS.slice(0, index)];
      return { id: IDS[index] ?? '', author, answers: earlier[answers % earlier.length] ?? null };
    }),
  );

const reactions = fc.array(
  fc.record({ emoji: fc.constantFrom('👍', ':wave:'), count: fc.integer({ min: 1, max: 3 }) }),
  { maxLength: 2 },
);

type Message = Pick<WrittenReply, 'id' | 'author' | 'answers'>;

const changeOf = (message: Message): fc.Arbitrary<Step> =>
  fc
    .oneof(
      {
        weight: 5,
        arbitrary: fc
          .integer({ min: 0, max: 3 })
          .map((edit) => ({ type: 'reply.written' as const, reply: replyAfterEdit(message, edit) })),
      },
      { weight: 2, arbitrary: fc.constant({ type: 'replies.deleted' as const, ids: [message.id] }) },
      {
        weight: 1,
        arbitrary: reactions.map((counted) => ({
          type: 'reactions.counted' as const,
          id: message.id,
          reactions: counted,
        })),
      },
    )
    .map((change) => ({ type: 'change', change }));

const replyAfterEdit = (message: Message, edit: number): WrittenReply =>
  writtenReply({ ...message, content: `Words of ${message.id}, edit ${edit}`, editedAt: edit === 0 ? null : edit });

/** A moment between, before or after the messages. */
const moment = fc.integer({ min: 0, max: IDS.length + 1 }).map(timeAt);
const user = fc.constantFrom(...USERS);
/** Whoever moderates; members among them. */
const moderator = fc.constantFrom('770099', ...USERS);
const hide = fc.record({ by: moderator, reason: fc.constant('rude'), at: moment });

const choice: fc.Arbitrary<Step> = fc
  .record({ choice: fc.constantFrom(...CONSENT_CHOICES), at: moment, user })
  .map(({ user, ...chosen }) => ({ type: 'choose', user, consent: { ...chosen, wording: 'test', language: 'en' } }));

const decision: fc.Arbitrary<Step> = fc.oneof(
  choice,
  choice,
  fc.record({ type: fc.constantFrom('onlyNew' as const, 'forget' as const), user, at: moment }),
  fc.record({ type: fc.constant('undo' as const), user }),
  fc.record({ type: fc.constant('hideMember' as const), user, hide: fc.option(hide) }),
  fc.record({ type: fc.constant('expire' as const), now: moment.map((time) => time + 30 * 86_400_000) }),
  fc.constant({ type: 'restart' as const }),
);

const moderation = (drawn: readonly Message[]): fc.Arbitrary<Step> => {
  const id = fc.constantFrom(...drawn.map((message) => message.id));
  const summary = fc
    .record({
      sources: fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
      isRewritten: fc.boolean(),
      updatedAt: moment,
      by: moderator,
    })
    .map((fields) => ({
      ...fields,
      message: '99',
      sentences: fields.sources.map((comment) => ({
        text: `Says ${comment}.`,
        comment: fields.isRewritten ? null : comment,
      })),
      isWithdrawn: false,
    }));
  return fc
    .oneof(
      fc.tuple(fc.constantFrom(...drawn), hide).map(([{ id, author }, hide]) => ({
        type: 'comment.hidden' as const,
        id,
        author,
        // Who hid one comment is also in the log, by which a restored backup is searched.
        hide: { ...hide, by: hide.by === author ? author : '770099' },
      })),
      id.map((hidden) => ({ type: 'comment.unhidden' as const, id: hidden })),
      fc.record({ comment: id, note: fc.constant(null), by: moderator, at: moment }).map((recommendation) => ({
        type: 'comment.recommended' as const,
        recommendation,
      })),
      id.map((recommended) => ({ type: 'comment.unrecommended' as const, id: recommended })),
      fc.option(summary).map((changed) => ({ type: 'summary.changed' as const, summary: changed })),
    )
    .map((change) => ({ type: 'change', change }));
};

/** After a forget, all that its member decides, and what moderators decide of that member, is dated after it. */
function datedInTurn(steps: readonly Step[]): Step[] {
  const forgotten = new Map<string, number>();
  const after = (user: string, at: number) => Math.max(at, (forgotten.get(user) ?? -1) + 1);
  const later = <Decision extends { by: string; at: number }>(decision: Decision): Decision => ({
    ...decision,
    at: after(decision.by, decision.at),
  });
  return steps.map((step): Step => {
    if (step.type === 'forget') forgotten.set(step.user, Math.max(step.at, forgotten.get(step.user) ?? 0));
    if (step.type === 'onlyNew') return { ...step, at: after(step.user, step.at) };
    if (step.type === 'choose') return { ...step, consent: { ...step.consent, at: after(step.user, step.consent.at) } };
    if (step.type === 'hideMember' && step.hide) {
      const hide = later(step.hide);
      return { ...step, hide: { ...hide, at: after(step.user, hide.at) } };
    }
    return step.type === 'change' ? { ...step, change: changeDated(step.change, later) } : step;
  });
}

function changeDated(change: Change, later: <D extends { by: string; at: number }>(decision: D) => D): Change {
  if (change.type === 'comment.hidden') return { ...change, hide: later(change.hide) };
  if (change.type === 'comment.recommended') return { ...change, recommendation: later(change.recommendation) };
  if (change.type !== 'summary.changed' || !change.summary) return change;
  const { by, updatedAt } = change.summary;
  return { ...change, summary: { ...change.summary, updatedAt: later({ by, at: updatedAt }).at } };
}

/** Anything in any order, many times over, with members who change their minds and moderators at work. */
export const anySteps: fc.Arbitrary<Step[]> = messages
  .chain((drawn) =>
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...drawn).chain(changeOf) },
        { weight: 3, arbitrary: moderation(drawn) },
        { weight: 2, arbitrary: decision },
      ),
      { maxLength: 80 },
    ),
  )
  .map(datedInTurn);

/** A story (each message written, perhaps edited, perhaps deleted; oldest first) and the same in some other order. */
export const storyAndShuffled: fc.Arbitrary<{ story: Step[]; shuffled: Step[] }> = messages
  .chain((drawn) =>
    fc
      .array(fc.record({ edits: fc.nat({ max: 2 }), isDeleted: fc.boolean() }), {
        minLength: drawn.length,
        maxLength: drawn.length,
      })
      .map((fates) =>
        drawn.flatMap((message, index): Step[] => {
          const { edits = 0, isDeleted = false } = fates[index] ?? {};
          const written = Array.from({ length: edits + 1 }, (_, edit) => ({
            type: 'reply.written' as const,
            reply: replyAfterEdit(message, edit),
          }));
          const deleted = isDeleted ? [{ type: 'replies.deleted' as const, ids: [message.id] }] : [];
          return [...written, ...deleted].map((change) => ({ type: 'change', change }));
        }),
      ),
  )
  .chain((story) =>
    fc.record({ story: fc.constant(story), shuffled: fc.shuffledSubarray(story, { minLength: story.length }) }),
  );
