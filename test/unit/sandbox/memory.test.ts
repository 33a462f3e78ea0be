import { expect, test } from 'vitest';
import { createClock } from '../../../src/sandbox/clock.ts';
import { askBot } from '../../../src/sandbox/world/asking.ts';
import { sendMessage } from '../../../src/sandbox/world/messages.ts';
import { seedRecords } from '../../../src/sandbox/world/seed.ts';
import { createWorld } from '../../../src/sandbox/world/world.ts';

const MINUTE = 60_000;

function newWorld() {
  const clock = createClock();
  const world = createWorld({ ...seedRecords(clock.now()), clock });
  const channelId = [...world.channels.keys()][0] ?? '';
  return { world, clock, channelId, userId: world.guild.owner_id };
}

test('interactions are kept only while their token lives or their modal is open, a day at most', () => {
  const { world, clock, channelId, userId } = newWorld();
  const ask = () => askBot(world, { type: 4, userId, channelId, data: {} });
  const opener = ask();
  opener.modal = { id: opener.id, custom_id: 'm', title: 'M', components: [] };
  for (let n = 0; n < 1_000; n += 1) {
    ask();
    clock.advance(MINUTE);
  }
  expect(world.interactions.size).toBeLessThan(20);
  expect(world.interactions.has(opener.id)).toBe(true);
  clock.advance(24 * 60 * MINUTE);
  ask();
  expect(world.interactions.size).toBe(1);
});

test('only the nonces of the last minutes are kept', () => {
  const { world, clock, channelId, userId } = newWorld();
  for (let n = 0; n < 1_000; n += 1) {
    sendMessage(world, userId, { channelId, draft: { content: 'x', nonce: String(n) } });
    clock.advance(MINUTE);
  }
  expect(world.nonces.size).toBeLessThan(10);
});
