import { createHash } from 'node:crypto';
import { readFileSync, globSync } from 'node:fs';
import type { Hono } from 'hono';
import { dataHeaders, IMMUTABLE, answerFrom, negotiated, encodedText, representationOf } from './http.ts';
import { join } from 'node:path';

/** A file that pages use, at a path that names its content. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** The files that pages use. */
export interface Assets {
  readonly stylesheet: Asset;
  /** An article's page runs it. */
  readonly script: Asset;
  readonly icon: Asset;
  readonly fonts: Fonts;
}

/** The fonts of the house style. */
interface Fonts {
  /** The rules that name them. */
  readonly css: string;
  readonly files: readonly Asset[];
  /** The paths of those that every page needs at once. */
  readonly preloaded: readonly string[];
}

/** Reads the style sheet, the script, the icon and the fonts. */
export function loadAssets(): Assets {
  fontsRead ??= loadFonts();
  const fonts = fontsRead;
  const icon = assetFrom({ name: 'icon.svg', type: 'image/svg+xml', body: sourceOf('icon.svg') });
  const styles =
    fonts.css + sourceOf('comments.css') + sourceOf('page.css').replace('url(icon.svg)', `url(${icon.path})`);
  return {
    stylesheet: assetFrom({ name: 'styles.css', type: 'text/css; charset=utf-8', body: trimmed(styles) }),
    script: assetFrom({
      name: 'article.js',
      type: 'text/javascript; charset=utf-8',
      body: scriptFrom(['embed/times.js', 'embed/listen.js', 'embed/article-page.js']),
    }),
    icon,
    fonts,
  };
}

/** Style sheets of Fontsource: a serif, upright and italic, and a sans-serif, with one file for each part of Unicode. */
const FONT_SHEETS = [
  import.meta.resolve('@fontsource-variable/newsreader/index.css'),
  import.meta.resolve('@fontsource-variable/newsreader/wght-italic.css'),
  import.meta.resolve('@fontsource-variable/libre-franklin/index.css'),
];

const ON_EVERY_PAGE = /-latin-wght-normal-/;

/** They are the package's, so nobody changes them while we run. */
let fontsRead: Fonts | undefined;

/** Reads the fonts. `optional`: a page that has to wait for a font keeps the one it began with, so nothing moves when it comes. */
function loadFonts(): Fonts {
  const files: Asset[] = [];
  const sheets = FONT_SHEETS.map((sheet) =>
    readFileSync(new URL(sheet), 'utf8')
      .replaceAll('font-display: swap', 'font-display: optional')
      .replaceAll(/url\(\.\/files\/([^)]+)\)/g, (_url, name: string) => {
        const body = readFileSync(new URL(`files/${name}`, sheet));
        const file = assetFrom({ name, type: 'font/woff2', body });
        files.push(file);
        return `url(${file.path})`;
      }),
  );
  const paths = files.map(({ path }) => path);
  return { css: sheets.join('\n'), files, preloaded: paths.filter((path) => ON_EVERY_PAGE.test(path)) };
}

/** Adds the routes of the files that pages use. */
export function addAssets(app: Hono, { stylesheet, script, icon, fonts }: Assets): void {
  for (const { path, type, body } of [stylesheet, script, icon, ...fonts.files]) {
    const headers = { ...dataHeaders(type), 'cache-control': IMMUTABLE };
    if (typeof body === 'string') {
      const encoded = encodedText(body, headers);
      app.get(path, async ({ req }) => answerFrom(negotiated(await encoded, req.raw), req.raw));
    } else {
      app.get(path, ({ req }) => answerFrom(representationOf(body, headers), req.raw));
    }
  }
}

/** The text of a file beside this one. */
export const sourceOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Style sheets and scripts without comments and indentation. */
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

function assetFrom({ name, type, body }: { name: string } & Omit<Asset, 'path'>): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/${name.replace(/\.(?=\w+$)/, `-${hash}.`)}`, type, body };
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
