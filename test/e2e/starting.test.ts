import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { driveSandbox } from '../../src/cli/drive-sandbox.ts';
import { createPeople } from '../helpers/people.ts';
import { startBox } from '../helpers/sandbox.ts';
import { addressOf, startMain } from '../helpers/process.ts';

const ANY_PORTS = { PORT: '0', SANDBOX_PORT: '0' };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starting-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('with an empty environment the sandbox, the bot and the page start, and messages survive a restart', async () => {
  const start = () => startMain(ANY_PORTS, { folder });
  {
    await using main = start();
    const sandbox = await addressOf(main, 'sandbox');
    const page = await addressOf(main, 'page');
    expect((await fetch(`${page}/readyz`)).status).toBe(200);
    expect(main.output()).toContain(`Open ${sandbox} and press Play it for me.`);
    const { channels } = await driveSandbox<{ channels: { id: string; name: string }[] }>(
      sandbox,
      '/sandbox/state?as=owner',
    );
    const news = channels.find(({ name }) => name === 'news')?.id ?? '';
    const owner = createPeople(sandbox)('owner');
    const { replies } = await owner.command(news, 'article', { article: 'armenia-steps-back-from-csto' });
    const thread = /channels\/\d+\/(\d+)/.exec(replies[0]?.content ?? '')?.[1] ?? '';
    await owner.say(thread, 'Kept');
    main.stop();
    expect(await main.ended).toBe(0);
  }
  await using again = start();
  const page = await addressOf(again, 'page');
  await vi.waitFor(async () => {
    const json = (await (await fetch(`${page}/articles/armenia-steps-back-from-csto/comments.json`)).json()) as {
      discordOnly: number;
    };
    expect(json.discordOnly).toBe(1);
  });
});

describe('the pages that may show comments without EMBED_ORIGINS', () => {
  const asked = (page: string, origin: string) =>
    fetch(`${page}/embed?article=armenia-steps-back-from-csto`, { headers: { origin } });

  test('are the sandbox’s, under both names of this machine, and no other', async () => {
    await using main = startMain(ANY_PORTS, { folder });
    const [sandbox, page] = [await addressOf(main, 'sandbox'), await addressOf(main, 'page')];
    for (const origin of [sandbox, sandbox.replace('127.0.0.1', 'localhost')])
      expect((await asked(page, origin)).headers.get('access-control-allow-origin')).toBe(origin);
    expect((await asked(page, 'http://127.0.0.1:1')).status).toBe(403);
  });

  test('are none on this machine when there is a token', async () => {
    await using box = await startBox();
    const environment = { DISCORD_TOKEN: box.sandbox.token, DISCORD_API_URL: box.sandbox.apiUrl };
    await using main = startMain({ ...environment, SITE_URL: 'https://gazette.example', PORT: '0' }, { folder });
    expect((await asked(await addressOf(main, 'page'), box.sandbox.url)).status).toBe(403);
  });
});

test('--fresh begins with an empty sandbox and an empty store', async () => {
  {
    await using main = startMain(ANY_PORTS, { folder });
    const sandbox = await addressOf(main, 'sandbox');
    const { channels } = await driveSandbox<{ channels: { id: string; name: string }[] }>(
      sandbox,
      '/sandbox/state?as=owner',
    );
    const news = channels.find(({ name }) => name === 'news')?.id ?? '';
    await createPeople(sandbox)('owner').command(news, 'article', { article: 'armenia-steps-back-from-csto' });
    main.stop();
    await main.ended;
  }
  await using main = startMain(ANY_PORTS, { folder, args: ['--fresh'] });
  const page = await addressOf(main, 'page');
  const json = (await (await fetch(`${page}/articles/armenia-steps-back-from-csto/comments.json`)).json()) as {
    discussion: unknown;
  };
  expect(json.discussion).toBeNull();
});

describe('a failed start prints one sentence and exits with code 1', () => {
  async function expectFailure(
    environment: Record<string, string>,
    sentence: RegExp,
    args: string[] = [],
  ): Promise<void> {
    await using main = startMain(environment, { folder, args });
    expect(await main.ended).toBe(1);
    expect(main.output()).toMatch(sentence);
    expect(main.output()).not.toMatch(/^\s+at /m);
  }

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await expectFailure({ PORT: String(port), SANDBOX_PORT: '0' }, new RegExp(`${port}.*in use|in use.*${port}`));
    await expectFailure({ PORT: '0', SANDBOX_PORT: String(port) }, new RegExp(`${port}.*in use|in use.*${port}`));
    server.close();
  });

  test('a store that cannot be opened', async () => {
    await writeFile(join(folder, 'file'), 'not a folder');
    await expectFailure({ ...ANY_PORTS, STORE_URL: 'sqlite:file/store.sqlite' }, /STORE_URL.*cannot be opened/);
  });

  test('a store in a folder that cannot be created', () =>
    expectFailure(
      { ...ANY_PORTS, STORE_URL: 'sqlite:/proc/nowhere/deep/store.sqlite' },
      /STORE_URL.*cannot be opened.*ENOENT/,
    ));

  test('an unknown argument', () => expectFailure(ANY_PORTS, /^--frsh cannot be understood/m, ['--frsh']));

  test('a token without SITE_URL', () => expectFailure({ DISCORD_TOKEN: 'abc.def.ghi' }, /SITE_URL/));

  test('a wrong token', async () => {
    await using box = await startBox();
    const environment = {
      DISCORD_TOKEN: 'wrong.token.here',
      DISCORD_API_URL: box.sandbox.apiUrl,
      SITE_URL: 'https://gazette.example',
      PORT: '0',
    };
    await expectFailure(environment, /^Discord does not accept DISCORD_TOKEN.*$/m);
  });

  test('the message content intent is not granted', async () => {
    await using box = await startBox();
    await box.fault({ kind: 'intents', granted: [] });
    const environment = {
      DISCORD_TOKEN: box.sandbox.token,
      DISCORD_API_URL: box.sandbox.apiUrl,
      SITE_URL: 'https://gazette.example',
      PORT: '0',
    };
    await expectFailure(environment, /switch on "Message Content Intent"/);
  });
});
