/** A tag as it stands in HTML; attribute values are as written, entities and all. */
export interface HtmlTag {
  readonly name: string;
  readonly isClosing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

const VOID = new Set(['br', 'hr', 'img']);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/y;
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g;

/** Reads HTML strictly: throws unless every `<` begins a well-formed tag, every `&` an entity, and all elements are closed in order. */
export function tagsFromHtml(html: string): HtmlTag[] {
  const tags: HtmlTag[] = [];
  const open: string[] = [];
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    const [, slash, name = '', attributes = ''] = TAG.exec(html) ?? [];
    if (name === '') throw new Error(`No tag at ${html.slice(at, at + 80)}`);
    const isClosing = slash === '/';
    if (isClosing && open.pop() !== name) throw new Error(`</${name}> closes something else in ${html}`);
    if (!isClosing && !VOID.has(name)) open.push(name);
    tags.push({
      name,
      isClosing,
      attributes: new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value])),
    });
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> stay open in ${html}`);
  const loose = /&(?!amp;|lt;|gt;|quot;|#39;)/.exec(html);
  if (loose) throw new Error(`A bare & at ${html.slice(loose.index, loose.index + 40)}`);
  return tags;
}
