import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** A file of the page; `etag` identifies its content. */
export interface Asset {
  body: Buffer<ArrayBuffer>;
  type: string;
  etag: string;
}

/** The import map: bare names resolve to the installed packages, without a build. */
export const MODULES = {
  preact: 'preact',
  'preact/hooks': 'preact/hooks',
  htm: 'htm',
} as const;

const CLIENT = join(import.meta.dirname, 'client');
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

function assetFrom(path: string, type: string): Asset {
  const body = readFileSync(path);
  return { body, type, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** All files of the page, by path under /page/. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const path of readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })) {
    const name = path.replaceAll('\\', '/');
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type !== undefined) assets.set(name, assetFrom(join(CLIENT, name), type));
  }
  for (const [name, module] of Object.entries(MODULES)) {
    assets.set(modulePath(name), assetFrom(fileURLToPath(import.meta.resolve(module)), TYPES['js'] ?? ''));
  }
  return assets;
}

/** A package module's path under /page/. */
export const modulePath = (name: string): string => `modules/${name.replace('/', '-')}.js`;
