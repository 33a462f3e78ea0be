import type { Health } from './site.ts';

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
