import { createHash } from 'node:crypto';
import type { Locale } from '@kstudio/chassis';
import { measureFoot } from './measure.ts';

const style = `
:root{color-scheme:light dark;--ink:#1c1c1c;--soft:#55524a;--paper:#f6f4ef;--accent:#1f4b43}
@media (prefers-color-scheme:dark){:root{--ink:#f1eee6;--soft:#b9b4a7;--paper:#161714;--accent:#8fcabb}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:1.125rem/1.6 Georgia,'Times New Roman',serif}
header,main,footer{width:100%;max-width:44rem;margin:0 auto;padding:1.5rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;font-family:system-ui,sans-serif;font-size:1rem}
main{flex:1;display:flex;flex-direction:column;justify-content:center}
h1{font-size:clamp(2rem,6vw,3rem);line-height:1.15;margin:0 0 1rem;text-wrap:balance}
p{margin:0 0 1rem;max-width:36rem}
.name{font-weight:700;letter-spacing:.02em}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
footer{color:var(--soft);font-family:system-ui,sans-serif;font-size:.9rem}
`;

/** Nothing runs, nothing loads; the page's own style is allowed by its hash. */
export const sitesPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Words {
  title: string;
  paragraphs: readonly string[];
  home: string;
  other: { lang: Locale; label: string };
  foot: string;
}

const foot = {
  fr: 'Cette page ne dépose aucun cookie et ne note rien de votre visite.',
  en: 'This page sets no cookie and notes nothing of your visit.',
};
const other = {
  fr: { lang: 'en', label: 'English' },
  en: { lang: 'fr', label: 'Français' },
} as const;

const pages: Record<'root' | 'missing', Record<Locale, Words>> = {
  root: {
    fr: {
      title: 'Les sites de lecture',
      paragraphs: [
        'Cette adresse les accueille : les cours et les pages d’aide que les entreprises écrivent dans K-Studio et choisissent de publier.',
        'Chaque site a sa propre adresse, que l’entreprise donne à ses lecteurs. Il n’y en a pas de liste ici.',
      ],
      home: 'Aller à l’atelier K-Studio',
      other: other.fr,
      foot: foot.fr,
    },
    en: {
      title: 'The reading sites',
      paragraphs: [
        'This address is their home: the courses and help pages that companies write in K-Studio and choose to publish.',
        'Each site has its own address, which the company gives to its readers. There is no list of them here.',
      ],
      home: 'Go to the K-Studio workshop',
      other: other.en,
      foot: foot.en,
    },
  },
  missing: {
    fr: {
      title: 'Cette page n’existe pas',
      paragraphs: [
        'Elle a peut-être été retirée par les personnes qui l’avaient écrite, ou l’adresse contient une faute de frappe.',
        'Vérifiez l’adresse, ou demandez-la de nouveau à la personne qui vous l’a donnée.',
      ],
      home: 'Aller à l’atelier K-Studio',
      other: other.fr,
      foot: foot.fr,
    },
    en: {
      title: 'This page does not exist',
      paragraphs: [
        'It may have been withdrawn by the people who wrote it, or the address has a typing error.',
        'Check the address, or ask again the person who gave it to you.',
      ],
      home: 'Go to the K-Studio workshop',
      other: other.en,
      foot: foot.en,
    },
  },
};

/** A page of the second origin that belongs to no space: its root, or what is absent; whole in itself. Pure. */
export function sitesPage(which: 'root' | 'missing', locale: Locale, appOrigin: string): string {
  const { title, paragraphs, home, other: another, foot: note } = pages[which][locale];
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · K-Studio</title><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<style>${style}</style></head>
<body>
<header><span class="name">K-Studio</span><a href="?lang=${another.lang}" lang="${another.lang}" hreflang="${another.lang}">${another.label}</a></header>
<main><h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<p><a href="${appOrigin}/">${home}</a></p></main>
<footer>${note}<br>${measureFoot(locale, appOrigin)}</footer>
</body>
</html>
`;
}
