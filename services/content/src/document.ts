import * as Y from 'yjs';

/**
 * A document is Yjs: a map `meta` (title, summary) and an XML fragment `body` whose elements are the editor's nodes
 * (heading, paragraph, bulletList, orderedList, listItem, blockquote) and whose texts carry marks (bold, italic, link).
 */
export type Span = { text: string; bold?: true; italic?: true; link?: string };
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
    doc.getMap('meta').set('title', title);
    doc.getMap('meta').set('summary', summary);
    doc.getXmlFragment('body').insert(0, blocks.map(elementOf));
  });
  return Y.encodeStateAsUpdate(doc);
}

function elementOf(block: Block): Y.XmlElement {
  if ('heading' in block) {
    const heading = textElement('heading', block.text);
    heading.setAttribute('level', String(block.heading));
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
    words.insert(at, part, index % 2 === 1 ? { bold: true } : {});
    at += part.length;
  }
  return element;
}

/** A node of a document, read back. */
export type Node = { name: string; attributes: Record<string, string>; children: readonly (Node | Span)[] };
export interface Reading {
  title: string;
  summary: string;
  body: readonly (Node | Span)[];
}

/** What a document says after these updates; their order does not matter. */
export function readDocument(updates: readonly Uint8Array[]): Reading {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const meta = doc.getMap('meta');
  return {
    title: textIn(meta, 'title'),
    summary: textIn(meta, 'summary'),
    body: childrenOf(doc.getXmlFragment('body')),
  };
}

function textIn(meta: Y.Map<unknown>, name: string): string {
  const value = meta.get(name);
  return typeof value === 'string' ? value : '';
}

function childrenOf(parent: Y.XmlFragment | Y.XmlElement): (Node | Span)[] {
  return parent.toArray().flatMap((child): (Node | Span)[] => {
    if (child instanceof Y.XmlText) return spansOf(child);
    if (!(child instanceof Y.XmlElement)) return [];
    const attributes = child.getAttributes() as Record<string, string>;
    return [{ name: child.nodeName, attributes, children: childrenOf(child) }];
  });
}

function spansOf(text: Y.XmlText): Span[] {
  const pieces = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return pieces.flatMap(({ insert, attributes = {} }): Span[] => {
    if (typeof insert !== 'string') return [];
    const link = (attributes['link'] as { href?: unknown } | undefined)?.href;
    return [
      {
        text: insert,
        ...(attributes['bold'] ? { bold: true } : {}),
        ...(attributes['italic'] ? { italic: true } : {}),
        ...(typeof link === 'string' ? { link } : {}),
      },
    ];
  });
}
