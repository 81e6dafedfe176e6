import type { Caller } from '@kstudio/chassis';
import Turndown from 'turndown';
import type { Content } from '../contents.store.ts';
import type { ContentDeps } from '../deps.ts';
import { type Reading, readDocument } from '../document.ts';
import { showableImages } from '../images.ts';
import { imagesIn, renderDocument } from '../render-document.ts';
import { contentFor } from '../rights.ts';

export const exportForms = ['html', 'markdown', 'json'] as const;
export type ExportForm = (typeof exportForms)[number];
type Deps = Pick<ContentDeps, 'contents' | 'images' | 'audit' | 'clock'>;

/**
 * A content as one file that needs nothing else: a page with its images in it, the same as Markdown, or its blocks with
 * those of each version. For whoever may write it.
 *
 * @enforces 3.ownership
 */
export async function exportContent(deps: Deps, caller: Caller, contentId: string, form: ExportForm) {
  const content = await contentFor(deps, caller, contentId, 'write');
  const { clientId } = content;
  const reading = readDocument(await deps.contents.updatesOf(clientId, contentId));
  const name = `${reading.title.replace(/[^\p{L}\p{N} .-]+/gu, ' ').trim() || 'contenu'}`;
  if (form === 'json') {
    const whole = { ...headOf(content), ...reading, versions: await versionsOf(deps, content) };
    return { name: `${name}.json`, type: 'application/json', text: JSON.stringify(whole, null, 2) };
  }
  const page = await withImages(deps, caller, contentId, reading);
  if (form === 'html') return { name: `${name}.html`, type: 'text/html', text: pageOf(reading, page) };
  return { name: `${name}.md`, type: 'text/markdown', text: markdownOf(reading, page) };
}

/** What is known of a content beside what it says. */
export const headOf = (content: Content) => ({
  contentId: content.contentId,
  kind: content.kind,
  openToSpace: content.openToSpace,
  createdAt: content.createdAt.toISOString(),
  updatedAt: content.updatedAt.toISOString(),
});

async function versionsOf({ contents }: Deps, { clientId, contentId }: Content) {
  const versions = await contents.versionsOf(clientId, contentId);
  return Promise.all(
    versions.map(async ({ number, at, reason, name }) => {
      const snapshot = await contents.versionAt(clientId, contentId, number);
      return { number, at: at.toISOString(), reason, name, ...(snapshot && readDocument([snapshot])) };
    }),
  );
}

/** The body's HTML with each image in it. */
async function withImages(deps: Deps, caller: Caller, contentId: string, { body }: Reading): Promise<string> {
  let html = renderDocument(body, (imageId) => `images/${imageId}`);
  const shown = await showableImages(deps, caller, contentId, [...new Set(imagesIn(body))]);
  for (const { imageId, type, content } of shown) {
    const inside = `data:${type};base64,${Buffer.from(content).toString('base64')}`;
    html = html.replaceAll(`src="images/${imageId}"`, `src="${inside}"`);
  }
  return html;
}

/** A whole page around a document's HTML. Pure. */
export const pageOf = ({ title, summary }: Reading, html: string): string => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)}</title>
<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}img{max-width:100%}</style></head>
<body><h1>${escape(title)}</h1>
${summary && `<p><em>${escape(summary)}</em></p>`}
${html}
</body></html>
`;

function markdownOf({ title, summary }: Reading, html: string): string {
  const turndown = new Turndown({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  turndown.keep(['table', 'u']);
  return [`# ${title}`, summary && `*${summary}*`, turndown.turndown(html)]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] as string);
