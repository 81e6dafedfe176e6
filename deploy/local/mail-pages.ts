import type { Mail } from './mail-sink.ts';

/** The product's colours (services/web/src/app/theme.ts), by day and by night. */
const style = `
  :root { color-scheme: light dark; --paper: #faf6ef; --sheet: #fffdf9; --ink: #211c15; --soft: #655b4d; --line: #e6ddcf; --accent: #2b39a8; }
  @media (prefers-color-scheme: dark) {
    :root { --paper: #161412; --sheet: #1f1c18; --ink: #efe8dc; --soft: #b3a898; --line: #37322a; --accent: #a5b0ff; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
  h1, .name { font-family: Georgia, serif; font-weight: 600; line-height: 1.2; }
  h1 { font-size: 1.75rem; margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
  p { margin: 0 0 1rem; } .soft { color: var(--soft); }
  a { color: var(--accent); text-underline-offset: .2em; }
  :focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; }
  ul { list-style: none; padding: 0; margin: 1.5rem 0 0; border-top: 2px solid var(--ink); }
  li a { display: block; padding: .8rem 0; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
  li a:hover b { text-decoration: underline; }
  li span { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: 0 0 1.5rem; color: var(--soft); font-size: .875rem; }
  dd { margin: 0; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
  iframe { width: 100%; height: 46rem; border: 1px solid var(--line); border-radius: 14px; background: #faf6ef; }
  details { margin-top: 1.5rem; } summary { cursor: pointer; font-weight: 600; margin-bottom: .75rem; }
`;

/** Every mail, newest first. */
export function listPage(mails: Mail[]): string {
  const rows = mails.map(
    (mail) =>
      `<li><a href="/mail/${mail.id}"><b>${escape(subjectOf(mail))}</b><span>${escape(people(mail.to))} ${time(mail)}</span></a></li>`,
  );
  const body =
    rows.length > 0
      ? `<ul>${rows.join('')}</ul>`
      : '<p>Aucun e-mail pour le moment. Rechargez la page. <span lang="en" class="soft">No mail yet. Reload this page.</span></p>';
  return page(
    'E-mails de ce K-Studio',
    `<h1>Les e-mails de ce K-Studio</h1>
    <p>Tout ce que la plateforme a envoyé depuis cette machine. Rien n’en est sorti.<br>
    <span lang="en" class="soft">Every mail that this K-Studio sent. None has left this machine.</span></p>${body}`,
  );
}

/** One mail as its reader sees it, in a frame that can do nothing; then its text, with links that work. */
export function mailPage(mail: Mail): string {
  const text = `<pre>${withLinks(mail.text)}</pre>`;
  const shown = mail.html
    ? `<iframe title="L’e-mail tel qu’on le reçoit" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(opensApart(mail.html))}"></iframe>
    <details><summary>En texte <span lang="en" class="soft">As text</span></summary>${text}</details>`
    : text;
  return page(
    subjectOf(mail),
    `<p><a href="/">← Tous les e-mails <span lang="en">(all mails)</span></a></p><h1>${escape(subjectOf(mail))}</h1>
    <dl><dt>De</dt><dd>${escape(people(mail.from))}</dd><dt>À</dt><dd>${escape(people(mail.to))}</dd>
    <dt>Reçu</dt><dd>${time(mail)}</dd></dl>${shown}`,
  );
}

const subjectOf = ({ subject }: Mail) => subject || '(sans objet)';

/** A link pressed in the frame opens a tab of its own: the frame itself may lead nowhere. */
const opensApart = (html: string) => html.replace(/<head>/i, '<head><base target="_blank">');

const instants = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});
const time = ({ receivedAt }: Mail) =>
  `<time datetime="${escape(receivedAt)}">${instants.format(new Date(receivedAt))}</time>`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>${escape(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`;
}

const people = (list: Mail['to']): string =>
  list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Plain text with its http addresses made into links. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');
}
