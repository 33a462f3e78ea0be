import { timeOfSnowflake } from '../snowflakes.ts';
import { isThread, may, messagesIn } from './access.ts';
import { storedComponents, storedEmbeds } from './components.ts';
import { contentOf, mentionsIn, type Draft } from './drafts.ts';
import { keepFile } from './files.ts';
import type { Message, Place, Thread, User } from './records.ts';
import type { World } from './world.ts';

/** Whether a member can ping everyone. */
export const mayPingAll = (world: World, userId: string, place: Place): boolean =>
  may(world, { userId, place }, 'MentionEveryone');

/** Posts a message without checking permissions; `fixed` overrides the draft. */
export function postMessage(
  world: World,
  { author, place, draft }: { author: User; place: Place; draft: Draft },
  fixed: Partial<Message> = {},
): Message {
  const id = fixed.id ?? world.nextId();
  const attachments = (draft.files ?? []).map((file) => keepFile(world, place.id, file));
  const content = contentOf(draft);
  const message: Message = {
    id,
    channel_id: place.id,
    type: 0,
    author,
    content,
    timestamp: new Date(timeOfSnowflake(id)).toISOString(),
    edited_timestamp: null,
    flags: draft.flags ?? 0,
    tts: false,
    pinned: false,
    ...mentionsIn(world, content, { allowed: draft.allowedMentions, pingsAll: mayPingAll(world, author.id, place) }),
    attachments,
    embeds: storedEmbeds(draft.embeds ?? [], attachments),
    components: storedComponents(world, draft.components ?? [], attachments),
    ...(draft.nonce !== undefined && { nonce: draft.nonce }),
    ...(draft.stickers && { sticker_items: draft.stickers }),
    ...(draft.poll && { poll: draft.poll }),
    ...(isThread(place) && { position: place.total_message_sent }),
    reactors: [],
    pinned_at: null,
    visible_to: null,
    ...fixed,
  };
  messagesIn(world, place.id).set(id, message);
  if (!message.visible_to) {
    place.last_message_id = id;
    if (isThread(place)) touchThread(place, message);
  }
  world.emit({ type: 'message.created', message });
  return message;
}

/** Counts a message in a thread; a forum post's starter is not counted. */
function touchThread(thread: Thread, message: Message): void {
  if (message.id === thread.id || message.type === 21) return;
  thread.message_count += 1;
  thread.total_message_sent += 1;
}
