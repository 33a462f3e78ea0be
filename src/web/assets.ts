import { createHash } from 'node:crypto';
import { readFileSync, globSync } from 'node:fs';
import type { Hono } from 'hono';
import { dataHeaders, IMMUTABLE, answerFrom, negotiated, encodedText } from './http.ts';
import { join } from 'node:path';

/** A file that pages use, at a path that names its content. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** The files that pages use. */
export interface Assets {
  readonly stylesheet: Asset;
  /** An article's page runs it. */
  readonly script: Asset;
  readonly icon: Asset;
}

/** Reads the style sheet, the script and the icon. */
export function loadAssets(): Assets {
  const styles = sourceOf('comments.css') + sourceOf('page.css');
  return {
    stylesheet: assetFrom({ name: 'styles.css', type: 'text/css; charset=utf-8', body: styles }),
    script: assetFrom({
      name: 'article.js',
      type: 'text/javascript; charset=utf-8',
      body: scriptFrom(['embed/listen.js', 'embed/article-page.js']),
    }),
    icon: assetFrom({ name: 'icon.svg', type: 'image/svg+xml', body: sourceOf('icon.svg') }),
  };
}

/** Adds the routes of the files that pages use. */
export function addAssets(app: Hono, { stylesheet, script, icon }: Assets): void {
  for (const { path, type, body } of [stylesheet, script, icon]) {
    const encoded = encodedText(body, { ...dataHeaders(type), 'cache-control': IMMUTABLE });
    app.get(path, async ({ req }) => answerFrom(negotiated(await encoded, req.raw), req.raw));
  }
}

/** The text of a file beside this one. */
export const sourceOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Source of our own without comments and indentation. */
export const trimmed = (source: string): string =>
  source
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trimStart();

/** A classic script of modules beside this one, each after those that it imports; it leaves no names in the page. `given` comes first. */
export function scriptFrom(names: readonly string[], given = ''): string {
  const modules = names.map((name) => trimmed(sourceOf(name).replaceAll(/^import .*$|^export /gm, '')));
  return `(() => {\n${given}${modules.join('')}})();\n`;
}

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
