import sanitizeHtml from 'sanitize-html';
import type { Node, Span } from './document.ts';

const tags: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
};

/** A document's body as HTML that is safe to show: our few tags, links to the web alone, nothing else. */
export function renderDocument(body: readonly (Node | Span)[]): string {
  return sanitizeHtml(body.map(htmlOf).join(''), {
    allowedTags: ['h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'a'],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['https', 'http', 'mailto'],
    disallowedTagsMode: 'discard',
  });
}

function htmlOf(part: Node | Span): string {
  if ('text' in part) return spanOf(part);
  const inner = part.children.map(htmlOf).join('');
  if (part.name === 'heading') {
    const level = { '2': 'h2', '3': 'h3', '4': 'h4' }[String(part.attributes['level'])] ?? 'h2';
    return `<${level}>${inner}</${level}>`;
  }
  const tag = tags[part.name];
  return tag ? `<${tag}>${inner}</${tag}>` : inner;
}

function spanOf({ text, bold, italic, link }: Span): string {
  const marks = [bold && 'strong', italic && 'em'].filter((mark) => typeof mark === 'string');
  const marked = marks.reduce((inner, mark) => `<${mark}>${inner}</${mark}>`, escape(text));
  return link ? `<a href="${escape(link)}" rel="noopener nofollow">${marked}</a>` : marked;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] as string);
