import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '..');

/** Names the code that builds the pages: a hash of the sources that take part in it, so that a page built by older ones is not taken for the same. */
export function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync('{articles,language,markdown,web}/**/*.{ts,js,css,svg}', { cwd: SOURCES }).toSorted()) {
    hash.update(file).update(readFileSync(join(SOURCES, file)));
  }
  return hash.digest('base64url').slice(0, 16);
}
