import * as Y from 'yjs';

/**
 * A document is Yjs: a map `meta` (title, summary) and an XML fragment `body` whose elements are the editor's nodes
 * (heading, paragraph, bulletList, orderedList, listItem, blockquote, codeBlock, image …) and whose texts carry marks.
 */
export type Span = { text: string; link?: string } & { [mark in Mark]?: true };
export const markNames = ['bold', 'italic', 'underline', 'strike', 'code'] as const;
export type Mark = (typeof markNames)[number];
export type Block =
  | { heading: 2 | 3; text: string }
  | { paragraph: string }
  | { bullets: readonly string[] }
  | { steps: readonly string[] }
  | { quote: string };
export interface Draft {
  title: string;
  summary: string;
  blocks: readonly Block[];
}

/** A new document as its first update. In texts, `**` surrounds what is bold. */
export function newDocument({ title, summary, blocks }: Draft): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    metaOf(doc).set('title', title);
    metaOf(doc).set('summary', summary);
    bodyOf(doc).insert(0, blocks.map(elementOf));
  });
  return Y.encodeStateAsUpdate(doc);
}

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');
export const bodyOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('body');

function elementOf(block: Block): Y.XmlElement {
  if ('heading' in block) {
    const heading = textElement('heading', block.text);
    heading.setAttribute('level', block.heading as never);
    return heading;
  }
  if ('paragraph' in block) return textElement('paragraph', block.paragraph);
  if ('quote' in block) return around('blockquote', [textElement('paragraph', block.quote)]);
  const [name, items] = 'bullets' in block ? ['bulletList', block.bullets] : ['orderedList', block.steps];
  return around(
    name as string,
    (items as readonly string[]).map((item) => around('listItem', [textElement('paragraph', item)])),
  );
}

function around(name: string, children: Y.XmlElement[]): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, children);
  return element;
}

function textElement(name: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  const words = new Y.XmlText();
  element.insert(0, [words]);
  let at = 0;
  for (const [index, part] of text.split('**').entries()) {
    if (part === '') continue;
    words.insert(at, part, index % 2 === 1 ? { bold: {} } : {});
    at += part.length;
  }
  return element;
}

/** A node of a document, read back. */
export type Node = { name: string; attributes: Attributes; children: readonly (Node | Span)[] };
export type Attributes = Record<string, string | number | boolean | null>;
export interface Reading {
  title: string;
  summary: string;
  body: readonly (Node | Span)[];
}

/** What a document says after these updates; their order does not matter. */
export const readDocument = (updates: readonly Uint8Array[]): Reading => readLive(openDocument(updates));

/** The live document after these updates. Throws where one of them is none. */
export function openDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** What a live document says now. */
export function readLive(doc: Y.Doc): Reading {
  const meta = metaOf(doc);
  return { title: textIn(meta, 'title'), summary: textIn(meta, 'summary'), body: childrenOf(bodyOf(doc)) };
}

function textIn(meta: Y.Map<unknown>, name: string): string {
  const value = meta.get(name);
  return typeof value === 'string' ? value : '';
}

function childrenOf(parent: Y.XmlFragment | Y.XmlElement): (Node | Span)[] {
  return parent.toArray().flatMap((child): (Node | Span)[] => {
    if (child instanceof Y.XmlText) return spansOf(child);
    if (!(child instanceof Y.XmlElement)) return [];
    return [{ name: child.nodeName, attributes: plain(child.getAttributes()), children: childrenOf(child) }];
  });
}

function spansOf(text: Y.XmlText): Span[] {
  const pieces = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return pieces.flatMap(({ insert, attributes = {} }): Span[] => {
    if (typeof insert !== 'string') return [];
    const link = (attributes['link'] as { href?: unknown } | undefined)?.href;
    const marks = markNames.filter((mark) => attributes[mark]).map((mark) => [mark, true] as const);
    return [{ text: insert, ...Object.fromEntries(marks), ...(typeof link === 'string' ? { link } : {}) }];
  });
}

/** Attributes that JSON can say; anything else is left out. */
function plain(attributes: object): Attributes {
  const said = Object.entries(attributes).filter(
    ([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(said) as Attributes;
}
