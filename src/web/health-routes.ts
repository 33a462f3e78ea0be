import type { Hono } from 'hono';
import { dataHeaders, NEVER_KEPT } from './headers.ts';
import type { WebParts } from './parts.ts';
import { problemJson } from './problem.ts';

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
