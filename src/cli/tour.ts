import { createConsola } from 'consola';
import { startApp } from '../app.ts';
import { configFrom } from '../config.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { CommentsJson } from './comments-json.ts';
import { playStep } from '../sandbox/page/client/stage.js';
import { ARTICLE, STORY } from '../sandbox/page/client/story.js';
import { driveSandbox } from './people.ts';

async function playOn(sandboxUrl: string, pageUrl: string): Promise<void> {
  const { channels } = await driveSandbox<{ channels: { id: string; name: string }[] }>(
    sandboxUrl,
    '/sandbox/state?as=owner',
  );
  const channel = channels.find(({ name }) => name === 'news')?.id ?? '';
  const stage = {
    article: ARTICLE,
    channel,
    post: (route: string, body: object) => driveSandbox(sandboxUrl, `/sandbox/${route}`, body),
    page: async () => (await (await fetch(`${pageUrl}/articles/${ARTICLE}/comments.json`)).json()) as CommentsJson,
    props: new Map<string, string>(),
  };
  for (const [index, step] of STORY.entries()) {
    console.log(`${index + 1}. ${step.title} → ${await playStep(step, stage)}`);
  }
}

async function tour(): Promise<void> {
  await using sandbox = await startSandbox({ port: 0 });
  const app = await startApp({
    config: configFrom({ PORT: '0', STORE_URL: 'memory:' }),
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    log: createConsola({ level: 1 }),
  });
  try {
    await playOn(sandbox.url, app.url ?? '');
    const { violations } = await driveSandbox<{ violations: unknown[] }>(sandbox.url, '/sandbox/journal');
    if (violations.length > 0)
      throw new Error(`The bot broke Discord's specification: ${JSON.stringify(violations[0])}`);
  } finally {
    await app.stop();
  }
  console.log('That is the whole loop. Try it yourself: npm start');
}

tour().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
