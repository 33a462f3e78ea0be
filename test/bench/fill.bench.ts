import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '../../src/store/open.ts';
import { writtenReply } from '../helpers/discussion-steps.ts';
import { ROOT } from '../helpers/process.ts';
import { invisionPage } from '../helpers/site-pages.ts';
import { idAt } from '../helpers/web-world.ts';
import { writerOf } from '../helpers/writer.ts';
import type { Line } from './line.ts';

const PAGES = 10_000;
const ARTICLES = 1_000;
const COMMENTS = 20;
/** About what an article's page of Invision Community weighs, in bytes. */
const PAGE_SIZE = 60_000;

const SAYS_MEMORY = `data:text/javascript,process.on('exit',()=>console.log('peak',process.resourceUsage().maxRSS))`;

/** What it costs to fill a site's pages: the first time, when nothing has changed, and when there was nothing to fill. */
export async function run(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-bench-'));
  try {
    await writeSite(folder);
    const first = await filled(folder, `Pages written: ${PAGES}.`);
    const again = await filled(folder, `Already right: ${PAGES}.`);
    const name = `${PAGES} pages of ${PAGE_SIZE / 1000} KB with ${COMMENTS} comments`;
    return [
      { name: `fill ${name}`, value: PAGES / first.seconds, unit: 'pages/s' },
      { name: `the same again, with nothing to write`, value: PAGES / again.seconds, unit: 'pages/s' },
      { name: 'peak memory while filling', value: first.memory, unit: 'MB' },
      { name: 'peak memory with nothing to write', value: again.memory, unit: 'MB' },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeSite(folder: string): Promise<void> {
  for (const name of ['content', 'site']) mkdirSync(join(folder, name));
  const store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`);
  const { discussions } = writerOf(store, 'opt-out');
  const words = 'Some words about the article, as readers write them. '.repeat(3);
  for (let index = 0; index < ARTICLES; index += 1) {
    const url = `https://paper.example/${index}`;
    writeFileSync(
      join(folder, 'content', `a-${index}.md`),
      `---\ntitle: Article ${index}\nurl: ${url}\n---\n\nText.\n`,
    );
    const ref = { guild: '1', thread: String(1000 + index) };
    await discussions.open({ ...ref, guildName: 'A guild', channel: '10', posts: [], article: url });
    const replies = Array.from({ length: COMMENTS }, (_, each) =>
      writtenReply({ id: idAt(index * COMMENTS + each), thread: ref.thread, author: '200', content: words }),
    );
    await discussions.apply(
      ref,
      replies.map((reply) => ({ type: 'reply.written', reply })),
    );
  }
  await store.close();
  const row =
    '<div class="row"><p>Some words of an article, <b>and more</b> of them, <a href="/x">with a link</a>.</p></div>\n';
  for (let index = 0; index < PAGES; index += 1) {
    const head = `<link rel="canonical" href="https://paper.example/${index % ARTICLES}">`;
    const page = invisionPage(index % 2 === 0 ? 4 : 5, { head, after: row.repeat(PAGE_SIZE / row.length) });
    writeFileSync(join(folder, 'site', `${index}.html`), page);
  }
}

/** Runs the command; throws unless it says `expected`. */
async function filled(folder: string, expected: string): Promise<{ seconds: number; memory: number }> {
  const env = {
    PATH: process.env['PATH'],
    CONTENT_DIR: join(folder, 'content'),
    STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
    SITE_URL: 'https://talk.example',
  };
  const start = performance.now();
  const args = ['--import', SAYS_MEMORY, join(ROOT, 'src', 'cli', 'fill.ts'), join(folder, 'site')];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  const seconds = (performance.now() - start) / 1000;
  if (!stdout.includes(expected)) throw new Error(stdout);
  return { seconds, memory: (Number(/peak (\d+)/.exec(stdout)?.[1]) * 1024) / 1e6 };
}
