import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Line, tableFromLines } from './line.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** How long the end-to-end tests take, alone on this machine, its processes included. Rejects when one of them fails. */
export async function run(): Promise<Line[]> {
  const arguments_ = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'e2e'];
  const start = performance.now();
  await promisify(execFile)(process.execPath, arguments_, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  const seconds = (performance.now() - start) / 1000;
  return [{ name: 'e2e suite: every story against the sandbox', value: seconds, unit: 's', limit: '< 90' }];
}

if (import.meta.main) console.log(tableFromLines(await run()));
