import { createHash } from 'node:crypto';
import { readFileSync, globSync } from 'node:fs';
import type { Hono } from 'hono';
import { dataHeaders, IMMUTABLE, answerFrom, negotiated, encodedText } from './http.ts';
import { join } from 'node:path';

/** A file that every page uses, at a path that names its content. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** The files that every page uses. */
export interface Assets {
  readonly stylesheet: Asset;
  readonly icon: Asset;
}

/** Reads the style sheet and the icon. */
export function loadAssets(): Assets {
  const styles = sourceOf('comments.css') + sourceOf('page.css');
  return {
    stylesheet: assetFrom({ name: 'styles.css', type: 'text/css; charset=utf-8', body: styles }),
    icon: assetFrom({ name: 'icon.svg', type: 'image/svg+xml', body: sourceOf('icon.svg') }),
  };
}

/** Adds the routes of the files that every page uses, and a `/robots.txt` that allows everything. */
export function addAssets(app: Hono, { stylesheet, icon }: Assets): void {
  for (const { path, type, body } of [stylesheet, icon]) {
    const encoded = encodedText(body, { ...dataHeaders(type), 'cache-control': IMMUTABLE });
    app.get(path, async ({ req }) => answerFrom(negotiated(await encoded, req.raw), req.raw));
  }
  const robots = { ...dataHeaders('text/plain; charset=utf-8'), 'cache-control': 'public, max-age=86400' };
  app.get('/robots.txt', () => new Response('User-agent: *\nAllow: /\n', { headers: robots }));
}

/** The text of a file beside this one. */
export const sourceOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function assetFrom({ name, type, body }: { name: string; type: string; body: string }): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/${name.replace('.', `-${hash}.`)}`, type, body };
}

const SOURCES = join(import.meta.dirname, '..');

/** A hash of all code that builds pages, for their ETags: a new release changes them. */
export function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync('{articles,language,markdown,web}/**/*.{ts,js,css,svg}', { cwd: SOURCES }).toSorted()) {
    hash.update(file).update(readFileSync(join(SOURCES, file)));
  }
  return hash.digest('base64url').slice(0, 16);
}
