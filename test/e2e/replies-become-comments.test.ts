import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

describe('replies in an article’s thread', () => {
  let newsroom: Newsroom;
  let thread: string;
  beforeAll(async () => {
    newsroom = await startNewsroom({ policy: 'opt-out' });
    thread = await newsroom.open();
  });
  afterAll(() => newsroom[Symbol.asyncDispose]());
  const commentOf = async (id: string) =>
    (await newsroom.json('bridge', '?size=100')).comments.find((comment) => comment.id === id);
  const untilComment = (id: string, check: (comment: Awaited<ReturnType<typeof commentOf>>) => void) =>
    newsroom.until((json) => check(json.comments.find((comment) => comment.id === id)));

  test('a reply is the article’s comment, an edit changes it, a deletion takes it off', async () => {
    const reader = newsroom.person('reader');
    const { id } = await reader.say(thread, 'I **walked** over it today.');
    await untilComment(id, (comment) => expect(comment?.html).toContain('<strong>walked</strong>'));
    await reader.edit(id, 'I ran over it today.');
    await untilComment(id, (comment) => {
      expect(comment?.html).toContain('I ran over it today.');
      expect(comment?.editedAt).not.toBeNull();
    });
    await reader.delete(id);
    await untilComment(id, (comment) => expect(comment).toBeUndefined());
  });

  test('a reply names its parent and has its section', async () => {
    const post = (await postsIn(newsroom, thread)).find(({ content }) => content.startsWith('## What it cost'));
    const question = await newsroom.person('reader').say(thread, 'Who pays?', { replyTo: post?.id ?? '' });
    await untilComment(question.id, (comment) =>
      expect(comment).toMatchObject({ section: 'what-it-cost', parentId: null }),
    );
    const answer = await newsroom.person('guest').say(thread, 'We do.', { replyTo: question.id });
    await untilComment(answer.id, (comment) =>
      expect(comment).toMatchObject({ section: 'what-it-cost', parentId: question.id }),
    );
    await untilComment(question.id, (comment) => expect(comment?.replies).toBe(1));
  });

  test('a deleted comment with a reply stays as a tombstone and goes with its last reply', async () => {
    const reader = newsroom.person('reader');
    const root = await reader.say(thread, 'First!');
    const answer = await newsroom.person('guest').say(thread, 'Second.', { replyTo: root.id });
    await untilComment(answer.id, (comment) => expect(comment?.parentId).toBe(root.id));
    await reader.delete(root.id);
    await untilComment(root.id, (comment) =>
      expect(comment).toMatchObject({ deleted: true, html: null, author: null, replies: 1 }),
    );
    await newsroom.person('guest').delete(answer.id);
    await untilComment(root.id, (comment) => expect(comment).toBeUndefined());
  });

  test('many messages deleted at once leave the page at once', async () => {
    const reader = newsroom.person('reader');
    const ids = [
      (await reader.say(thread, 'one')).id,
      (await reader.say(thread, 'two')).id,
      (await reader.say(thread, 'three')).id,
    ];
    await untilComment(ids[2] ?? '', (comment) => expect(comment).toBeDefined());
    await newsroom.person('moderator').delete(...ids);
    for (const id of ids) await untilComment(id, (comment) => expect(comment).toBeUndefined());
  });

  test('reactions are counted as Discord counts them, custom ones by name', async () => {
    const { id } = await newsroom.person('reader').say(thread, 'React to me');
    await newsroom.person('guest').react(id, '👍');
    await newsroom.person('owner').react(id, '👍');
    await untilComment(id, (comment) => expect(comment?.reactions).toEqual([{ emoji: '👍', count: 2 }]));
    await newsroom.person('guest').unreact(id, '👍');
    await untilComment(id, (comment) => expect(comment?.reactions).toEqual([{ emoji: '👍', count: 1 }]));
  });

  test('an attachment is listed by name, type and size', async () => {
    const upload = { filename: 'plan.pdf', content_type: 'application/pdf', content: 'not really' };
    const { id } = await newsroom.person('reader').say(thread, 'The plan', { attachments: [upload] });
    await untilComment(id, (comment) =>
      expect(comment?.attachments).toEqual([{ name: 'plan.pdf', type: 'application/pdf', size: 10 }]),
    );
  });

  test('a partial edit event is read in full, and an edit that changes nothing stored is not an error', async () => {
    const reader = newsroom.person('reader');
    const { id } = await reader.say(thread, 'Befor');
    await untilComment(id, (comment) => expect(comment?.html).toContain('Befor'));
    const before = newsroom.logged.length;
    for (const keys of [['embeds'], ['content', 'edited_timestamp']]) {
      await newsroom.drive('fault', { kind: 'partial-event', event: 'MESSAGE_UPDATE', keys });
      await reader.edit(id, keys.includes('content') ? '**Before**' : 'Before');
    }
    await untilComment(id, (comment) => {
      expect(comment?.html).toContain('<strong>Before</strong>');
      expect(comment?.editedAt).not.toBeNull();
      expect(comment?.author?.name).toBe('Rosa Reader');
    });
    expect(newsroom.logged.slice(before)).toEqual([]);
  });

  test('the author is shown by nick, else display name, else username', async () => {
    const { id } = await newsroom.person('reader').say(thread, 'Who am I?');
    await untilComment(id, (comment) => expect(comment?.author?.name).toBeTruthy());
    await newsroom.drive('member', { as: 'reader', nick: 'Ani of the River' });
    const later = await newsroom.person('reader').say(thread, 'And now?');
    await untilComment(later.id, (comment) => expect(comment?.author?.name).toBe('Ani of the River'));
    await untilComment(id, (comment) => expect(comment?.author?.name).toBe('Ani of the River'));
  });

  test('hostile text is shown as plain text', async () => {
    const hostile = [
      '<script>alert(1)</script>',
      '[click](javascript:alert(1))',
      '"><img src=x onerror=alert(1)>',
      '\u202Egnp.exe',
      `z${'\u0300'.repeat(300)}`,
    ];
    for (const words of hostile) {
      const { id } = await newsroom.person('reader').say(thread, words);
      await untilComment(id, (comment) => {
        expect(comment?.html).toBeDefined();
        expect(comment?.html).not.toMatch(/<script|<img|href="javascript|onerror=(?!alert)/i);
      });
    }
    expect((await newsroom.get('/articles/bridge')).status).toBe(200);
  });

  test('an edit or a delete of an unknown message changes nothing', async () => {
    const before = await newsroom.json();
    const elsewhere = await newsroom.person('reader').say(newsroom.news, 'Not in a thread');
    await newsroom.person('reader').edit(elsewhere.id, 'Still not');
    await newsroom.person('reader').delete(elsewhere.id);
    const { id } = await newsroom.person('reader').say(thread, 'Marker');
    await untilComment(id, (comment) => expect(comment).toBeDefined());
    expect((await newsroom.json()).count).toBe(before.count + 1);
  });
});
