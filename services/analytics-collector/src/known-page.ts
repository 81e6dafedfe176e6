import { createHash } from 'node:crypto';
import { consentWords } from './consent-words.ts';
import type { knowBrowser } from './know-browser.ts';

type Known = Awaited<ReturnType<typeof knowBrowser>>;

const style = `
:root{color-scheme:light dark;--ink:#1c1c1c;--soft:#55524a;--paper:#f6f4ef;--line:#d8d2c4;--accent:#1f4b43}
@media (prefers-color-scheme:dark){:root{--ink:#f1eee6;--soft:#b9b4a7;--paper:#161714;--line:#3a3a34;--accent:#8fcabb}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:clamp(1.6rem,5vw,2.25rem);line-height:1.2;margin:0 0 1rem}
form{margin:0 0 .75rem}
p{max-width:44rem;margin:0 0 1rem}
ul{list-style:none;margin:1.5rem 0;padding:0}
li{border-top:1px solid var(--line);padding:.75rem 0;overflow-wrap:anywhere}
small{display:block;color:var(--soft)}
a{color:var(--accent)}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;border:2px solid var(--accent);border-radius:.4rem;background:none;color:var(--accent);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
`;
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const words = {
  fr: {
    lead: (site: string) =>
      `Voici ce que ${site} a noté de ce navigateur, retrouvé par son seul cookie. Chaque ligne est effacée un an après, jour pour jour (charte, article 5).`,
    none: 'Nous ne savons rien de ce navigateur.',
    erased: 'C’est effacé : nous ne savons plus rien de ce navigateur.',
    page: 'Page',
    link: 'Lien',
    until: 'gardé jusqu’au',
    download: 'Tout télécharger (JSON)',
    erase: 'Tout effacer et retirer mon accord',
    more: 'Les plus récentes seulement ; le fichier à télécharger les contient toutes.',
    back: 'Retour au site',
    lies: 'Un programme peut envoyer de fausses visites en se faisant passer pour un navigateur : nous ne pouvons pas l’empêcher.',
    other: { lang: 'en', label: 'English' },
  },
  en: {
    lead: (site: string) =>
      `This is what ${site} has noted of this browser, found by its cookie alone. Each line is erased a year later, to the day (charter, article 5).`,
    none: 'We know nothing of this browser.',
    erased: 'Erased: we know nothing of this browser any more.',
    page: 'Page',
    link: 'Link',
    until: 'kept until',
    download: 'Download it all (JSON)',
    erase: 'Erase it all and withdraw my consent',
    more: 'The latest alone; the file to download holds them all.',
    back: 'Back to the site',
    lies: 'A program can send false visits and pass for a browser: we cannot prevent that.',
    other: { lang: 'fr', label: 'Français' },
  },
} as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const moment = (locale: 'fr' | 'en', at: string): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(new Date(at));

const day = (locale: 'fr' | 'en', at: string): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(at),
  );

/** "What we know of this browser" on the reading sites: whole in itself, without a script. Pure. */
export function knownPage(
  locale: 'fr' | 'en',
  known: Known,
  erased: boolean,
): { html: string; policy: string } {
  const its = words[locale];
  const title = consentWords[locale].known;
  const line = (event: Known['events'][number]) => {
    const what = event.link ? `${its.link} : ${event.link} (${event.page})` : `${its.page} : ${event.page}`;
    const facts = [
      event.browserType,
      event.browserLanguage,
      event.ipAddress,
      `${its.until} ${day(locale, event.keptUntil)}`,
    ];
    return `<li>${escaped(what)}<small>${escaped([moment(locale, event.at), ...facts].join(' · '))}</small></li>`;
  };
  const empty = `<p role="status">${erased ? its.erased : its.none}</p>`;
  const actions = `<form method="post" action="/api/browsing/known?lang=${locale}"><button>${its.erase}</button></form>
<p><a href="/api/browsing/browser?download">${its.download}</a></p>`;
  const html = `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · K-Studio</title><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<style>${style}</style></head>
<body><main>
<p><a href="?lang=${its.other.lang}" lang="${its.other.lang}" hreflang="${its.other.lang}">${its.other.label}</a></p>
<h1>${title}</h1>
<p>${escaped(its.lead(known.site))}</p>
${known.events.length === 0 ? empty : ''}
${known.events.length > 0 || known.consent ? actions : ''}
${known.more ? `<p>${its.more}</p>` : ''}
<ul>${known.events.map(line).join('\n')}</ul>
<p><small>${its.lies}</small></p>
<p><a href="/">${its.back}</a></p>
</main></body>
</html>
`;
  return { html, policy };
}
