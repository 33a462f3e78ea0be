import { createHash } from 'node:crypto';
import { CATALOGUES } from '../language/catalogues.ts';
import { translator } from '../language/translate.ts';
import { scriptFrom, sourceOf, trimmed } from './assets.ts';
import { dataHeaders, KEPT_SHORTLY, encodedText } from './http.ts';
import { type RenderedPage } from './page-cache.ts';

/** What pages of other sites load from us, at paths that stay. */
export interface EmbedFiles {
  readonly script: Promise<RenderedPage>;
  readonly stylesheet: Promise<RenderedPage>;
}

/** Makes the script, with its styles and words in it, and the style sheet of fragments that come without it. */
export function loadEmbedFiles(): EmbedFiles {
  const css = embedStyles();
  const words = Object.fromEntries(
    [...CATALOGUES.keys()].map((language) => {
      const t = translator(language);
      const own = { failed: t('page.embed.failed'), none: t('page.embed.none'), open: t('page.embed.open') };
      return [language, own];
    }),
  );
  const given = `const BELOWLINE = ${JSON.stringify({ css, words })};\n`;
  return {
    script: fileFrom(
      scriptFrom(['embed/times.js', 'embed/listen.js', 'embed/client.js'], given),
      'text/javascript; charset=utf-8',
    ),
    stylesheet: fileFrom(css, 'text/css; charset=utf-8'),
  };
}

/**
 * The page's own rules for comments, so that both look alike, inside `.belowline`, where the rules of the site for plain elements are
 * taken back. A rem is the size of the site's text there: on many sites the root's is another.
 */
function embedStyles(): string {
  const rules = sourceOf('comments.css').replaceAll(/^(?!\s*@).*$/gm, (line) =>
    line.replaceAll(/(?<![\w.-])(-?[\d.]+)rem\b/g, 'calc($1 * var(--belowline-unit))'),
  );
  return trimmed(`.belowline {\n*, ::before, ::after { all: revert; }\n${rules}}\n${sourceOf('embed/embed.css')}`);
}

async function fileFrom(body: string, type: string): Promise<RenderedPage> {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = {
    ...dataHeaders(type),
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*', // for pages that load it with `crossorigin`
    'cache-control': KEPT_SHORTLY,
    etag,
  };
  return { etag, ...(await encodedText(body, headers)) };
}
