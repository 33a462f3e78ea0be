import { gzipSync } from 'node:zlib';
import { loadAssets, modulePath } from '../../src/sandbox/page/assets.ts';
import { startBox } from '../helpers/sandbox.ts';
import { type Line, tableFromLines } from './line.ts';

const MESSAGES = 100; // as many as the page asks for
const ROUNDS = 50;

/** What the sandbox's page loads, as it goes over the wire when packed, and what one view of a full channel costs. */
export async function run(): Promise<Line[]> {
  const assets = loadAssets();
  const packed = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + gzipSync(assets.get(name)?.body ?? '', { level: 9 }).byteLength, 0) / 1024;
  const all = (suffix: string) => [...assets.keys()].filter((name) => name.endsWith(suffix));
  const first = importedBy('main.js');
  const later = all('.js').filter((name) => !first.has(name));
  const { milliseconds, size } = await timeOfView();
  return [
    { name: 'sandbox page: scripts, gzipped one by one', value: packed([...first]), unit: 'KB', limit: '≤ 60' },
    { name: 'sandbox page: the story, loaded when it is played', value: packed(later), unit: 'KB' },
    { name: 'sandbox page: styles, gzipped one by one', value: packed(all('.css')), unit: 'KB' },
    { name: `sandbox page: a view of ${MESSAGES} messages`, value: milliseconds, unit: 'ms' },
    { name: `sandbox page: a view of ${MESSAGES} messages, size`, value: size, unit: 'KB' },
  ];
}

/** The file and all that its `import … from` lines bring with it; what `import()` loads later is not among them. */
function importedBy(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const source = loadAssets().get(name)?.body.toString();
  if (source === undefined) throw new Error(`The page has no file ${name}.`);
  for (const [, to = ''] of source.matchAll(/(?:^|;)(?:import|export)(?:[^'"();=]*\bfrom)?\s*['"]([^'"]+)['"]/gmu)) {
    importedBy(to.startsWith('.') ? new URL(to, `page:///${name}`).pathname.slice(1) : modulePath(to), found);
  }
  return found;
}

async function timeOfView(): Promise<{ milliseconds: number; size: number }> {
  await using box = await startBox();
  const place = await box.channel('news');
  for (let index = 0; index < MESSAGES; index++) {
    await box
      .person('reader')
      .say(place, `Comment **${index}** of the usual length, with a [link](https://news.example) in it.`);
  }
  const url = `${box.sandbox.url}/sandbox/events?as=reader&place=${place}`;
  const times: number[] = [];
  let size = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const response = await fetch(url);
    for await (const chunk of response.body ?? []) {
      size = chunk.byteLength / 1024;
      break;
    }
    times.push(performance.now() - start);
  }
  return { milliseconds: times.toSorted((a, b) => a - b)[ROUNDS / 2] ?? NaN, size };
}

if (import.meta.main) console.log(tableFromLines(await run()));
