import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { adapterFromEngine, type Engine, SCAN_PAGE, type StorageAdapter } from './store.ts';

/** How long a connection and a query may take, in milliseconds: less than a call to the store may. */
const CONNECT_LIMIT = 5_000;
const QUERY_LIMIT = 8_000;

/** How often an open connection is proven, in milliseconds. */
const HEARTBEAT = 3_000;

/** A session that was silent for so long is ended by the server, in milliseconds: a stopped writer loses its lock. */
const SILENT = 12_000;

/** How soon a lost connection is opened again, in milliseconds. */
const RECONNECT = 500;

/** How many connections a reader reads through. */
const READERS = 4;

// PostgreSQL's codes for two processes that create the table at once.
const CREATED_MEANWHILE = new Set(['23505', '42P07']);

/** How a PostgreSQL store is opened; `onError` hears of connections that are lost between calls. */
export interface PostgresOptions {
  readonly clock: Clock;
  readonly isWriter?: boolean;
  readonly onError?: (error: unknown) => void;
}

/**
 * Keeps everything in the table `belowline_entries` of a PostgreSQL database; a writer holds the store's only writer
 * lock. Rejects when the server cannot be reached, or when another process is the writer.
 */
export async function createPostgresAdapter(
  url: string,
  { clock, isWriter = false, onError = () => undefined }: PostgresOptions,
): Promise<StorageAdapter> {
  const link = isWriter ? await openWriter(url, onError) : await openReader(url, onError);
  return adapterFromEngine(createEngine(link, clock));
}

/** The way to the database. */
interface Link {
  query<Row extends unknown[]>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Changes whenever another process may have written. */
  revision(): string;
  /** Counts the connections: what was read through an earlier one may have changed. */
  session(): number;
  /** What other processes are told of a write: where they listen, and who wrote. */
  readonly notice: readonly [channel: string, writer: string];
  /** Clears deleted rows away; other queries go on meanwhile. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

const isLive = (parameter: number): string => `(expires IS NULL OR expires > $${parameter})`;

const READ = `SELECT key, value FROM belowline_entries WHERE key = ANY($1::text[]) AND ${isLive(2)}`;
const SCAN = `
  SELECT key, value FROM belowline_entries
  WHERE key > $1 AND key >= $2 AND key < $3 AND ${isLive(4)} ORDER BY key LIMIT ${SCAN_PAGE}`;
// One statement is one transaction and one round trip; other processes hear of it once it is committed.
const WRITE = `
  WITH
    deleted AS (DELETE FROM belowline_entries WHERE key = ANY($1::text[])),
    written AS (
      INSERT INTO belowline_entries (key, value, expires)
      SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[])
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires)
  SELECT pg_notify($5, $6)`;

function createEngine(link: Link, clock: Clock): Engine {
  let writes = 0;
  async function write(deleted: string[], written: [key: string, value: string, expires: number | null][]) {
    const columns = [0, 1, 2].map((column) => written.map((row) => row[column]));
    try {
      await link.query(WRITE, [deleted, ...columns, ...link.notice]);
    } finally {
      writes += 1; // a write that failed may have been carried out
    }
  }
  const sweep = async () => {
    await link.query('DELETE FROM belowline_entries WHERE expires <= $1', [clock.now()]);
  };
  return {
    async read(keys) {
      const rows = await link.query<[string, string]>(READ, [keys, clock.now()]);
      const values = new Map(rows);
      return keys.map((key) => values.get(key));
    },
    write(entries) {
      const isGone = ({ expires }: { expires?: number | undefined }) => expires !== undefined && expires <= clock.now();
      const rows = entries.filter((entry) => !isGone(entry));
      return write(
        entries.filter(isGone).map(({ key }) => key),
        rows.map(({ key, value, expires = null }) => [key, value, expires]),
      );
    },
    async add(key, text) {
      const values = [key, text];
      await link.query(
        'INSERT INTO belowline_entries (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
        values,
      );
      writes += 1;
    },
    scan: (prefix, after) => link.query<[string, string]>(SCAN, [after, prefix, `${prefix}\u{10FFFF}`, clock.now()]),
    clear: async () => void (await link.query('DELETE FROM belowline_entries', [])),
    revision: () => `${link.revision()}.${writes}`,
    session: link.session,
    sweep,
    // PostgreSQL has no log that one client could empty: docs/operators.md says what its files keep, and for how long.
    emptyLog: () => true,
    async scrub() {
      await sweep();
      await link.vacuum();
    },
    close: link.close,
  };
}

const settingsOf = (url: string): pg.ClientConfig => ({
  connectionString: url,
  fallback_application_name: 'belowline',
  connectionTimeoutMillis: CONNECT_LIMIT,
  query_timeout: QUERY_LIMIT,
  statement_timeout: QUERY_LIMIT,
  keepAlive: true,
});

async function query<Row extends unknown[]>(
  on: pg.Pool | pg.Client,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await on.query<Row>({ text, values: [...values], rowMode: 'array' });
  return rows;
}

/** Keys are compared by their bytes: a prefix is a range then. */
async function createTable(on: pg.Pool | pg.Client): Promise<void> {
  try {
    await query(
      on,
      'CREATE TABLE IF NOT EXISTS belowline_entries (key text COLLATE "C" PRIMARY KEY, value text NOT NULL, expires bigint)',
    );
    await query(
      on,
      'CREATE INDEX IF NOT EXISTS belowline_expiring ON belowline_entries (expires) WHERE expires IS NOT NULL',
    );
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !CREATED_MEANWHILE.has(error.code ?? '')) throw error;
  }
}

