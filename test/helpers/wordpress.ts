import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import { missingForWordpress, WORDPRESS } from './find-wordpress.ts';
import { ROOT } from './process.ts';

/** A WordPress with the plugin, in a folder and a database of its own. */
export interface Wordpress extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
  /** Runs PHP within WordPress, where `$given` is what was given; answers what the code returns. */
  run<Result = unknown>(code: string, given?: object): Promise<Result>;
  /** Everything that PHP complained of because of the plugin. */
  complaints(): Promise<string[]>;
}

/** Who may do everything there; the password is of no use elsewhere. */
export const ADMINISTRATOR = { user: 'admin', password: 'only for a test' } as const;

const THEIRS = '127.0.0.1:3306';
const PATIENCE = { timeout: 30_000, interval: 50 };
const plugin = join(ROOT, 'integrations', 'wordpress', 'belowline');

const execute = promisify(execFile);

/** Installs and starts a WordPress in English with pretty addresses. Throws when the machine lacks what it needs. */
export async function startWordpress(): Promise<Wordpress> {
  const missing = missingForWordpress();
  if (missing !== undefined) throw new Error(`Tests with a real WordPress cannot run: ${missing}.`);
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'wordpress-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const root = join(folder, 'site');
  // The package's links lead to other packages, of which a site without media needs none.
  await cp(WORDPRESS, root, { recursive: true, dereference: true, filter: (path) => existsSync(path) });
  await cp(join(ROOT, 'test', 'real', 'wordpress'), root, { recursive: true });
  await cp(plugin, join(root, 'wp-content', 'plugins', 'belowline'), { recursive: true });

  const database = parts.use(await openDatabase(folder));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'],
    PHP_CLI_SERVER_WORKERS: '4',
    WORDPRESS_DB_HOST: database.host,
    WORDPRESS_DB_NAME: database.name,
    WORDPRESS_URL: url,
  };

  const server = spawn('php', ['-q', '-S', `127.0.0.1:${port}`, '-t', root, join(root, 'router.php')], {
    env,
    stdio: 'ignore',
    detached: true, // as a group of its own: its workers outlive it
  });
  parts.defer(() => ended(server, -1));
  await vi.waitFor(() => fetch(`${url}/readme.html`), PATIENCE);

  const log = join(root, 'debug.log');
  async function logged(): Promise<string[]> {
    return existsSync(log) ? (await readFile(log, 'utf8')).split('\n') : [];
  }

  async function run<Result>(code: string, given: object = {}, installs = false): Promise<Result> {
    const body = JSON.stringify([code, given, installs]);
    const answer = await fetch(`${url}/run.php`, { method: 'POST', body });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as Result;
    throw new Error(`WordPress failed at ${code}: ${text.slice(0, 500)}\n${(await logged()).slice(-10).join('\n')}`);
  }

  await run(
    `wp_install('The Lantern', $given['user'], 'admin@example.org', false, '', $given['password']);
     update_option('permalink_structure', '/%year%/%postname%/');
     update_option('comments_notify', 0);
     update_option('moderation_notify', 0);
     flush_rewrite_rules();
     return activate_plugin('belowline/belowline.php');`,
    ADMINISTRATOR,
    true,
  );
  const started = parts.move();
  return {
    url,
    run: (code, given) => run(code, given),
    complaints: async () => (await logged()).filter((line) => /plugins\/belowline|Belowline/.test(line)),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** A database that is dropped in the end, in the server that runs on this machine, else in one that ends with it. */
async function openDatabase(folder: string): Promise<{ host: string; name: string } & AsyncDisposable> {
  await using parts = new AsyncDisposableStack();
  const name = `belowline_test_${randomUUID().replaceAll('-', '')}`;
  const host = (await answers(THEIRS)) ? THEIRS : parts.use(await startMariadb(join(folder, 'mariadb'))).host;
  await query(host, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  parts.defer(() => query(host, `DROP DATABASE ${name}`));
  const opened = parts.move();
  return { host, name, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function startMariadb(folder: string): Promise<{ host: string } & AsyncDisposable> {
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const install = ['--no-defaults', `--datadir=${folder}`, '--auth-root-authentication-method=normal', ...asRoot];
  await execute('mariadb-install-db', [...install, '--skip-test-db']);
  const port = await freePort();
  const options = [
    '--no-defaults',
    `--datadir=${folder}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    '--innodb-buffer-pool-size=32M',
  ];
  const path = `${process.env['PATH']}:/usr/sbin`;
  const server = spawn('mariadbd', [...options, ...asRoot], { stdio: 'ignore', env: { PATH: path } });
  const host = `127.0.0.1:${port}`;
  await vi.waitFor(() => query(host, 'SELECT 1'), PATIENCE);
  return { host, [Symbol.asyncDispose]: () => ended(server) };
}

async function query(host: string, sql: string): Promise<void> {
  const [name = '', port = ''] = host.split(':');
  const code = '[, $host, $port, $sql] = $argv; (new mysqli($host, "root", "", "", (int) $port))->query($sql);';
  await execute('php', ['-r', `mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT); ${code}`, name, port, sql]);
}

const answers = (host: string): Promise<boolean> =>
  query(host, 'SELECT 1').then(
    () => true,
    () => false,
  );

/** Ends a process, or with `of` -1 its group. */
async function ended(child: ChildProcess, of: 1 | -1 = 1): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  process.kill(of * child.pid, 'SIGTERM');
  await end;
}

/** A port that nobody listens on yet. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  server.close();
  await once(server, 'close');
  return port;
}
