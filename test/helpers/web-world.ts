import { createHmac } from 'node:crypto';
import { consola } from 'consola';
import type { Article } from '../../src/articles/article.ts';
import { createMemoryLibrary, type MemoryLibrary } from '../../src/articles/library.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { CommentsJson } from './comments-json.ts';
import type { WrittenReply } from '../../src/discussions/comment.ts';
import type { Discussion, NewDiscussion } from '../../src/discussions/discussion.ts';
import type { GuildSettingsStore } from '../../src/discussions/settings.ts';
import type { MemberStore } from '../../src/discussions/members.ts';
import { type DiscussionReader, createDiscussionReader } from '../../src/discussions/reading.ts';
import type { DiscussionStore } from '../../src/discussions/discussion-store.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createWebHandler, type WebHandler } from '../../src/web/handler.ts';
import { type WebDependencies } from '../../src/web/parts.ts';
import { createLiveVersions, type LiveVersions } from '../../src/web/live.ts';
import type { Health } from '../../src/web/health.ts';
import type { Site } from '../../src/web/page/context.ts';
import { writtenReply } from './discussion-steps.ts';
import { writerOf } from './writer.ts';

export const SITE: Site = {
  name: 'The Daily Test',
  url: 'https://news.example',
  appUrl: 'https://discord.example',
  invite: 'https://discord.example/invite',
  contact: 'desk@news.example',
  rulesUrl: '/articles/rules',
  privacy: { policy: 'ask', retentionDays: 30, store: 'sqlite' },
  build: 'test',
  pseudonym: (user) => createHmac('sha256', 'secret').update(user).digest('hex'),
};

const WELL: Health = { live: () => true, ready: async () => ({ ok: true, reasons: [] }) };

/** A whole web over a store in memory: what a test writes is what it then reads over HTTP, with no port. */
export interface WebWorld {
  readonly library: MemoryLibrary;
  readonly keyv: Store;
  readonly store: DiscussionStore;
  readonly members: MemberStore;
  readonly settings: GuildSettingsStore;
  readonly reader: DiscussionReader;
  readonly live: LiveVersions;
  readonly handler: WebHandler;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  text(path: string): Promise<string>;
  /** Opens the article's discussion; thread "100" in guild "1" unless told. */
  open(article: Article, more?: Partial<NewDiscussion>): Promise<Discussion>;
  /** Writes replies into thread "100", each with its place in the list as its time and id unless told. */
  reply(...replies: (Partial<WrittenReply> & { guild?: string })[]): Promise<void>;
}

/** Builds a world with these articles; `more` replaces parts of the web, and `clock` is the one by which changes are looked for. */
export async function createWebWorld(
  articles: readonly Article[],
  { clock = systemClock, ...more }: Partial<WebDependencies> & { clock?: Clock } = {},
): Promise<WebWorld> {
  const keyv = await openStore('memory:');
  const { discussions: store, members, settings } = writerOf(keyv, 'opt-out');
  const reader = more.discussions ?? createDiscussionReader({ store: keyv });
  const library = createMemoryLibrary({ clock: systemClock, catalogue: { articles: [...articles], problems: [] } });
  const live = createLiveVersions({
    library,
    discussions: reader,
    clock,
    report: more.report ?? ((error) => consola.error(error)),
  });
  const handler = createWebHandler({ library, site: SITE, health: WELL, discussions: reader, live, clock, ...more });
  const get = async (path: string, headers = {}) => handler(new Request(`http://localhost${path}`, { headers }));
  let written = 0;

  return {
    library,
    keyv,
    store,
    members,
    settings,
    reader,
    live,
    handler,
    get,
    text: async (path) => (await get(path)).text(),
    open: ({ key }, given = {}) =>
      store.open({ guild: '1', guildName: 'A guild', thread: '100', channel: '10', article: key, posts: [], ...given }),
    async reply(...replies) {
      for (const { guild = '1', ...reply } of replies) {
        written += 1;
        const plain = {
          id: idAt(written),
          thread: '100',
          author: '200',
          authorName: 'Ada Lovelace',
          content: 'A reply.',
        };
        const whole = writtenReply({ ...plain, ...reply });
        await store.apply({ guild, thread: whole.thread }, [{ type: 'reply.written', reply: whole }]);
      }
    },
  };
}

/** The body of an answer of `comments.json`. */
export const commentsFrom = async (answer: Response): Promise<CommentsJson> => (await answer.json()) as CommentsJson;

/** The id of the n-th reply of a world: a snowflake that says `timeAt(n)`. */
export const idAt = (index: number): string => String((BigInt(timeAt(index)) - 1_420_070_400_000n) << 22n);

/** The time of the n-th reply of a world: a minute after the one before. */
const timeAt = (index: number): number => Date.UTC(2026, 10, 24, 9) + index * 60_000;
