import { postMessage } from './posting.ts';
import type { Message, Place, User } from './records.ts';
import type { World } from './world.ts';

/** Posts as a webhook, or as an outside bot if `isBot`. */
export function postByOutsider(
  world: World,
  { place, name, content, isBot }: { place: Place; name: string; content: string; isBot: boolean },
): Message {
  const id = world.nextId();
  const author: User = {
    id,
    username: name,
    global_name: null,
    discriminator: '0000',
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    bot: true,
  };
  return postMessage(world, { author, place, draft: { content } }, isBot ? {} : { webhook_id: id });
}
