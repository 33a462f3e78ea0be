import type { Hono } from 'hono';
import { dataHeaders, NEVER_KEPT } from './http.ts';
import { problemJson } from './problem.ts';

/** Whether this process is up and ready. */
export interface Health {
  /** False once the process has begun to stop. */
  live(): boolean;
  /** `reasons` are sentences for the operator, empty when `ok`. */
  ready(): Promise<{ readonly ok: boolean; readonly reasons: readonly string[] }>;
}

/** Checks one thing that the process needs; gives sentences for the operator, none when all is well. */
export type Check = () => readonly string[] | Promise<readonly string[]>;

/** Creates a health that is ready while all checks pass; when a check throws, its error's message is the reason. */
export function createHealth(checks: readonly Check[]): Health & { stop(): void } {
  let isLive = true;
  const reasonsOf = async (check: Check): Promise<readonly string[]> => {
    try {
      return await check();
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  };
  return {
    live: () => isLive,
    stop() {
      isLive = false;
    },
    async ready() {
      const reasons = (await Promise.all(checks.map(reasonsOf))).flat();
      return { ok: reasons.length === 0, reasons };
    },
  };
}

/** Adds `/healthz` (the process is up) and `/readyz` (503 with the reasons unless all checks pass). */
export function addHealthRoutes(app: Hono, { health }: { health: Health }): void {
  app.get('/healthz', () => healthAnswer(health.live(), ['The process is stopping.']));
  app.get('/readyz', async () => {
    const { ok, reasons } = await health.ready();
    return healthAnswer(ok, reasons);
  });
}

function healthAnswer(ok: boolean, reasons: readonly string[]): Response {
  const type = ok ? 'application/json' : 'application/problem+json';
  const body = ok ? JSON.stringify({ ok }) : problemJson(503, reasons.join(' '), { reasons });
  return new Response(body, { status: ok ? 200 : 503, headers: { ...dataHeaders(type), 'cache-control': NEVER_KEPT } });
}
