import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DiscussionStore } from '../../../src/discussions/discussion-store.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { writtenReply } from '../../helpers/discussion-steps.ts';
import { ROOT } from '../../helpers/process.ts';
import { invisionPage } from '../../helpers/site-pages.ts';
import { idAt } from '../../helpers/web-world.ts';
import { writerOf } from '../../helpers/writer.ts';

const PROGRAM = join(ROOT, 'src', 'cli', 'fill.ts');
const CANONICAL = '<link rel="canonical" href="https://paper.example/bridge">';
const MARKERS = '<!-- belowline --><!-- /belowline -->';

let folder: string;
let site: string;
let store: Store;
let discussions: DiscussionStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belowline-fill-'));
  site = join(folder, 'site');
  mkdirSync(join(folder, 'content'));
  mkdirSync(site);
  article('bridge', 'url: https://paper.example/bridge');
  article('tunnel', 'url: https://paper.example/tunnel');
  store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`);
  discussions = writerOf(store, 'opt-out').discussions;
  const opened = { guild: '1', guildName: 'A guild', thread: '100', channel: '10', posts: [] };
  await discussions.open({ ...opened, article: 'https://paper.example/bridge' });
  await reply(1, 'The first comment, größer.');
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const article = (slug: string, more: string): void =>
  writeFileSync(
    join(folder, 'content', `${slug}.md`),
    `---\ntitle: The ${slug}\nslug: ${slug}\n${more}\n---\n\nText.\n`,
  );

const reply = (index: number, content: string): Promise<unknown> =>
  discussions.apply({ guild: '1', thread: '100' }, [
    {
      type: 'reply.written',
      reply: writtenReply({ id: idAt(index), thread: '100', author: '200', authorName: 'Ada', content }),
    },
  ]);

function page(name: string, text: string | Buffer): string {
  const path = join(site, name);
  writeFileSync(path, text);
  return path;
}

const read = (path: string): string => readFileSync(path, 'utf8');

interface RunOptions {
  readonly environment?: Record<string, string>;
  readonly command?: readonly string[];
}

const environmentWith = (more: Record<string, string> = {}) => ({
  PATH: process.env['PATH'],
  CONTENT_DIR: join(folder, 'content'),
  STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
  SITE_URL: 'https://talk.example',
  ...more,
});

/** Runs the command and answers its exit code and all it wrote. */
const run = (
  args: readonly string[],
  { environment, command = [] }: RunOptions = {},
): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const [program = '', ...rest] = [...command, process.execPath, PROGRAM, ...args];
    execFile(program, rest, { env: environmentWith(environment), cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });

test('each page of a folder gets the comments of the article that it names, and a second run changes nothing', async () => {
  mkdirSync(join(site, 'deep'));
  const four = page('four.html', invisionPage(4, { head: CANONICAL }));
  const five = page('five.htm', invisionPage(5, { head: CANONICAL.replace('bridge', 'bridge?utm_source=x') }));
  const marked = page(
    'deep/marked.html',
    `<meta property="og:url" content="http://www.paper.example/bridge/">${MARKERS}`,
  );
  const empty = page('empty.html', invisionPage(4, { head: CANONICAL.replace('bridge', 'tunnel') }));
  page('plain.html', '<p>Nothing here.</p>');
  page('.hidden.html', invisionPage(4, { head: CANONICAL }));
  page('notes.txt', MARKERS);
  const first = await run([site]);
  expect(first).toEqual({
    code: 0,
    output:
      'Pages written: 3. Already right: 1. Left as they are: 0 of no known article, 0 refused, 1 without a place for comments.\n',
  });
  for (const path of [four, five]) {
    expect(read(path)).toContain('The first comment, größer.');
    expect(read(path)).toContain(`id="elComment_${idAt(1)}"`);
    expect(read(path)).toContain(`href="https://talk.example/articles/bridge/comments/${idAt(1)}"`);
  }
  expect(read(four)).toMatch(/class="ipsBox ipsComment [^"]*"[^]*class="ipsComment_author /);
  expect(read(five)).toMatch(/class="ipsEntry [^"]*"[^]*class="ipsEntry__username"/);
  expect(read(marked)).toContain('<link rel="stylesheet" href="https://talk.example/embed.css" />');
  expect(read(marked)).toContain('The first comment, gr&#246;&#223;er.');
  expect(read(empty)).toBe(invisionPage(4, { head: CANONICAL.replace('bridge', 'tunnel') }));
  expect(read(join(site, '.hidden.html'))).toBe(invisionPage(4, { head: CANONICAL }));
  expect((await run([site])).output).toContain('Pages written: 0. Already right: 4.');
});

test('what a moderator recommends stands in its block too, and once nothing is said any more the page is as it was', async () => {
  const before = invisionPage(4, { head: CANONICAL });
  const path = page('story.html', before);
  const ref = { guild: '1', thread: '100' };
  const recommendation = { comment: idAt(1), by: '300', note: 'Read this', at: 0 };
  await discussions.apply(ref, [{ type: 'comment.recommended', recommendation }]);
  await run([site]);
  const block = /data-role="recommendedComments">[^]*?data-role='commentFeed'/.exec(read(path))?.[0];
  expect(block).toContain('Read this');
  expect(block).toContain('The first comment');
  expect(read(path)).toContain("class='ipsRecommendedComments'>");
  await discussions.apply(ref, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
  await run([site]);
  expect(read(path)).toBe(before);
});

describe('what cannot be filled stays as it is, and is told', () => {
  test('a page of no known article, by name and with its address', async () => {
    const path = page('other.html', invisionPage(4, { head: CANONICAL.replace('bridge', 'zoo') }));
    const nameless = page('nameless.html', MARKERS);
    const { code, output } = await run([site]);
    expect(code).toBe(0);
    expect(output).toContain(`${path}: No article is known at the address that it names, "https://paper.example/zoo".`);
    expect(output).toContain(`${nameless}: It does not say which page it is`);
    expect(output).toContain('2 of no known article');
    expect((await run([path])).code).toBe(1);
    expect(read(nameless)).toBe(MARKERS);
  });

  test('a page that says it is two articles, and one with two feeds, while others are filled', async () => {
    const two = page(
      'two.html',
      `${CANONICAL}<meta property="og:url" content="https://paper.example/tunnel">${MARKERS}`,
    );
    const feeds = page(
      'feeds.html',
      invisionPage(4, { head: CANONICAL, after: '<div data-role="commentFeed"></div>' }),
    );
    const good = page('good.html', CANONICAL + MARKERS);
    const { code, output } = await run([site]);
    expect(code).toBe(1);
    expect(output).toMatch(/two\.html: It says that it is “The bridge” and “The tunnel”/);
    expect(output).toMatch(/feeds\.html: It has 2 comment feeds/);
    expect(read(good)).toContain('The first comment');
    expect(read(two)).not.toContain('The first comment');
    expect(read(feeds)).not.toContain('The first comment');
  });

  test('a folder that can only be read', async () => {
    const path = page('story.html', CANONICAL + MARKERS);
    chmodSync(folder, 0o777);
    for (const name of readdirSync(folder)) if (name.startsWith('store')) chmodSync(join(folder, name), 0o666);
    chmodSync(site, 0o555);
    // The rights of a folder do not bind root.
    const command = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : [];
    const { code, output } = await run([site], { command });
    expect([code, output]).toEqual([1, expect.stringMatching(/story\.html: It cannot be written: EACCES/)]);
    expect(output).not.toMatch(/^\s+at /mu);
    chmodSync(site, 0o755);
    expect(read(path)).toBe(CANONICAL + MARKERS);
    expect(readdirSync(site)).toEqual(['story.html']);
  });

  test('a full disk leaves no half page', async () => {
    const before = invisionPage(4, { head: CANONICAL, after: 'x'.repeat(2_000_000) });
    const path = page('story.html', before);
    const { code, output } = await run([site], { command: ['sh', '-c', 'ulimit -f 2000; exec "$@"', 'sh'] });
    expect([code, output]).toEqual([1, expect.stringMatching(/story\.html: It cannot be written: EFBIG/)]);
    expect(read(path)).toBe(before);
    expect(readdirSync(site)).toEqual(['story.html']);
  });
});

test('--article says which article a file is, for one file', async () => {
  const path = page('nameless.php', MARKERS);
  expect(await run(['--article', 'bridge', path])).toMatchObject({ code: 0 });
  expect(read(path)).toContain('The first comment');
  expect(await run(['--article', 'zoo', path])).toMatchObject({
    code: 1,
    output: expect.stringContaining('no article “zoo”') as unknown,
  });
  expect(await run(['--article', 'bridge', site])).toMatchObject({
    code: 1,
    output: expect.stringContaining('needs a file') as unknown,
  });
});

test.each([[[]], [['--fast', 'x']], [['--article', 'bridge', 'a', 'b']]])(
  'the arguments %j get a line that says how it is used',
  async (args) => {
    expect(await run(args)).toEqual({ code: 2, output: expect.stringContaining('npm run fill -- ') });
  },
);

test('a wrong store, no address of the site, no page and no folder are told in a sentence, and nothing is written', async () => {
  const path = page('story.html', CANONICAL + MARKERS);
  for (const [args, environment, sentence] of [
    [[site], { STORE_URL: `sqlite:${join(folder, 'other.sqlite')}` }, /has seen no Discord server yet/],
    [[site], { SITE_URL: '', ROLE: 'web' }, /SITE_URL must be set/],
    [[join(folder, 'content')], {}, /no \.html or \.htm file/],
    [[join(folder, 'nowhere')], {}, /nowhere cannot be read: ENOENT/],
  ] as const) {
    const { code, output } = await run(args, { environment });
    expect([code, output]).toEqual([1, expect.stringMatching(sentence)]);
    expect(output).not.toMatch(/^\s+at /mu);
  }
  expect(read(path)).toBe(CANONICAL + MARKERS);
});

test('--watch follows comments, pages and articles until it is stopped', async () => {
  const path = page('story.html', CANONICAL + MARKERS);
  const named = page('named.php', CANONICAL + MARKERS);
  await run([site]); // so that no write of the command's own makes it look again
  const child = spawn(process.execPath, [PROGRAM, '--watch', './site/', './site/named.php'], {
    env: environmentWith(),
    cwd: folder,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close');
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 100 });
  try {
    await eventually(() => expect(output).toContain('Following'));
    await reply(2, 'A comment that came later.');
    await eventually(() => expect(read(path)).toContain('A comment that came later.'));
    const added = page('added.html', invisionPage(5, { head: CANONICAL }));
    await eventually(() => expect(read(added)).toContain('A comment that came later.'));
    writeFileSync(path, `${CANONICAL}<h1>Built again</h1>${MARKERS}`);
    await eventually(() => expect(read(path)).toMatch(/Built again[^]*A comment that came later/));
    writeFileSync(named, `${CANONICAL}<h1>Named</h1>${MARKERS}`);
    await eventually(() => expect(read(named)).toMatch(/Named[^]*A comment that came later/));
    const zoo = page('zoo.html', `${CANONICAL.replace('bridge', 'zoo')}${MARKERS}`);
    await eventually(() => expect(output).toContain('address that it names, "https://paper.example/zoo"'));
    article('zoo', 'url: https://paper.example/zoo');
    await eventually(() => expect(read(zoo)).toContain('class="belowline"'));
  } finally {
    child.kill('SIGINT');
  }
  expect((await ended)[0]).toBe(0);
});
