import { styleNonce } from './facts.ts';

type Policies = { createPolicy(name: string, rules: { createHTML(text: string): string }): unknown };

/**
 * Imported before all else, and acts at once.
 * Strings without `<` can hold no markup: the style sheets that the design system writes. All other markup
 * passes through DOMPurify's own policy, or is refused by the browser.
 */
function guardMarkup(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('Markup must be cleaned before it is shown.');
      return text;
    },
  });
  // The scroll lock of dialogs reads the nonce from this name.
  (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();
}

guardMarkup();
