import { gzipSync } from 'node:zlib';
import { articleWith } from '../helpers/article.ts';
import { startEmbedding } from '../helpers/embedding.ts';
import { type Line, tableFromLines } from './line.ts';

const COMMENTS = 50;
const VISITS = 15;

/** Notes when the script may start, which is when it has come, and when the first frame with comments is there. */
const WATCH = `
  window.painted = new Promise((done) => {
    const look = () => {
      const box = document.querySelector('[data-belowline]');
      if (!box?.shadowRoot?.querySelectorAll('.belowline li.comment').length) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => {
        const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/embed.js'));
        done(performance.now() - script.responseEnd);
      }));
    };
    requestAnimationFrame(look);
  });
`;

/** What the script weighs, and how soon and how calmly it puts 50 comments into the page of another site, in Chromium. */
export async function run(): Promise<Line[]> {
  await using stage = await startEmbedding((host) => [articleWith({ slug: 'bridge', url: `${host}/bridge` })]);
  const { world, below } = stage;
  await world.open(world.library.bySlug('bridge')!);
  const replies = Array.from({ length: COMMENTS }, (_, index) => ({
    content: `Comment **${index}** says something of the usual length, with a [link](https://news.example/${index}).`,
  }));
  await world.reply(...replies);
  const text = '<p>The old bridge is open again, after two years of repairs and eleven million.</p>';
  stage.put('/bridge', {
    html: `<!doctype html><meta charset="utf-8"><title>An article</title><h1>An article</h1>${text.repeat(3)}<div data-belowline></div><script src="${below}/embed.js" async></script><footer>The end</footer>`,
  });
  const times: number[] = [];
  const shifts: number[] = [];
  for (let visit = 0; visit <= VISITS; visit += 1) {
    const { page, shift } = await stage.open('about:blank');
    await page.context().addInitScript(WATCH);
    await page.goto(`${stage.host}/bridge`);
    const time = await page.evaluate<number>('window.painted');
    if (visit > 0) {
      times.push(time); // the first warms up
      shifts.push(await shift());
    }
    await page.context().close();
  }
  const packed = async (path: string) =>
    gzipSync(await (await fetch(below + path)).bytes(), { level: 9 }).byteLength / 1024;
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
  return [
    { name: 'script with its styles and words, gzipped', value: await packed('/embed.js'), unit: 'KB', limit: '≤ 10' },
    { name: 'style sheet of fragments, gzipped', value: await packed('/embed.css'), unit: 'KB' },
    { name: `from the script's start to ${COMMENTS} comments painted`, value: middle(times), unit: 'ms' },
    { name: 'layout shift meanwhile on a short page, median', value: middle(shifts), unit: 'CLS', limit: '≤ 0.1' },
    { name: 'layout shift meanwhile on a short page, most', value: Math.max(...shifts), unit: 'CLS' },
  ];
}

if (import.meta.main) console.log(tableFromLines(await run()));
