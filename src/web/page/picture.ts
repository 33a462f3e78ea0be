import { html } from 'hono/html';
import type { Picture } from '../images.ts';
import type { Html } from './context.ts';

/** A picture that keeps its place while it loads. */
export function pictureHtml({ path, alt, size }: Picture, loading: 'eager' | 'lazy'): Html {
  const shape = size && html` width="${size.width}" height="${size.height}"`;
  return html`<img class="picture" src="${path}" alt="${alt}" ${shape} loading="${loading}" decoding="async" />`;
}
