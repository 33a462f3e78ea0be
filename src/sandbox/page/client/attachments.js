// @ts-check
import { Icon } from './icons.js';
import { html } from './markup.js';
import { fileSize } from './times.js';

/** @param {{ files: import('../view.ts').ShownFile[] }} props */
export const Attachments = ({ files }) =>
  files.map(({ name, url, size, description, isImage, width, height }) =>
    isImage
      ? html`<a class="picture" href=${url} target="_blank" rel="noopener" key=${name}
          ><img src=${url} alt=${description ?? name} width=${width} height=${height}
        /></a>`
      : html`<p class="file" key=${name}>
          <${Icon} name="file" /><a href=${url} target="_blank" rel="noopener">${name}</a>
          <small>${fileSize(size)}</small>
        </p>`,
  );

/** @param {{ embeds: import('../view.ts').ShownEmbed[] }} props */
export const Embeds = ({ embeds }) =>
  embeds.map(
    ({ color, author, title, url, html: words, fields, imageUrl, footer }) =>
      html`<div
        class="embed"
        role="group"
        style=${color ? { borderInlineStartColor: color } : undefined}
        aria-label="Embed"
      >
        ${author && html`<p class="embed-author">${author}</p>`}
        ${title && html`<p class="embed-title">${url ? html`<a href=${url}>${title}</a>` : title}</p>`}
        ${words && html`<div class="words" dangerouslySetInnerHTML=${{ __html: words }}></div>`}
        ${fields.map(
          (field) =>
            html`<div class="embed-field ${field.isInline ? 'is-inline' : ''}">
              <strong>${field.name}</strong>
              <div class="words" dangerouslySetInnerHTML=${{ __html: field.html }}></div>
            </div>`,
        )}
        ${imageUrl && html`<a class="picture" href=${imageUrl} target="_blank" rel="noopener">${imageUrl.startsWith(location.origin) ? html`<img src=${imageUrl} alt="" />` : `Picture: ${imageUrl}`}</a>`}
        ${footer && html`<p class="soft">${footer}</p>`}
      </div>`,
  );
