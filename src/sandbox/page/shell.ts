import { createHash } from 'node:crypto';
import { MODULES, modulePath } from './assets.ts';

/** Stands above everything, whatever else the page shows. */
const BANNER = 'Sandbox: not Discord. Everything here stays on this computer. The bot is the real one.';

const IMPORT_MAP = JSON.stringify({
  imports: Object.fromEntries(Object.keys(MODULES).map((name) => [name, `/page/${modulePath(name)}`])),
});

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page before its script has run; without JavaScript it says what can be done. */
export const SHELL = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Sandbox</title>
    <link rel="icon" type="image/svg+xml" href="/page/icon.svg">
    <link rel="stylesheet" href="/page/base.css">
    <link rel="stylesheet" href="/page/messages.css">
    <link rel="stylesheet" href="/page/panels.css">
    <script type="importmap">${IMPORT_MAP}</script>
    <script type="module" src="/page/main.js"></script>
  </head>
  <body>
    <header class="banner"><span>${BANNER}</span></header>
    <noscript>
      <p class="plain">The sandbox needs JavaScript to be shown. Without it, everything can be done over HTTP: <a href="/sandbox/state">/sandbox/state</a>
      is what a member sees, and docs/developers.md has the lines for curl.</p>
    </noscript>
    <div id="sandbox"></div>
  </body>
</html>
`;

/** Headers of the page: its own files only, in nobody's frame; the one inline script is the import map. */
export const SHELL_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; script-src 'self' ${hash(IMPORT_MAP)}; style-src 'self'; img-src 'self' http: https:; connect-src 'self'; frame-src 'self' http://127.0.0.1:* http://localhost:*; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};
