import { enableCompileCache } from 'node:module';
import { answerParent } from './parent.ts';

const { folder } = JSON.parse(process.argv[2] ?? '{}') as { folder: string };
enableCompileCache(); // as main.ts does
const { startSandbox } = await import('../../../src/sandbox/sandbox.ts');
const sandbox = await startSandbox({ port: 0 });
const sandboxReady = performance.now(); // since this process was started

/** Starts the bot and its page beside the box, as main.ts does; answers how long that took, the loading of its code left out. */
async function startBot(): Promise<number> {
  const { startApp } = await import('../../../src/app.ts');
  const { configFrom } = await import('../../../src/config.ts');
  const silent = () => undefined;
  const config = configFrom({ PORT: '0', CONTENT_DIR: folder, STORE_URL: 'memory:' });
  const start = performance.now();
  const app = await startApp({
    config,
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    log: { error: console.error, warn: console.error, info: silent, debug: silent },
  });
  const took = performance.now() - start;
  await app.stop();
  return took;
}

answerParent({ sandboxReady, url: sandbox.url, apiUrl: sandbox.apiUrl, token: sandbox.token }, { bot: startBot });
