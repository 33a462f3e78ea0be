/** Whom to write to: an e-mail address, an address on the web, or plain words that lead nowhere. */
export type Contact =
  | { readonly type: 'mail'; readonly address: string }
  | { readonly type: 'web'; readonly url: string }
  | { readonly type: 'words'; readonly words: string };

/** What the setting CONTACT is. */
export function contactFrom(text: string): Contact {
  if (/^https?:\/\//i.test(text)) return { type: 'web', url: text };
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { type: 'mail', address: text };
  return { type: 'words', words: text };
}

/** A `mailto:` address (RFC 6068) in which nothing that was put in can become a header or a second addressee. */
export function mailtoFrom(address: string, { subject, body }: { subject?: string; body?: string } = {}): string {
  const fields = Object.entries({ subject, body }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encoded(value)}`],
  );
  const to = address.split('@').map(encoded).join('@');
  return `mailto:${to}${fields.length === 0 ? '' : `?${fields.join('&')}`}`;
}

/** Line ends are CR LF in a mail. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed().replaceAll(/\r\n?|\n/g, '\r\n'));
