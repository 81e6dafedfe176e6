import { createHash } from 'node:crypto';
import type { Locale } from '@kstudio/chassis';
import type { Publication } from '../publishing/publications.store.ts';
import type { Site } from '../spaces.store.ts';
import { measure } from './measure.ts';

const style = `
:root{color-scheme:light dark;--ink:#1c1c1c;--soft:#55524a;--paper:#fdfcf9;--line:#d9d4c7;--accent:#1f4b43}
@media (prefers-color-scheme:dark){:root{--ink:#f1eee6;--soft:#b9b4a7;--paper:#161714;--line:#3a3a34;--accent:#8fcabb}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:1.1875rem/1.65 Georgia,'Times New Roman',serif;overflow-wrap:anywhere}
header,main,footer{width:100%;max-width:46rem;margin:0 auto;padding:1.25rem 1.5rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;font:1rem/1.4 system-ui,sans-serif;border-bottom:1px solid var(--line)}
header a{font-weight:700;text-decoration:none}
main{flex:1;padding-block:2.5rem}
h1{font-size:clamp(1.9rem,6vw,2.75rem);line-height:1.15;margin:0 0 .75rem;text-wrap:balance;font-weight:500}
h2{font-size:1.625rem;line-height:1.25;margin:2.25rem 0 .75rem;font-weight:500}
h3{font-size:1.25rem;margin:1.75rem 0 .5rem}
p,ul,ol,blockquote,table,pre{margin:0 0 1rem}
li>p{margin:0 0 .35rem}
.lead{color:var(--soft);font-size:1.25rem}
.when{color:var(--soft);font:.9rem/1.5 system-ui,sans-serif;margin:2.5rem 0 0}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
blockquote{margin-inline:0;padding-left:1.25rem;border-left:3px solid var(--accent);font-style:italic}
img{max-width:100%;height:auto}
pre{overflow:auto;padding:1rem;border:1px solid var(--line);border-radius:.4rem;font-size:.95rem}
code{font-family:ui-monospace,monospace;font-size:.92em}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{padding:.5rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top}
.pages{list-style:none;padding:0}
.pages li{padding:1.1rem 0;border-top:1px solid var(--line)}
.pages a{font-size:1.25rem}
.pages p{margin:.25rem 0 0;color:var(--soft)}
footer{color:var(--soft);font:.9rem/1.6 system-ui,sans-serif;border-top:1px solid var(--line)}
@media print{header,footer{border:0}}
`;

const words = {
  fr: {
    home: 'Toutes les pages',
    none: 'Rien n’est encore publié ici.',
    updated: (date: string) => `Publié le ${date}`,
    made: 'Écrit et publié avec K-Studio.',
    other: { lang: 'en', label: 'English' },
  },
  en: {
    home: 'All pages',
    none: 'Nothing is published here yet.',
    updated: (date: string) => `Published on ${date}`,
    made: 'Written and published with K-Studio.',
    other: { lang: 'fr', label: 'Français' },
  },
} as const;

/** The page's own style by its hash, the script that counts views, images of its own site, and nothing else. */
export const readingPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self' data:",
  ...measure('fr', '').policy,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Reader {
  locale: Locale;
  appOrigin: string;
}
type Line = Pick<Publication, 'page' | 'title' | 'summary'>;

/** The first page of a space's site: what is published there. Pure. */
export function sitePage(site: Site, pages: readonly Line[], reader: Reader): string {
  const list = pages
    .map(
      ({ page, title, summary }) =>
        `<li><a href="${escape(page)}">${escape(title)}</a>${summary && `<p>${escape(summary)}</p>`}</li>`,
    )
    .join('\n');
  const main = `<h1>${escape(site.title)}</h1>
${pages.length === 0 ? `<p>${words[reader.locale].none}</p>` : `<ul class="pages">${list}</ul>`}`;
  return whole(site, { title: site.title, main, reader });
}

/** A published content. Its text was made safe when it was published. Pure. */
export function readingPage(
  site: Site,
  { title, summary, html, publishedAt }: Publication,
  reader: Reader,
): string {
  const date = new Intl.DateTimeFormat(reader.locale, { dateStyle: 'long', timeZone: 'Europe/Paris' });
  const main = `<article><h1>${escape(title)}</h1>
${summary && `<p class="lead">${escape(summary)}</p>`}
${html}</article>
<p class="when">${words[reader.locale].updated(date.format(publishedAt))} · <a href="./">${words[reader.locale].home}</a></p>`;
  return whole(site, { title: `${title} · ${site.title}`, main, reader });
}

function whole(site: Site, { title, main, reader }: { title: string; main: string; reader: Reader }): string {
  const { locale, appOrigin } = reader;
  const { made, other } = words[locale];
  const { head, foot } = measure(locale, appOrigin);
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,">
<style>${style}</style>${head}</head>
<body>
<header><a href="./">${escape(site.title)}</a><a href="?lang=${other.lang}" lang="${other.lang}" hreflang="${other.lang}">${other.label}</a></header>
<main>${main}</main>
<footer>${made}<br>${foot}</footer>
</body>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] as string);
