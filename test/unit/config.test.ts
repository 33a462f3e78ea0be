import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { ConfigError, configFrom, type Environment, loadConfig } from '../../src/config.ts';

const TOKEN = 'not-a-real-token';
const LIVE = { DISCORD_TOKEN: TOKEN, SITE_URL: 'https://news.example' };

function mistakesIn(environment: Environment): Record<string, string> {
  try {
    configFrom(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return Object.fromEntries(error.mistakes.map(({ variable, read, allowed }) => [variable, `${read} → ${allowed}`]));
  }
  return {};
}

describe('without any variable', () => {
  test('the sandbox takes the place of Discord, and both servers stay on this machine', () => {
    expect(configFrom({})).toEqual({
      discord: { kind: 'sandbox', port: 3001 },
      site: { url: null, name: 'Belowline', invite: null, contact: null, rulesUrl: null },
      embedOrigins: [],
      web: { host: '127.0.0.1', port: 3000 },
      storeUrl: 'sqlite:data/sandbox.sqlite',
      marksPath: 'data/sandbox.sqlite',
      contentDir: 'content',
      publishPolicy: 'ask',
      retentionDays: 30,
      role: 'all',
      logLevel: 'info',
    });
  });

  test('an empty variable counts as absent', () => {
    expect(configFrom({ DISCORD_TOKEN: '', PORT: ' ', STORE_URL: '' })).toEqual(configFrom({}));
  });
});

describe('a token', () => {
  test('selects Discord and the real store', () => {
    const config = configFrom(LIVE);
    expect(config.discord).toEqual({
      kind: 'token',
      token: TOKEN,
      apiUrl: 'https://discord.com/api',
      appUrl: 'https://discord.com',
      cdnUrl: 'https://cdn.discordapp.com',
    });
    expect(config.site.url).toBe('https://news.example');
    expect(config.storeUrl).toBe('sqlite:data/belowline.sqlite');
  });

  test('is not used by ROLE=web, which is the page alone', () => {
    const config = configFrom({ ...LIVE, ROLE: 'web' });
    expect(config.discord).toEqual({ kind: 'links', appUrl: 'https://discord.com' });
    expect(config.storeUrl).toBe('sqlite:data/belowline.sqlite');
    expect(JSON.stringify(config)).not.toContain(TOKEN);
    expect(mistakesIn({ ...LIVE, ROLE: 'web', SANDBOX: '1' })).toHaveProperty('SANDBOX');
  });

  test('without SITE_URL is a mistake', () => {
    expect(mistakesIn({ DISCORD_TOKEN: TOKEN })).toEqual({
      SITE_URL: expect.stringMatching(/^not set → .*public address/),
    });
  });

  test.each([
    'http://localhost:3000',
    'http://localhost.',
    'http://page.localhost',
    'http://127.0.0.1',
    'http://127.1:80',
    'http://0.0.0.0',
    'http://[::1]:3000',
    'http://[::ffff:127.0.0.1]',
  ])('with the SITE_URL %s, which only this machine can reach, is a mistake', (url) => {
    expect(mistakesIn({ ...LIVE, SITE_URL: url })).toHaveProperty('SITE_URL');
  });

  test.each(['http://intranet', 'https://comments:8443', 'http://intranet.', 'http://[2001:db8::1]'])(
    'with the SITE_URL %s, whose host has no dot, is a mistake that says what Discord refuses',
    (url) => {
      expect(mistakesIn({ ...LIVE, SITE_URL: url })['SITE_URL']).toMatch(/host has a dot.*Discord refuses.*50035/);
      expect(configFrom({ SITE_URL: url }).site.url).toBe(url); // in the sandbox it will do
    },
  );

  test('with a SITE_URL that has an address for its host is none', () => {
    expect(configFrom({ ...LIVE, SITE_URL: 'http://192.0.2.7:3000' }).site.url).toBe('http://192.0.2.7:3000');
  });

  test('together with SANDBOX=1 is a mistake', () => {
    expect(mistakesIn({ ...LIVE, SANDBOX: '1' })).toHaveProperty('SANDBOX');
  });

  test('with a space in it is a mistake that does not show it', () => {
    expect(mistakesIn({ ...LIVE, DISCORD_TOKEN: `Bot ${TOKEN}` })['DISCORD_TOKEN']).not.toContain(TOKEN);
  });

  test('in the wrong variable is not shown either', () => {
    const shape = `${'M'.repeat(24)}.GxxxxX.${'a'.repeat(38)}`;
    expect(mistakesIn({ PORT: shape })['PORT']).not.toContain(shape);
  });
});

describe('no token', () => {
  test('is a mistake under NODE_ENV=production, unless SANDBOX=1 asks for the sandbox', () => {
    expect(mistakesIn({ NODE_ENV: 'production' })).toHaveProperty('DISCORD_TOKEN');
    expect(configFrom({ NODE_ENV: 'production', SANDBOX: '1' }).discord.kind).toBe('sandbox');
  });

  test('is enough for ROLE=web, which starts no sandbox and links to Discord', () => {
    const config = configFrom({ ROLE: 'web', NODE_ENV: 'production' });
    expect(config.discord).toEqual({ kind: 'links', appUrl: 'https://discord.com' });
    expect(config.storeUrl).toBe('sqlite:data/belowline.sqlite');
  });

  test('with ROLE=web and SANDBOX=1 serves the page of a sandbox run', () => {
    const config = configFrom({ ROLE: 'web', SANDBOX: '1', SANDBOX_PORT: '4001' });
    expect(config.discord).toEqual({ kind: 'links', appUrl: 'http://127.0.0.1:4001' });
    expect(config.storeUrl).toBe('sqlite:data/sandbox.sqlite');
  });
});

test('slashes at the end of an address make no difference', () => {
  const config = configFrom({
    ...LIVE,
    SITE_URL: 'https://news.example//',
    DISCORD_API_URL: 'http://127.0.0.1:1/api/',
  });
  expect(config.site.url).toBe('https://news.example');
  expect(config.discord).toMatchObject({ apiUrl: 'http://127.0.0.1:1/api' });
});

test('EMBED_ORIGINS is any number of sites', () => {
  const { embedOrigins } = configFrom({
    EMBED_ORIGINS: 'https://news.example/, http://blog.example:8080  https://BÜCHER.example',
  });
  expect(embedOrigins).toEqual(['https://news.example', 'http://blog.example:8080', 'https://xn--bcher-kva.example']);
});

test.each([
  ['EMBED_ORIGINS', '*'],
  ['EMBED_ORIGINS', 'https://news.example blog.example'],
  ['EMBED_ORIGINS', 'https://news.example/comments'],
  ['SITE_URL', 'news.example'],
  ['SITE_URL', 'ftp://news.example'],
  ['SITE_URL', 'https://news.example/?page=1'],
  ['SITE_URL', 'https://news.example/comments'],
  ['DISCORD_API_URL', 'https://discord.com/api/v10'],
  ['DISCORD_INVITE', 'javascript:alert(1)'],
  ['RULES_URL', '/rules'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['SANDBOX_PORT', '3e3'],
  ['RETENTION_DAYS', '0'],
  ['STORE_URL', 'mysql://localhost'],
  ['STORE_URL', 'sqlite:'],
  ['STORE_URL', 'sqlite::memory:'],
  ['ROLE', 'BOT'],
  ['LOG_LEVEL', 'verbose'],
  ['SANDBOX', 'yes'],
])('%s=%s is a mistake that names the variable, what was read and what is allowed', (variable, value) => {
  const environment = { [variable]: value };
  expect(mistakesIn(environment)).toEqual({ [variable]: expect.stringMatching(/^".+" → .{6,}/) });
  expect(() => configFrom(environment)).toThrow(`${variable} is "${value}"; it must be `);
});

test('PUBLISH_POLICY=opt-out shows members’ replies unless they object', () => {
  expect(configFrom({ PUBLISH_POLICY: 'opt-out' }).publishPolicy).toBe('opt-out');
});

test('a store of a later release is refused with a sentence that says so and keeps its password to itself', () => {
  const redis = mistakesIn({ STORE_URL: 'redis://ada:s3cret/@db/belowline' })['STORE_URL'];
  expect(redis).toContain('later release');
  expect(redis).not.toContain('s3cret');
});

test('all mistakes are reported together, whether of one variable or of several', () => {
  const mistaken = {
    SANDBOX_PORT: 'x',
    DISCORD_API_URL: 'https://discord.com/api/v10',
    DISCORD_APP_URL: 'x',
    DISCORD_CDN_URL: 'x',
    DISCORD_INVITE: 'x',
    EMBED_ORIGINS: 'x',
    RULES_URL: 'x',
    PORT: 'x',
    STORE_URL: 'redis://x',
    PUBLISH_POLICY: 'x',
    RETENTION_DAYS: 'x',
    ROLE: 'x',
    LOG_LEVEL: 'x',
  };
  const found = (more: Environment) => Object.keys(mistakesIn({ ...mistaken, ...more })).toSorted();
  const own = Object.keys(mistaken);
  expect(found({ DISCORD_TOKEN: TOKEN, SANDBOX: '1' })).toEqual([...own, 'SANDBOX', 'SITE_URL'].toSorted());
  expect(found({ DISCORD_TOKEN: 'a b', SITE_URL: 'x', SANDBOX: 'x' })).toEqual(
    [...own, 'DISCORD_TOKEN', 'SANDBOX', 'SITE_URL'].toSorted(),
  );
  expect(found({ NODE_ENV: 'production' })).toEqual([...own, 'DISCORD_TOKEN'].toSorted());
});

test('.env.example lists exactly the variables that are read, and works as it is', async () => {
  const example = parse(await readFile(new URL('../../.env.example', import.meta.url), 'utf8'));
  const read = new Set<string>();
  configFrom(
    new Proxy<Environment>(
      {},
      {
        get(_, name) {
          read.add(String(name));
          return undefined;
        },
      },
    ),
  );
  expect(Object.keys(example).toSorted()).toEqual([...read].toSorted());
  expect(configFrom(example)).toEqual(configFrom({}));
});

describe('the file .env', () => {
  test('fills in what the environment does not say, and changes nothing in it', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'belowline-config-'));
    const file = join(folder.path, '.env');
    await writeFile(file, 'PORT=4000\nHOST=0.0.0.0\n');
    const environment = { PORT: '5000' };
    expect(loadConfig(environment, file).web).toEqual({ host: '0.0.0.0', port: 5000 });
    expect(environment).toEqual({ PORT: '5000' });
  });

  test('may be absent, but not unreadable', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'belowline-config-'));
    expect(loadConfig({}, join(folder.path, '.env'))).toEqual(configFrom({}));
    expect(() => loadConfig({}, folder.path)).toThrow(ConfigError);
  });
});
