import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { RefusedError } from '../../src/cli/drive-sandbox.ts';
import { fillIn, firstButton } from '../helpers/modals.ts';
import { postsIn, startNewsroom, privateMessagesIn } from '../helpers/newsroom.ts';
import { discussed, SENTENCES, speaker, summaryIn } from '../helpers/summaries.ts';

test('natively: what a moderator pins stands above the comments, the newest pin wins, and unpinning takes it away', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const [first = '', second = ''] = ids;
  await moderator.pin(first);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('too narrow'));
  await moderator.pin(second);
  const { summary } = await newsroom.until((json) => expect(json.summary?.html).toContain('Cyclists'));
  expect(summary?.by).toBe('a moderator'); // who has not agreed to be shown: no comment of theirs is on the page
  await moderator.unpin(second);
  await newsroom.until((json) => expect(json.summary?.html).toContain('too narrow'));
  await moderator.unpin(first);
  await newsroom.until((json) => expect(json.summary).toBeNull());
});

test('natively: the page follows the author’s edits of the pinned comment, and drops it when they take it back', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const [first = ''] = ids;
  await newsroom.person('moderator').pin(first);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('too narrow'));
  await newsroom.person('reader').edit(first, 'It is wide enough after all.');
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('wide enough'));
  await newsroom.person('reader').click(thread, 'consent:keep');
  await newsroom.until(({ summary }) => expect(summary).toBeNull());
});

test('natively: a pinned message whose author has not agreed stays on Discord, and the moderator’s next command says so', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('guest').click(thread, 'consent:keep');
  const { id } = await newsroom.person('guest').say(thread, 'Just for us');
  const moderator = newsroom.person('moderator');
  await moderator.pin(id);
  await vi.waitFor(async () => {
    await moderator.command(newsroom.news, 'section', { article: 'no such article' }); // refused, and told all the same
    const whispers = await privateMessagesIn(newsroom, newsroom.news, 'moderator');
    expect(whispers.at(-1)?.content).toContain('its author has not agreed');
  });
  expect((await newsroom.json()).summary).toBeNull();
});

test('natively: after a week the moderator is no longer told', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('guest').click(thread, 'consent:keep');
  const { id } = await newsroom.person('guest').say(thread, 'Just for us');
  const last = await newsroom.person('reader').say(thread, 'For all');
  const moderator = newsroom.person('moderator');
  await moderator.pin(id);
  await newsroom.until(({ summary }) => expect(summary).toBeNull());
  await moderator.pin(last.id);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('For all'));
  await newsroom.advance('8d');
  await moderator.command(newsroom.news, 'articles');
  await moderator.command(newsroom.news, 'articles');
  expect(JSON.stringify(await privateMessagesIn(newsroom, newsroom.news, 'moderator'))).not.toContain('has not agreed');
});

test('natively: nobody is told about old pins at a start', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('guest').click(thread, 'consent:keep');
  const { id } = await newsroom.person('guest').say(thread, 'Just for us');
  const moderator = newsroom.person('moderator');
  await newsroom.stopApp();
  await moderator.pin((await newsroom.person('reader').say(thread, 'For all')).id);
  await moderator.pin(id);
  await newsroom.advance('8d');
  await newsroom.startApp();
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('For all'));
  await moderator.command(newsroom.news, 'articles');
  await moderator.command(newsroom.news, 'articles');
  expect(JSON.stringify(await privateMessagesIn(newsroom, newsroom.news, 'moderator'))).not.toContain('has not agreed');
});

test('by command: a hidden comment, or a message by no member, cannot be the summary, and the moderator learns why', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { ids, thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  await fillIn(moderator, await moderator.menu(ids[0] ?? '', 'Hide from site'), { reason: '' });
  await newsroom.until(({ count }) => expect(count).toBe(ids.length - 1));
  const pin = async (id: string) => (await moderator.menu(id, 'Pin as summary')).replies[0]?.content;
  expect(await pin(ids[0] ?? '')).toContain('hidden from the page');
  const [section] = await postsIn(newsroom, thread);
  expect(await pin(section?.id ?? '')).toContain('this is not one');
  expect((await moderator.menu(section?.id ?? '', 'Recommend on site')).replies[0]?.content).toContain(
    'this is not one',
  );
});

