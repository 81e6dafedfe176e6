import sanitizeHtml from 'sanitize-html';
import type { Node, Span } from './document.ts';

const tags: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};
const marks = [
  ['code', 'code'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strike', 's'],
] as const;
const leaves: Record<string, string> = { horizontalRule: '<hr>', hardBreak: '<br>' };

/** Where the application shows an image of a content; each read of it is asked whether it may be. */
export const imageAddress = (imageId: string): string => `/api/content/images/${imageId}`;

/**
 * A document's body as HTML that is safe to show: our few tags, links to the web alone, images of ours alone, nothing
 * else. `addressOf` says where an image is shown; without an answer it is left out.
 */
export function renderDocument(
  body: readonly (Node | Span)[],
  addressOf: (imageId: string) => string | undefined = imageAddress,
): string {
  const shown = new Set<string>();
  const html = (part: Node | Span): string => {
    if ('text' in part) return spanOf(part);
    if (part.name === 'image') return imageOf(part, addressOf, shown);
    const inner = part.children.map(html).join('');
    if (part.name === 'heading') return headingOf(part, inner);
    if (part.name === 'codeBlock') return `<pre><code>${inner}</code></pre>`;
    const tag = tags[part.name];
    return leaves[part.name] ?? (tag ? `<${tag}>${inner}</${tag}>` : inner);
  };
  return sanitizeHtml(body.map(html).join(''), {
    allowedTags: [
      ...['h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'br', 'img'],
      ...['table', 'tr', 'th', 'td', 'strong', 'em', 'u', 's', 'code', 'a'],
    ],
    allowedAttributes: { a: ['href', 'rel'], img: ['src', 'alt'] },
    allowedSchemes: ['https', 'http', 'mailto'],
    disallowedTagsMode: 'discard',
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !shown.has(attribs['src'] ?? ''),
  });
}

/** The ids of the images that a document shows. Pure. */
export const imagesIn = (body: readonly (Node | Span)[]): string[] =>
  body.flatMap((part) => {
    if ('text' in part) return [];
    const own = part.name === 'image' ? [String(part.attributes['imageId'])] : [];
    return [...own, ...imagesIn(part.children)];
  });

function imageOf({ attributes }: Node, addressOf: (id: string) => string | undefined, shown: Set<string>) {
  const id = String(attributes['imageId'] ?? '');
  const address = /^[0-9a-f-]{36}$/.test(id) ? addressOf(id) : undefined;
  if (!address) return '';
  shown.add(address);
  return `<img src="${escape(address)}" alt="${escape(String(attributes['alt'] ?? ''))}">`;
}

function headingOf({ attributes }: Node, inner: string): string {
  const level = { '2': 'h2', '3': 'h3', '4': 'h4' }[String(attributes['level'])] ?? 'h2';
  return `<${level}>${inner}</${level}>`;
}

function spanOf(span: Span): string {
  const marked = marks
    .filter(([mark]) => span[mark])
    .reduce((inner, [, tag]) => `<${tag}>${inner}</${tag}>`, escape(span.text));
  return span.link ? `<a href="${escape(span.link)}" rel="noopener nofollow">${marked}</a>` : marked;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] as string);
