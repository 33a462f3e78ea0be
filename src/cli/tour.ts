import type { Audience } from '../sandbox/page/story.ts';
import { createConsola } from 'consola';
import { startApp } from '../app.ts';
import { configFrom } from '../config.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { CHAPTERS } from '../sandbox/page/client/story/chapters.js';
import { playChapter } from '../sandbox/page/client/story/play.js';
import { driveSandbox } from './drive-sandbox.ts';
import { SILENT, type Addresses, createStage } from './stage.ts';

const NARRATOR: Audience = {
  ...SILENT,
  async endStep({ title }, seen) {
    console.log(`  ${title}\n    → the page: ${seen}`);
  },
};

async function narrate(addresses: Addresses): Promise<void> {
  for (const [index, { load }] of CHAPTERS.entries()) {
    const { chapter } = await load();
    console.log(`\n${index + 1}. ${chapter.name}`);
    await playChapter(chapter, createStage(addresses), NARRATOR);
  }
}

/** Throws when the bot broke Discord's specification, or asked for something that the sandbox does not have. */
async function assertFaultless(sandboxUrl: string): Promise<void> {
  const { violations } = await driveSandbox<{ violations: unknown[] }>(sandboxUrl, '/sandbox/journal');
  if (violations.length > 0)
    throw new Error(`The bot broke Discord's specification: ${JSON.stringify(violations, null, 2)}`);
}

async function tour(): Promise<void> {
  await using sandbox = await startSandbox({ port: 0 });
  const app = await startApp({
    config: configFrom({ PORT: '0', STORE_URL: 'memory:' }),
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    log: createConsola({ level: 1 }),
  });
  sandbox.setSite(app);
  try {
    await narrate({ sandbox: sandbox.url, site: app.url ?? '' });
    await assertFaultless(sandbox.url);
  } finally {
    await app.stop();
  }
  console.log('\nThat is the whole story, and nothing in it broke Discord’s specification. Try it yourself: npm start');
}

if (import.meta.main)
  tour().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