test('by command: a draft quotes the comments, is pinned by a button, edited, and removed', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const draft = await moderator.command(thread, 'summary draft');
  const [, editId] = firstButton(draft.replies);
  const token = editId.split(':')[2] ?? '';
  expect(SENTENCES.some((sentence) => draft.replies[0]?.embeds[0]?.description?.includes(sentence))).toBe(true);
  const posted = await moderator.click(draft.replies[0]?.id ?? '', `summary:post:${token}`);
  expect(posted.replies[0]?.content).toContain('The summary is pinned');
  const message = await summaryIn(newsroom, thread);
  expect(message?.pinned).toBe(true);
  await newsroom.until(({ summary }) => expect(summary?.html).toBeTruthy());

  const mayPing = { channel: 'news', permission: 'MentionEveryone', allowed: true };
  await newsroom.person('owner').do('bot-permission', mayPing); // else Discord would keep it from pinging all
  const editor = await moderator.command(thread, 'summary edit');
  const preview = await fillIn(moderator, editor, {
    text: 'Readers like the lane, @everyone. See https://gazette.example',
  });
  const again = firstButton(preview.replies)[1].split(':')[2] ?? '';
  await moderator.click(preview.replies[0]?.id ?? '', `summary:post:${again}`);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Readers like the lane'));
  const edited = await summaryIn(newsroom, thread);
  expect(edited?.id).toBe(message?.id);
  expect(edited?.mention_everyone).toBe(false);

  const [starter] = await postsIn(newsroom, newsroom.news);
  expect(JSON.stringify(starter?.components)).toContain(edited?.id);
  const removed = await moderator.command(thread, 'summary remove');
  expect(removed.replies[0]?.content).toContain('off the page');
  await newsroom.until(({ summary }) => expect(summary).toBeNull());
  expect(await summaryIn(newsroom, thread)).toBeUndefined();
  expect(JSON.stringify((await postsIn(newsroom, newsroom.news))[0]?.components)).not.toContain(edited?.id);
});

test('by command: Pin as summary pins a comment and names who pinned it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  await moderator.say(newsroom.news, 'hello');
  await moderator.menu(ids[2] ?? '', 'Pin as summary');
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('old lamps'));
  await moderator.menu(ids[3] ?? '', 'Pin as summary');
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('shops beside'));
});

test('a sentence leaves the page and the pinned message when its comment is deleted', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const draft = await moderator.command(thread, 'summary draft');
  const token = firstButton(draft.replies)[1].split(':')[2] ?? '';
  await moderator.click(draft.replies[0]?.id ?? '', `summary:post:${token}`);
  const quoted = SENTENCES.findIndex((sentence) => draft.replies[0]?.embeds[0]?.description?.includes(sentence));
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await vi.waitFor(async () => {
    const message = await summaryIn(newsroom, thread);
    expect(message?.embeds[0]?.description).toBeTruthy();
    expect(message?.embeds[0]?.description).not.toContain(SENTENCES[quoted]);
  });
  expect((await newsroom.json()).summary?.html).not.toContain(SENTENCES[quoted]);
});

test('a summary in a moderator’s own words is withdrawn when a source goes, until a moderator confirms it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread, ids } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const draft = await moderator.command(thread, 'summary draft');
  const [message, editId] = firstButton(draft.replies);
  const token = editId.split(':')[2] ?? '';
  await fillIn(moderator, await moderator.click(message, editId), { text: 'Most are content.' });
  await moderator.click(message, `summary:post:${token}`);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Most are content'));
  const quoted = SENTENCES.findIndex((sentence) => draft.replies[0]?.embeds[0]?.description?.includes(sentence));
  await newsroom.person(speaker(quoted)).delete(ids[quoted] ?? '');
  await newsroom.until(({ summary }) => expect(summary).toBeNull());
  await vi.waitFor(async () => {
    expect((await summaryIn(newsroom, thread))?.embeds[0]?.description).toContain('A moderator will review it');
  });
  const shown = await moderator.command(thread, 'summary show');
  expect(shown.replies[0]?.content).toContain('off the page');
  const confirm = firstButton(shown.replies)[1].replace('edit', 'post');
  await moderator.click(shown.replies[0]?.id ?? '', confirm);
  await newsroom.until(({ summary }) => expect(summary?.html).toContain('Most are content'));
});

test('a moderator who lost the role between draft and publishing is refused', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const draft = await moderator.command(thread, 'summary draft');
  const deny = [{ id: 'Moderator', type: 0, allow: '0', deny: String(PermissionFlagsBits.ManageMessages) }];
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, overwrites: deny });
  const token = firstButton(draft.replies)[1].split(':')[2] ?? '';
  const { replies } = await moderator.click(draft.replies[0]?.id ?? '', `summary:post:${token}`);
  expect(replies[0]?.content).toContain('Only moderators can do this');
  expect(await summaryIn(newsroom, thread)).toBeUndefined();
});

