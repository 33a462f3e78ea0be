import { Agent, get } from 'node:http';
import { answerParent } from './parent.ts';

const { url, readers } = JSON.parse(process.argv[2] ?? '{}') as { url: string; readers: number };
const agent = new Agent({ keepAlive: true, maxSockets: readers });
const times: number[] = [];
const enough = new AbortController();
let all: Promise<void[]> = Promise.resolve([]);

/** Loads the page over and over; notes how long each answer took, in milliseconds. */
async function read(): Promise<void> {
  while (!enough.signal.aborted) {
    const start = performance.now();
    await load();
    times.push(performance.now() - start);
  }
}

const load = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The page answered ${response.statusCode}`));
      response.on('end', resolve).on('error', reject).resume();
    });
    request.on('error', reject);
  });

answerParent(
  {},
  {
    start() {
      all = Promise.all(Array.from({ length: readers }, read));
    },
    async stop() {
      enough.abort();
      await all;
      return times;
    },
  },
);
