import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../src/discussions/changes.ts';
import type { DiscussionStore } from '../../src/discussions/discussion-store.ts';
import { createDiscussionReader } from '../../src/discussions/reading.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { OPENED, writtenReply } from '../helpers/discussion-steps.ts';
import { chosen, writerOf } from '../helpers/writer.ts';
import type { Line } from './line.ts';

const HELD = 1_000;
const FORGOTTEN = 10_000;
const LARGE = 100_000;
const FILLING = 'Some words about the article. '.repeat(12);
const MEMBER = { guild: OPENED.guild, user: '1' };

/** What it costs in the store that a member agrees, and that one is forgotten, over SQLite. */
export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-bench-'));
  const lines = [...(await measureConsent(folder)), ...(await measureForgetting(folder))];
  rmSync(folder, { recursive: true });
  return lines;
}

/** A member agrees of whom many replies are held; their words come from Discord in hundreds. */
async function measureConsent(folder: string): Promise<Line[]> {
  const store = await openStore(`sqlite:${join(folder, 'consent.sqlite')}`);
  const { counted, calls } = countCalls(store);
  const { discussions, members } = writerOf(counted, 'ask');
  await discussions.open(OPENED);
  await writeReplies(discussions, HELD);
  const [callsBefore, start] = [calls(), performance.now()];
  await members.choose(MEMBER, chosen('publish'));
  const held = (await Array.fromAsync(members.held(MEMBER))).flatMap(({ ids }) => ids);
  for (let from = 0; from < held.length; from += 100) {
    await discussions.apply(OPENED, held.slice(from, from + 100).map(changeOf));
  }
  const [time, made] = [performance.now() - start, calls() - callsBefore];
  if ((await members.publishedCount(MEMBER)) !== HELD) throw new Error('Not all are published');
  const lookUps = await countLookUps(store);
  await store.close();
  const name = `consent of a member with ${HELD} held replies`;
  return [
    { name: `${name}, in the store`, value: time, unit: 'ms' },
    { name: `calls to the store, ${name}`, value: made, unit: 'calls', limit: '≤ 200' },
    { name: 'look-ups of consent while ten pages are read', value: lookUps, unit: 'reads', limit: '≤ 0' },
  ];
}

/** A member is forgotten, until the file holds nothing of theirs; and what the last step costs in a large store. */
async function measureForgetting(folder: string): Promise<Line[]> {
  const store = await openStore(`sqlite:${join(folder, 'forget.sqlite')}`);
  const { discussions, members } = writerOf(store, 'opt-out');
  await discussions.open(OPENED);
  await writeReplies(discussions, FORGOTTEN);
  const start = performance.now();
  await members.forget(MEMBER, Date.now());
  const value = (performance.now() - start) / 1000;
  for (let from = 0; from < LARGE; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ key: `filling:${from + index}`, value: FILLING }));
    await store.setMany(rows);
  }
  const scrubbing = performance.now();
  await store.scrub();
  const scrubbed = performance.now() - scrubbing;
  await store.close();
  return [
    { name: `forget a member with ${FORGOTTEN} comments, in the store`, value, unit: 's', limit: '≤ 60' },
    { name: `clear the file of what was erased, beside ${LARGE} comments`, value: scrubbed, unit: 'ms' },
  ];
}

/** Reads the article's pages as readers do; answers how many keys of members were read. */
async function countLookUps(store: Store): Promise<number> {
  let lookUps = 0;
  const look = (keys: readonly string[]) => (lookUps += keys.filter((key) => key.includes(':member:')).length);
  const reader = createDiscussionReader({
    store: {
      ...store,
      get: (key) => (look([key]), store.get(key)),
      getMany: (keys) => (look(keys), store.getMany(keys)),
      iterate: (prefix) => (look([prefix]), store.iterate(prefix)),
    },
  });
  const [discussion] = await reader.ofArticle(OPENED.article);
  if (!discussion) throw new Error('The discussion is not there');
  for (let page = 1; page <= 10; page += 1) {
    const shown = await reader.page(discussion, { sort: 'oldest', section: null, size: 100, from: { page } });
    if (shown?.comments.length !== 100) throw new Error(`Page ${page} is not full`);
  }
  return lookUps;
}

function countCalls(store: Store): { counted: Store; calls: () => number } {
  let calls = 0;
  const counted: Store = {
    ...store,
    get: (key) => ((calls += 1), store.get(key)),
    getMany: (keys) => ((calls += 1), store.getMany(keys)),
    setMany: (writes) => ((calls += 1), store.setMany(writes)),
  };
  return { counted, calls: () => calls };
}

async function writeReplies(discussions: DiscussionStore, count: number): Promise<void> {
  for (let from = 0; from < count; from += 100) {
    const ids = Array.from({ length: 100 }, (_, index) => String(1_000_000_000_000_000_001n + BigInt(from + index)));
    await discussions.apply(OPENED, ids.map(changeOf));
  }
}

const changeOf = (id: string): Change => ({
  type: 'reply.written',
  reply: writtenReply({ id, author: MEMBER.user, content: 'Some words about the article. '.repeat(6) }),
});
