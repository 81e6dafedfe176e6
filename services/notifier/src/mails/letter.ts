import type { Locale } from '@kstudio/chassis';

/** A paragraph, or a link on a line of its own, or a value to keep (shown in one piece). */
export type Part = string | { link: string; label: string } | { value: string; label: string };
export interface Letter {
  subject: string;
  greeting: string;
  parts: readonly Part[];
  signature: string;
}
export interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/** A letter as plain text and as simple HTML: no image, no tracker, nothing loaded from anywhere. Pure. */
export function render(locale: Locale, { subject, greeting, parts, signature }: Letter): Rendered {
  const text = [greeting, ...parts.map(plain), `-- \n${signature}`].join('\n\n');
  const body = [`<p>${escape(greeting)}</p>`, ...parts.map(marked), `<p>${escape(signature)}</p>`].join('\n');
  return { subject: oneLine(subject), text: `${text}\n`, html: page(locale, subject, body) };
}

function plain(part: Part): string {
  if (typeof part === 'string') return part;
  return `${part.label}\n${'link' in part ? part.link : part.value}`;
}

function marked(part: Part): string {
  if (typeof part === 'string') return `<p>${escape(part)}</p>`;
  if ('value' in part) {
    return `<p>${escape(part.label)}<br><code style="font-size:15px;word-break:break-all">${escape(part.value)}</code></p>`;
  }
  const address = escape(part.link);
  return `<p style="margin:28px 0"><a href="${address}" style="background:#1f4b43;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600">${escape(part.label)}</a></p>
<p style="font-size:13px;color:#555555;word-break:break-all">${address}</p>`;
}

const page = (locale: Locale, title: string, body: string) => `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head>
<body style="margin:0;background:#f6f4ef">
<div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#ffffff;color:#1c1c1c;font:16px/1.55 Georgia,'Times New Roman',serif">
${body}
</div>
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
