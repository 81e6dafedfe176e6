import DOMPurify from 'dompurify';

/**
 * The markup of a content, without anything that could act: no script, no style, no form, no frame.
 * Returns what Trusted Types admit.
 */
export function cleanHtml(html: string): string {
  const cleaned = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select'],
    FORBID_ATTR: ['style', 'id', 'name'],
    RETURN_TRUSTED_TYPE: true,
  });
  return cleaned as unknown as string;
}
