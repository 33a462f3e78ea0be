import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionReader, OwnPolicy } from '../discussions/ports.ts';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import { guildsKey, keysOfGuild, keysOfThread } from './keys.ts';
import { positionIn, readList } from './list-snapshot.ts';
import { readRange } from './page-range.ts';
import { readShown } from './shown-comments.ts';
import type { Store } from './store.ts';

/** Reads discussions for the page; it never writes, and each answer takes a fixed number of calls to the store. */
export function createDiscussionReader({ store }: { store: Store }): DiscussionReader {
  return {
    ofArticle: (article) => readDiscussions(store, article),
    async page(discussion, query) {
      const range = await readRange(store, keysOfThread(discussion).list(query.section), query);
      if (!range) return undefined;
      const { start, total, entries } = range;
      return {
        ...(await readShown(
          store,
          discussion,
          entries.map(([id]) => id),
        )),
        page: Math.floor(start / query.size) + 1,
        pages: Math.max(1, Math.ceil(total / query.size)),
        isFirst: start === 0,
        isLast: start + entries.length >= total,
      };
    },
    comments: (discussion, ids) => readShown(store, discussion, ids),
    position: (discussion, id) =>
      readList(store, keysOfThread(discussion).list(null), async (list) => {
        const { index, isThere } = await positionIn(list, id);
        return isThere ? index : undefined;
      }),
    invite: async (guild) => (await store.get(keysOfGuild(guild).settings))?.invite ?? null,
    ownPolicies: () => readOwnPolicies(store),
    revision: () => store.revision(),
  };
}

async function readOwnPolicies(store: Store): Promise<OwnPolicy[]> {
  const guilds = (await store.get(guildsKey)) ?? [];
  const settings = await store.getMany(guilds.map((guild) => keysOfGuild(guild).settings));
  const own: OwnPolicy[] = [];
  for (const [index, guild] of guilds.entries()) {
    const policy = settings[index]?.policy;
    const guildName = policy && (await nameOfShown(store, guild));
    if (guildName) own.push({ guildName, policy });
  }
  return own;
}

/** The guild's name, if the page shows it anywhere. */
async function nameOfShown(store: Store, guild: string): Promise<string | undefined> {
  for await (const [, { shown, guildName }] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) {
    if (shown) return guildName;
  }
  return undefined;
}

/** A page shows names beside the discussion, so the epoch that it is known by holds the state of the guild's names too. */
async function readDiscussions(store: Store, article: string): Promise<Discussion[]> {
  const guilds = (await store.get(guildsKey)) ?? [];
  const places = await store.getMany(guilds.map((guild) => keysOfGuild(guild).place(article)));
  const threads = guilds.flatMap((guild, index) => {
    const place = places[index];
    return place?.state === 'open' ? [{ guild, thread: place.thread }] : [];
  });
  const [discussions, names] = await Promise.all([
    store.getMany(threads.map((ref) => keysOfThread(ref).discussion)),
    store.getMany(threads.map(({ guild }) => keysOfGuild(guild).named)),
  ]);
  return discussions
    .flatMap((discussion, index) =>
      discussion ? [{ ...discussion, epoch: `${discussion.epoch}.${names[index] ?? ''}` }] : [],
    )
    .filter(({ shown }) => shown)
    .toSorted((a, b) => compareSnowflakes(a.thread, b.thread));
}