test('the editor still works 16 minutes later, and a restart loses no words', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const editor = await moderator.command(thread, 'summary edit');
  await newsroom.advance('16m');
  const late = await fillIn(moderator, editor, { text: 'Written slowly.' });
  expect(late.replies[0]?.embeds[0]?.description).toBe('Written slowly.');
  const next = await moderator.command(thread, 'summary edit');
  await newsroom.stopApp();
  await newsroom.startApp();
  const lost = await fillIn(moderator, next, { text: 'Written before the restart.' });
  expect(lost.replies[0]?.content).toContain('your words are');
  expect(lost.replies[0]?.embeds[0]?.description).toBe('Written before the restart.');
});

test('a summary has at most 4,000 characters', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const moderator = newsroom.person('moderator');
  const editor = await moderator.command(thread, 'summary edit');
  await expect(fillIn(moderator, editor, { text: 'x'.repeat(4001) })).rejects.toBeInstanceOf(RefusedError);
  const { replies } = await fillIn(moderator, editor, { text: 'x'.repeat(4000) });
  expect(replies[0]?.embeds[0]?.description).toHaveLength(4000);
});

test('with 250 pinned messages the moderator learns what to do, keeps the draft, and nothing is left behind', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const moderator = newsroom.person('moderator');
  const texts = Array.from({ length: 250 }, (_, index) => `Pin ${index}`);
  const messages = await Promise.all(texts.map((text) => moderator.say(thread, text)));
  const [last, ...others] = messages.toReversed();
  await Promise.all(others.map(({ id }) => moderator.pin(id)));
  await moderator.pin(last?.id ?? '');
  await newsroom.until(({ summary }) => expect(summary?.html).toContain(last?.content));
  const editor = await moderator.command(thread, 'summary edit');
  const { replies } = await fillIn(moderator, editor, { text: 'One more.' });
  await moderator.click(replies[0]?.id ?? '', firstButton(replies)[1].replace('edit', 'post'));
  const whispers = await privateMessagesIn(newsroom, thread, 'moderator');
  expect(whispers.at(-1)?.content).toContain('250 pinned messages');
  expect(whispers.at(-1)?.embeds[0]?.description).toBe('One more.');
  expect(await summaryIn(newsroom, thread)).toBeUndefined();
});

test('locking the thread closes the comments on the page, and unlocking opens them again', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const page = async () => (await newsroom.get('/articles/bridge')).text();
  await newsroom.person('owner').lock(thread);
  await expect.poll(page).toContain('Comments are closed');
  await newsroom.person('owner').lock(thread, false);
  await expect.poll(page).not.toContain('Comments are closed');
});

test.each(['draft', 'edit'])(
  'in a locked thread, where nobody can press a button, /summary %s says what to do',
  async (which) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { thread } = await discussed(newsroom);
    const owner = newsroom.person('owner');
    await owner.lock(thread);
    const { replies, modal } = await owner.command(thread, `summary ${which}`);
    expect(modal).toBeNull();
    expect(replies[0]?.content).toContain('Unlock it, post the summary, then lock it again');
    await owner.lock(thread, false);
    const again = await owner.command(thread, `summary ${which}`);
    expect((again.modal ?? again.replies[0])?.components).not.toHaveLength(0);
  },
);

test('in a thread locked in the meantime, the moderator learns which permissions the bot needs and keeps the draft', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await discussed(newsroom);
  const owner = newsroom.person('owner');
  const take = { as: 'owner', channel: newsroom.news, permission: 'ManageThreads', allowed: false };
  await newsroom.drive('bot-permission', take);
  const { replies } = await fillIn(owner, await owner.command(thread, 'summary edit'), { text: 'One more.' });
  const [message, edit] = firstButton(replies);
  const route = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
  await newsroom.fault({ kind: 'delay', route, milliseconds: 1_000 });
  const posting = owner.click(message, edit.replace('edit', 'post'));
  const isWaiting = ({ kind, what }: { kind: string; what: string }) => kind === 'fault' && what === route;
  await vi.waitFor(async () => expect((await newsroom.journal()).entries.some(isWaiting)).toBe(true));
  await owner.lock(thread);
  await newsroom.advance('1s');
  await posting;
  const whisper = (await privateMessagesIn(newsroom, thread, 'owner')).at(-1);
  expect(whisper?.content).toContain('Manage Threads if the thread is locked');
  expect(whisper?.embeds[0]?.description).toBe('One more.');
  expect(await summaryIn(newsroom, thread)).toBeUndefined();
});

test('members who cannot pin cannot make a summary, natively or by command', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { ids } = await discussed(newsroom);
  const reader = newsroom.person('reader');
  await expect(reader.pin(ids[0] ?? '')).rejects.toBeInstanceOf(RefusedError);
  await expect(reader.menu(ids[0] ?? '', 'Pin as summary')).rejects.toBeInstanceOf(RefusedError);
  expect((await newsroom.json()).summary).toBeNull();
});
