import type { Health } from './site.ts';
import type { Hono } from 'hono';
import { dataHeaders, NEVER_KEPT } from './headers.ts';
import type { WebParts } from './parts.ts';
import { problemJson } from './problem.ts';

/** Looks at one thing that the process needs; answers sentences for the operator, none when all is well. */
export type Check = () => readonly string[] | Promise<readonly string[]>;

/** A health that is ready when no check finds anything; a check that throws has found its error's message. */
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

/** Adds `/healthz` (the process is up) and `/readyz` (what it needs answers, else 503 with the reasons). */
export function addHealthRoutes(app: Hono, { health }: Pick<WebParts, 'health'>): void {
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
