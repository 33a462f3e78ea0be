import {
  MessageFlags,
  MessageReferenceType,
  MessageType,
  StickerFormatType,
  type APIMessage,
  type APIReaction,
} from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { isReply, reactionsFrom, replyFromMessage, shownName } from '../../../src/discord/inbound/replies.ts';

const message = (changes: Partial<APIMessage> = {}): APIMessage => ({
  id: '1300000000000000001',
  channel_id: '1300000000000000000',
  author: { id: '1200000000000000000', username: 'ani', discriminator: '0', global_name: 'Ani', avatar: null },
  content: 'Words',
  timestamp: '2024-10-27T00:00:00.000Z',
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  pinned: false,
  type: MessageType.Default,
  ...changes,
});

describe('which messages are replies', () => {
  test('an ordinary message and an answer are', () => {
    expect(isReply(message())).toBe(true);
    expect(isReply(message({ type: MessageType.Reply }))).toBe(true);
  });

  test('no other type of message is', () => {
    const others = Object.values(MessageType).filter(
      (type): type is MessageType =>
        typeof type === 'number' && type !== MessageType.Default && type !== MessageType.Reply,
    );
    expect(others.filter((type) => isReply(message({ type })))).toEqual([]);
  });

  test('what bots, webhooks and forwards bring is not', () => {
    expect(isReply(message({ author: { ...message().author, bot: true } }))).toBe(false);
    expect(isReply(message({ webhook_id: '1' }))).toBe(false);
    const reference = { type: MessageReferenceType.Forward, channel_id: '2', message_id: '3' };
    expect(isReply(message({ message_reference: reference }))).toBe(false);
  });

  test('a forum post’s own first message is not', () => {
    expect(isReply(message({ id: '1300000000000000000' }))).toBe(false);
  });
});

describe('a reply from a message', () => {
  const details = { authorName: 'Ani', mentioned: {}, authorDuties: null, chosen: [] };

  test('nick comes before display name, display name before username', () => {
    const { author } = message();
    expect(shownName(author, { nick: 'Nick' })).toBe('Nick');
    expect(shownName(author, { nick: null })).toBe('Ani');
    expect(shownName({ ...author, global_name: null })).toBe('ani');
  });

  test('what is not text is told by a word', () => {
    const reply = replyFromMessage(
      message({
        content: '',
        flags: MessageFlags.IsVoiceMessage,
        sticker_items: [{ id: '1', name: 'Wave', format_type: StickerFormatType.PNG }],
      }),
      details,
    );
    expect(reply.extras).toEqual(['sticker', 'voice']);
  });

  test('reactions are counts by character, or by name for custom emoji', () => {
    const rest = { me: false, me_burst: false, burst_colors: [], count_details: { burst: 0, normal: 1 } };
    const reactions = [
      { ...rest, emoji: { id: null, name: '👍' }, count: 3 },
      { ...rest, emoji: { id: '9', name: 'gazette' }, count: 1 },
    ];
    expect(replyFromMessage(message({ reactions }), details).reactions).toEqual([
      { emoji: '👍', count: 3 },
      { emoji: ':gazette:', count: 1 },
    ]);
  });

  test('a file cannot pose as another by controls that turn its name around', () => {
    const file = { id: '1', filename: 'invoice\u202Efdp.exe', size: 1, url: '', proxy_url: '' };
    const [attachment] = replyFromMessage(message({ attachments: [file] }), details).attachments;
    expect(attachment?.name).toBe('invoicefdp.exe');
  });

  test('text and file names are bounded', () => {
    const file = { id: '1', filename: 'f'.repeat(5000), size: 1, url: '', proxy_url: '' };
    const reply = replyFromMessage(message({ content: 'x'.repeat(9000), attachments: [file] }), details);
    expect(reply.content).toHaveLength(4000);
    expect(reply.attachments[0]?.name).toHaveLength(200);
  });
});

describe('reactions', () => {
  const reaction = (emoji: APIReaction['emoji'], count = 1): APIReaction => ({
    emoji,
    count,
    count_details: { burst: 0, normal: count },
    me: false,
    me_burst: false,
    burst_colors: [],
  });

  test('keep an emoji’s own character; a custom one has its name, and a mark when the guild chose it', () => {
    const chosen = [{ id: '7', name: 'ferry' }];
    const given = [
      { id: null, name: '👍' },
      { id: '7', name: 'ferry' },
      { id: '8', name: 'ferry' },
      { id: '9', name: null },
    ];
    expect(
      reactionsFrom(
        given.map((emoji) => reaction(emoji)),
        chosen,
      ),
    ).toEqual([
      { emoji: '👍', count: 1 },
      { emoji: ':ferry:', count: 1, isChosen: true },
      { emoji: ':ferry:', count: 1 },
      { emoji: ':emoji:', count: 1 },
    ]);
  });

  test('are at most 20 kinds, as on Discord', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      reaction({ id: null, name: String.fromCodePoint(0x1f600 + index) }),
    );
    expect(reactionsFrom(many)).toHaveLength(20);
  });
});
