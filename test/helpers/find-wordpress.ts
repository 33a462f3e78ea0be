import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** PHP's extensions without which WordPress does not start, or asks nobody over HTTP as it does on a server. */
const EXTENSIONS = ['curl', 'mbstring', 'mysqli', 'xml'];

/** Folder of a WordPress that tests may copy: the variable WORDPRESS, else where Debian puts it. */
export const WORDPRESS = process.env['WORDPRESS'] ?? '/usr/share/wordpress';

/** What tests with a real WordPress lack on this machine, as the end of a sentence; undefined when they can run. */
export function missingForWordpress(): string | undefined {
  const { stdout } = spawnSync('php', ['-m'], { encoding: 'utf8' }); // null when there is no PHP
  const loaded = (stdout as string | null)?.toLowerCase().split('\n') ?? [];
  const missing = EXTENSIONS.filter((extension) => !loaded.includes(extension));
  if (missing.length > 0) return `no PHP with ${missing.join(', ')} was found in PATH`;
  if (!existsSync(join(WORDPRESS, 'wp-load.php'))) return `no WordPress was found in ${WORDPRESS} (variable WORDPRESS)`;
  return undefined;
}
