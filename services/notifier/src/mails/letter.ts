import type { Locale } from '@kstudio/chassis';

/** A paragraph, or a link on a line of its own, or a value to keep (shown in one piece). */
export type Part = string | { link: string; label: string } | { value: string; label: string };
export interface Letter {
  subject: string;
  greeting: string;
  parts: readonly Part[];
  signature: string;
  /** Below the signature, small: who writes, and where the charter is. */
  foot: { text: string; link: string };
  /** What stands before the address of a link, for whoever cannot press the button. */
  orCopy: string;
}
export interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/** A letter as plain text and as simple HTML: no image, no tracker, nothing loaded from anywhere. Pure. */
export function render(locale: Locale, letter: Letter): Rendered {
  const { subject, greeting, parts, signature, foot } = letter;
  const text = [greeting, ...parts.map(plain), `-- \n${signature}\n\n${foot.text}\n${foot.link}`].join(
    '\n\n',
  );
  const body = [`<p>${escape(greeting)}</p>`, ...parts.map((part) => marked(part, letter.orCopy))].join('\n');
  return { subject: oneLine(subject), text: `${text}\n`, html: page(locale, letter, body) };
}

function plain(part: Part): string {
  if (typeof part === 'string') return part;
  return `${part.label}\n${'link' in part ? part.link : part.value}`;
}

/** The product's own colours (services/web/src/app/theme.ts), written out: mail programs know no variables. */
const colour = {
  paper: '#faf6ef',
  sheet: '#fffdf9',
  line: '#e6ddcf',
  ink: '#211c15',
  soft: '#655b4d',
  accent: '#2b39a8',
};
const sans = "system-ui,-apple-system,'Segoe UI',sans-serif";
const serif = "'Iowan Old Style',Georgia,'Times New Roman',serif";

function marked(part: Part, orCopy: string): string {
  if (typeof part === 'string') return `<p>${escape(part)}</p>`;
  if ('value' in part) {
    return `<p>${escape(part.label)}<br><code style="display:inline-block;margin-top:6px;padding:6px 10px;border:1px solid ${colour.line};border-radius:6px;font-size:14px;word-break:break-all">${escape(part.value)}</code></p>`;
  }
  const address = escape(part.link);
  return `<p style="margin:28px 0 12px"><a href="${address}" style="display:inline-block;background:${colour.accent};color:${colour.sheet};padding:12px 22px;border-radius:8px;text-decoration:none;font-weight:600">${escape(part.label)}</a></p>
<p style="margin:0 0 28px;font-size:13px;color:${colour.soft};word-break:break-all">${escape(orCopy)}<br>${address}</p>`;
}

const page = (locale: Locale, { subject, signature, foot }: Letter, body: string) => `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px 12px;background:${colour.paper}">
<div style="max-width:560px;margin:0 auto;padding:28px 28px 8px;background:${colour.sheet};border:1px solid ${colour.line};border-radius:14px;color:${colour.ink};font:16px/1.6 ${sans}">
<p style="margin:0 0 24px;padding-bottom:16px;border-bottom:1px solid ${colour.line};font:600 20px/1.2 ${serif}"><span style="display:inline-block;width:28px;margin-right:10px;border-radius:6px;background:${colour.accent};color:${colour.sheet};font:600 17px/28px ${serif};text-align:center">K</span>K-Studio</p>
${body}
<p style="margin:28px 0 20px">${escape(signature)}</p>
</div>
<p style="max-width:560px;margin:16px auto 0;padding:0 28px;box-sizing:border-box;color:${colour.soft};font:13px/1.5 ${sans}">${escape(foot.text)}<br><a href="${escape(foot.link)}" style="color:${colour.soft}">${escape(foot.link)}</a></p>
</body>
</html>
`;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] as string);
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