/** On a connection of its own, as long as it takes. */
async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ ...settingsOf(url), query_timeout: undefined, statement_timeout: 0 });
  await client.connect();
  try {
    await query(client, 'VACUUM belowline_entries');
  } finally {
    await client.end();
  }
}

/** One channel for each schema, because each may hold a store. */
async function channelOf(on: pg.Pool | pg.Client): Promise<string> {
  const [row] = await query<[string]>(on, `SELECT 'belowline ' || current_schema()`);
  return row?.[0] ?? 'belowline';
}

/** A connection that is opened again whenever it is lost, until it is closed. */
interface Connection {
  /** Throws while the connection is lost. */
  client(): pg.Client;
  /** Counts the times it was opened. */
  opened(): number;
  isOpen(): boolean;
  close(): Promise<void>;
}

/** Opens a connection; `prepare` runs first on each new one. Rejects when the first one fails. */
async function keepConnected(
  url: string,
  { prepare, onError }: { prepare: (client: pg.Client) => Promise<void>; onError: (error: unknown) => void },
): Promise<Connection> {
  let current: pg.Client | null = null;
  let opened = 0;
  const closing = new AbortController();

  async function open(): Promise<pg.Client> {
    const client = new pg.Client(settingsOf(url));
    const lost = Promise.withResolvers<void>();
    client.on('error', (error) => onError(error));
    client.on('end', () => lost.resolve());
    try {
      await client.connect();
      await prepare(client);
    } catch (error) {
      await client.end().catch(onError);
      throw error;
    }
    void lost.promise.then(() => (current === client ? reopen() : undefined));
    opened += 1;
    current = client;
    return client;
  }

  async function reopen(): Promise<void> {
    current = null;
    let told = '';
    while (!closing.signal.aborted) {
      try {
        await open();
        return;
      } catch (error) {
        if (String(error) !== told) onError(error); // not twice a second for as long as it lasts
        told = String(error);
        await setTimeout(RECONNECT, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  async function beat(): Promise<void> {
    while (!closing.signal.aborted) {
      await setTimeout(HEARTBEAT, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      const client = current;
      if (client === null || closing.signal.aborted) continue;
      await query(client, 'SELECT 1').catch((error: unknown) => {
        onError(error);
        client.connection.stream.destroy(); // else a connection that went silent would never end
      });
    }
  }

  await open();
  void beat();
  return {
    client() {
      if (current === null) throw new Error('The connection to PostgreSQL is lost; it will be opened again');
      return current;
    },
    opened: () => opened,
    isOpen: () => current !== null,
    async close() {
      closing.abort();
      const client = current;
      current = null;
      await client?.end();
    },
  };
}

/** Tries to become the only writer of the schema's store, for as long as the session lives. */
const LOCK = `SELECT pg_try_advisory_lock(hashtext('belowline'), hashtext(current_schema()))`;

/** Reads and writes through the one connection that holds the lock: whoever lost it can write nothing. */
async function openWriter(url: string, onError: (error: unknown) => void): Promise<Link> {
  const writer = randomUUID();
  let channel = '';
  const connection = await keepConnected(url, {
    onError,
    async prepare(client) {
      await query(client, `SET idle_session_timeout = ${SILENT}`);
      const [row] = await query<[boolean]>(client, LOCK);
      if (row?.[0] !== true) throw new Error('another process writes to it, so stop that one first');
      await createTable(client);
      channel = await channelOf(client);
    },
  });
  return {
    query: async (text, values) => query(connection.client(), text, values),
    revision: () => String(connection.opened()),
    session: connection.opened,
    notice: [channel, writer],
    vacuum: () => vacuum(url),
    close: connection.close,
  };
}

/** Reads through a pool, and hears of writes through a connection of its own. */
async function openReader(url: string, onError: (error: unknown) => void): Promise<Link> {
  const reader = randomUUID();
  const pool = new pg.Pool({ ...settingsOf(url), max: READERS, allowExitOnIdle: true });
  pool.on('error', onError);
  let heard = 0;
  let channel = '';
  try {
    await createTable(pool);
    const notices = await keepConnected(url, {
      onError,
      async prepare(client) {
        channel = await channelOf(client);
        client.on('notification', ({ payload }) => {
          if (payload !== reader) heard += 1;
        });
        await query(client, `LISTEN ${client.escapeIdentifier(channel)}`);
      },
    });
    return {
      query: (text, values) => query(pool, text, values),
      // While nothing is heard, anything may have been written: no revision is like another.
      revision: () => (notices.isOpen() ? `${notices.opened()}.${heard}` : randomUUID()),
      session: notices.opened,
      notice: [channel, reader],
      vacuum: () => vacuum(url),
      close: async () => {
        await notices.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
