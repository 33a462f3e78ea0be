import { html } from 'hono/html';
import { contactFrom, mailtoFrom } from '../contact.ts';
import type { Html } from './context.ts';

/** Whom to write to, as a link if it can be one; `words` stand for the address, which is shown itself without them. */
export function contactHtml(text: string, words?: string): Html {
  const contact = contactFrom(text);
  switch (contact.type) {
    case 'web':
      return html`<a href="${contact.url}">${words ?? contact.url}</a>`;
    case 'mail':
      return html`<a href="${mailtoFrom(contact.address)}">${words ?? contact.address}</a>`;
    case 'words':
      return html`<span>${words !== undefined && `${words}: `}${contact.words}</span>`;
  }
}
