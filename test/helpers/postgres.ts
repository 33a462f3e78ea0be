import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The server that tests use; undefined where there is none, and then they are skipped. */
export const POSTGRES_URL = process.env['TEST_POSTGRES_URL'];

/** A schema of its own in the server's database, dropped in the end. */
export interface TestSchema extends AsyncDisposable {
  /** For STORE_URL; by another port for a proxy. */
  url(port?: number): string;
  /** Ends connections as an administrator would; answers how many. */
  endConnections(): Promise<number>;
}

/** Makes a schema on the server of `TEST_POSTGRES_URL`. */
export async function createTestSchema(): Promise<TestSchema> {
  const name = `belowline_${randomBytes(6).toString('hex')}`;
  const run = async (text: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: POSTGRES_URL });
    await client.connect();
    try {
      return await client.query(text);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE SCHEMA ${name}`);
  const application = `test ${name}`;
  return {
    url(port) {
      const url = new URL(POSTGRES_URL ?? '');
      if (port !== undefined) url.port = String(port);
      url.searchParams.set('options', `-c search_path=${name}`);
      url.searchParams.set('application_name', application);
      return url.href.replaceAll('+', '%20');
    },
    async endConnections() {
      const ended = await run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${application}'`,
      );
      return ended.rowCount ?? 0;
    },
    [Symbol.asyncDispose]: async () => void (await run(`DROP SCHEMA ${name} CASCADE`)),
  };
}
