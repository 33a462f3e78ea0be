import { expect, test } from 'vitest';
import { createClock } from '../../../src/sandbox/clock.ts';
import { sendMessage } from '../../../src/sandbox/world/messages.ts';
import { pinMessage, unpinMessage } from '../../../src/sandbox/world/pins.ts';
import { seedRecords } from '../../../src/sandbox/world/seed.ts';
import { createWorld } from '../../../src/sandbox/world/world.ts';

test('a channel holds 250 pins and not one more', () => {
  const clock = createClock();
  const world = createWorld({ ...seedRecords(clock.now()), clock });
  const [channel] = world.channels.values();
  const owner = world.guild.owner_id;
  const channelId = channel?.id ?? '';
  const send = () => sendMessage(world, owner, { channelId, draft: { content: 'x' } }).id;
  const ids = Array.from({ length: 250 }, send);
  for (const id of ids) pinMessage(world, owner, { channelId, id });
  const next = { channelId, id: send() };
  expect(() => pinMessage(world, owner, next)).toThrow('Maximum number of pins reached (250)');
  unpinMessage(world, owner, { channelId, id: ids[0] ?? '' });
  pinMessage(world, owner, next);
});
