import { SaxesParser } from 'saxes';

/** An element of an XML document; `name` is `{namespace}local`, attributes without a namespace have their plain name. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text inside, also that of children. */
  readonly text: string;
}

const nameOf = (uri: string, local: string): string => (uri === '' ? local : `{${uri}}${local}`);

/** Parses a document, strictly. Throws for one that is not well-formed. */
export function parseXml(document: string): XmlElement {
  type Building = XmlElement & { children: XmlElement[]; text: string };
  const open: Building[] = [{ name: '', attributes: {}, children: [], text: '' }];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const named = Object.values(attributes).map((each) => [nameOf(each.uri, each.local), each.value] as const);
    const element = { name: nameOf(uri, local), attributes: Object.fromEntries(named), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  const root = open[0]?.children[0];
  if (!root) throw new Error('The document is empty');
  return root;
}
