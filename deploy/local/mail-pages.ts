import type { Mail } from './mail-sink.ts';

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.3rem; } a { color: LinkText; }
  ul { list-style: none; padding: 0; }
  li { border-top: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); padding: .6rem 0; }
  li a { font-weight: 600; text-decoration: none; }
  small, dl { color: color-mix(in srgb, CanvasText 75%, Canvas); }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
  iframe { width: 100%; height: 36rem; border: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); background: #fff; }
`;

/** Every mail, newest first. */
export function listPage(mails: Mail[]): string {
  const rows = mails.map(
    (mail) => `<li><a href="/mail/${mail.id}">${escape(mail.subject || '(no subject)')}</a><br>
      <small>to ${escape(people(mail.to))} · <time>${escape(mail.receivedAt)}</time></small></li>`,
  );
  const body =
    rows.length > 0 ? `<ul>${rows.join('')}</ul>` : '<p>No mail yet. Reload this page to look again.</p>';
  return page(
    'Mail sink',
    `<h1>Mail sink</h1><p>Mails that K-Studio sent from here. None has left this machine.</p>${body}`,
  );
}

/** One mail: its text with links that work, and its HTML in a frame that can do nothing. */
export function mailPage(mail: Mail): string {
  const frame = mail.html
    ? `<h2>As HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(mail.html)}"></iframe>`
    : '';
  return page(
    mail.subject,
    `<p><a href="/">← All mails</a></p><h1>${escape(mail.subject || '(no subject)')}</h1>
    <dl><dt>From</dt><dd>${escape(people(mail.from))}</dd><dt>To</dt><dd>${escape(people(mail.to))}</dd>
    <dt>Received</dt><dd>${escape(mail.receivedAt)}</dd></dl>
    <pre>${withLinks(mail.text)}</pre>${frame}`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${style}</style></head>
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
